import type { Discrepancy } from '../../generated/schema.ts';
import { UNFILTERED } from '../events/event-filter.ts';
import { listEvents } from '../events/event-list.ts';
import type { Spine } from '../events/spine.ts';
import type { AmongEvents } from './discrepancy-cursor.ts';
import { findDiscrepancies } from './find-discrepancies.ts';
import { type Heard, type Hearing, hear } from './hear.ts';
import { inOrder } from './kinds.ts';
import type { Examined, Round, Sought } from './round.ts';

/** How many events are examined at once: what one batch call of every platform takes. */
const PAGE = 50;

/**
 * Compares the next page of events. Where a platform did not answer the others are compared without it: what only
 * that one could show is left out.
 */
export async function examineEvents(
  context: Hearing,
  { after, within }: AmongEvents,
  { kinds, events }: Sought,
): Promise<Round> {
  const page = await listEvents(context.readers, {
    filter: events ?? UNFILTERED,
    first: PAGE,
    after,
    count: false,
  });
  const heard = await Promise.all(page.edges.map(({ node }) => hear(node, context)));
  const examined = page.edges.map(({ node, cursor }, index) => {
    const all = foundIn(heard[index]!);
    const found = all
      .filter(({ kind }) => kinds?.has(kind) ?? true)
      .filter(one => within?.event !== node.id || inOrder(one, within) > 0);
    return placed(node, found, { before: page.edges[index - 1]?.cursor ?? after, behind: cursor });
  });
  const last = page.edges.at(-1);
  return {
    examined,
    next: page.hasNextPage && last ? { after: last.cursor, within: null } : null,
    failed: [...page.incomplete, ...heard.flatMap(({ failed }) => [...failed.keys()])],
  };
}

function foundIn({ comparison }: Heard): Discrepancy[] {
  return comparison ? findDiscrepancies(comparison) : [];
}

/** Behind each but the last the walk goes on with the same event, so that none of several is lost. */
function placed(
  event: Spine,
  found: readonly Discrepancy[],
  cursors: { before: string | null; behind: string },
): Examined {
  const behind: AmongEvents = { after: cursors.behind, within: null };
  return {
    behind,
    found: found.map((discrepancy, index) => {
      const { kind, field } = discrepancy;
      const isLast = index === found.length - 1;
      return {
        node: { event, discrepancy },
        behind: isLast ? behind : { after: cursors.before, within: { event: event.id, kind, field } },
      };
    }),
  };
}
