import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { Catalogue, Matter } from '../catalogue/catalogue.ts';
import { dayOf } from './time.ts';

/** The matters that a code of a record stands for. */
export type CodeLookup = (code: string) => readonly Matter[];

/**
 * How a record's codes are read: by the day that its event was reported on.
 *
 * @param reportedAt as the record has it; null where it cannot be read.
 * @param own whether the event began on the platform whose code it is. Others were given theirs after the report.
 */
export function codeLookup(
  catalogue: Catalogue,
  platform: PlatformCode,
  { reportedAt, own }: { reportedAt: string | null; own: boolean },
): CodeLookup {
  const day = dayOf(reportedAt);
  return own
    ? code => catalogue.mattersByCode(platform, code, day)
    : code => catalogue.mattersByLaterCode(platform, code, day);
}
