import type { Context } from '../../context.ts';
import type { Discrepancy } from '../../generated/schema.ts';
import { answerOf } from '../../upstream/answer-of.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import { UpstreamError } from '../../upstream/upstream-error.ts';
import { spineOf } from '../events/spine-of.ts';
import { readOn } from '../paging/position.ts';
import type { Reference } from '../platform.ts';
import { dateTime } from '../records/time.ts';
import type { AmongReferences } from './discrepancy-cursor.ts';
import type { Examined, Round } from './round.ts';
import { said, saidNothing } from './said.ts';

type Sources = Pick<Context, 'readers' | 'platforms'>;

/** Asks the origins, in one batch each, for the events that the next page of a platform's records is about. */
export async function examineReferences(
  context: Sources,
  { platform, ...position }: AmongReferences,
): Promise<Round> {
  const reader = context.readers.get(platform)!;
  const read = await answerOf(readOn(position, Number.POSITIVE_INFINITY, page => reader.references(page), 1));
  if (read instanceof UpstreamError) return { examined: [], next: null, failed: [platform] };

  const failed: PlatformCode[] = [];
  const examined = await Promise.all(
    read.items.map(async ({ item, behind }): Promise<Examined[]> => {
      const known = await answerOf(spineOf(item.event, context));
      if (known instanceof UpstreamError) {
        failed.push(item.event.origin);
        return [];
      }
      const place = { platform, ...behind };
      if (known) return [{ found: [], behind: place }];
      const node = { event: null, discrepancy: broken(context, platform, item) };
      return [{ found: [{ node, behind: place }], behind: place }];
    }),
  );
  return { examined: examined.flat(), next: read.next && { platform, ...read.next }, failed };
}

function broken(
  { platforms }: Sources,
  platform: PlatformCode,
  { event, number, updatedAt }: Reference,
): Discrepancy {
  const now = platforms.get(event.origin)!.pulse.now();
  return {
    kind: 'BROKEN_REFERENCE',
    field: 'id',
    values: [said({ platform, number, updatedAt }, event.id), saidNothing(event.origin)],
    chosen: null,
    detectedAt: now === null ? null : dateTime(now),
  };
}
