/**
 * Discrepancies of many events, found while the list of events is walked: each request examines a bounded number and
 * says where to go on. Behind the last event come the records that refer to none.
 */
import type { Context } from '../../context.ts';
import type { ResolversParentTypes } from '../../generated/schema.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import { UpstreamError } from '../../upstream/upstream-error.ts';
import { askedFor } from '../events/event-list.ts';
import { fingerprint } from '../paging/cursor.ts';
import { BEGINNING } from '../paging/position.ts';
import { decodeWalkCursor, encodeWalkCursor, type WalkPosition } from './discrepancy-cursor.ts';
import { examineEvents } from './examine-events.ts';
import { examineReferences } from './examine-references.ts';
import type { Hearing } from './hear.ts';
import type { Node, Round, Sought } from './round.ts';

export interface DiscrepancyListOptions extends Sought {
  /** 1 to 50. */
  first: number;
  after: string | null;
}

/** Each costs a page of a list, and a batch call to each other platform. */
const MOST_ROUNDS = 3;

type Sources = Hearing & Pick<Context, 'budget' | 'request'>;

/**
 * @throws `INVALID_CURSOR`; `QUERY_TOO_EXPENSIVE` once the request has opened all its lists; `UPSTREAM_TIMEOUT` where
 *   the deadline passed before anything was examined
 */
export async function listDiscrepancies(
  context: Sources,
  { kinds, events, first, after }: DiscrepancyListOptions,
): Promise<ResolversParentTypes['DiscrepancyConnection']> {
  const asked = fingerprint({ kinds: kinds && [...kinds].sort(), events: events && askedFor(events) });
  const stages = stagesOf(context, { kinds, events });
  const edges: { cursor: string; node: Node }[] = [];
  const incomplete = new Set<PlatformCode>();
  const { signal } = context.request;
  let position = after === null ? (stages[0] ?? null) : decodeWalkCursor(after, asked);
  let examined = 0;

  for (let round = 0; position && edges.length < first && round < MOST_ROUNDS; round++) {
    if (round > 0 && signal.aborted) break;
    context.budget.openList();
    const given: Round =
      'platform' in position
        ? await examineReferences(context, position)
        : await examineEvents(context, position, { kinds, events });
    // The deadline cut the round short: the next page begins with it again, so that nothing is passed over.
    if (signal.aborted && given.failed.length > 0) {
      if (round === 0) throw heldUp(context, given.failed);
      break;
    }
    for (const code of given.failed) incomplete.add(code);
    const stage = position;
    position = given.next ?? nextStage(stages, stage);
    // Behind the last that there was room for; what else the round found is found again by the next page.
    for (const [index, one] of given.examined.entries()) {
      const room = first - edges.length;
      examined++;
      for (const { node, behind } of one.found.slice(0, room))
        edges.push({ cursor: encodeWalkCursor(behind, asked), node });
      if (one.found.length > room) position = one.found[room - 1]!.behind;
      else if (one.found.length === room && index < given.examined.length - 1) position = one.behind;
      if (one.found.length >= room) break;
    }
  }

  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: position !== null,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: position ? encodeWalkCursor(position, asked) : (edges.at(-1)?.cursor ?? null),
    },
    examined,
    incomplete: [...context.readers.keys()].filter(code => incomplete.has(code)),
  };
}

/**
 * For a page on which nothing could be examined. Served as an empty one that goes on where it began, it would send a
 * client that reads on to the end round in a circle.
 */
function heldUp({ request }: Sources, failed: readonly PlatformCode[]): UpstreamError {
  // When the deadline passes all calls fail; the first that did had kept the request waiting.
  const late = request.sources.calls.find(({ failure }) => failure?.code === 'UPSTREAM_TIMEOUT');
  return new UpstreamError(
    'UPSTREAM_TIMEOUT',
    late?.platform ?? failed[0]!,
    'discrepancies: nothing could be compared by the deadline, since this platform did not answer; go on from the same cursor once it does',
  );
}

/** Where each part of the walk begins, in order: the events, then what each platform has of events born elsewhere. */
function stagesOf({ readers }: Sources, { kinds, events }: Sought): WalkPosition[] {
  const stages: WalkPosition[] = [];
  if (!kinds || [...kinds].some(kind => kind !== 'BROKEN_REFERENCE'))
    stages.push({ after: null, within: null });
  if (events === null && (!kinds || kinds.has('BROKEN_REFERENCE')))
    stages.push(...[...readers.keys()].map(platform => ({ platform, ...BEGINNING })));
  return stages;
}

function nextStage(stages: readonly WalkPosition[], stage: WalkPosition): WalkPosition | null {
  const platformOf = (one: WalkPosition) => ('platform' in one ? one.platform : null);
  const index = stages.findIndex(one => platformOf(one) === platformOf(stage));
  return stages[index + 1] ?? null;
}
