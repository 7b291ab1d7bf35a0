/**
 * One count over all platforms: each is asked at once, and one that does not answer is missing, never guessed at.
 */
import type { PlatformCode } from '../../upstream/platform-code.ts';
import { UpstreamError } from '../../upstream/upstream-error.ts';
import type { EventFilter } from '../events/event-filter.ts';
import type { PlatformReader } from '../platform.ts';
import type { Counted, Dimension } from './statistics.ts';

/** Where figures came from, and what they lack. */
export interface Provenance {
  platforms: PlatformCode[];
  missing: PlatformCode[];
}

export interface Count<By extends Dimension> extends Provenance {
  groups: (Counted<By> & { origin: PlatformCode })[];
}

/**
 * @param partial whether the platforms that answer will do.
 * @throws UpstreamError of a platform that did not answer, unless the others will do and there is one.
 */
export async function countEverywhere<By extends Dimension>(
  readers: ReadonlyMap<PlatformCode, PlatformReader>,
  filter: EventFilter,
  by: By,
  partial: boolean,
): Promise<Count<By>> {
  const missing = new Map<PlatformCode, UpstreamError>();
  const answers = await Promise.all(
    [...readers].map(async ([origin, reader]) => {
      try {
        return (await reader.statistics(filter, by)).map(counted => ({ ...counted, origin }));
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        missing.set(origin, error);
        return [];
      }
    }),
  );
  const platforms = [...readers.keys()].filter(code => !missing.has(code));
  const absent = [...readers.keys()].filter(code => missing.has(code));
  if (absent.length > 0 && (!partial || platforms.length === 0)) throw missing.get(absent[0]!);
  return { groups: answers.flat(), platforms, missing: absent };
}
