/**
 * One sorted, paged list over several platforms: a k-way merge of their branches, by reported time descending,
 * then id ascending. Each event comes exactly once in a walk, whatever is inserted between two pages.
 */
import type { PlatformCode } from '../../upstream/platform-code.ts';
import { UpstreamError } from '../../upstream/upstream-error.ts';
import { decodeEventCursor, encodeEventCursor, fingerprint, type Given } from '../cursor.ts';
import type { Branch, PlatformReader } from '../platform.ts';
import { BranchStream, type Placed } from './branch-stream.ts';
import type { EventFilter } from './event-filter.ts';
import { comparePlaces } from './place.ts';
import type { Spine } from './spine.ts';

export interface EventList {
  edges: { cursor: string; node: Spine }[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  /** The origins that are left out of this walk because they did not answer in it. */
  incomplete: PlatformCode[];
  /**
   * How many the filter matches in all. On a first page that was asked to count it costs nothing more, on a later
   * one a call per branch. Rejects with the missing origin's error where one is missing.
   */
  total(): Promise<number>;
}

export interface ListOptions {
  filter: EventFilter;
  /** 1 to 50. */
  first: number;
  after: string | null;
  /** Whether `total` will be asked for. */
  count: boolean;
}

/** @throws `INVALID_CURSOR` */
export async function listEvents(
  readers: ReadonlyMap<PlatformCode, PlatformReader>,
  { filter, first, after, count }: ListOptions,
): Promise<EventList> {
  const asked = fingerprint({
    ...filter,
    region: filter.region?.code,
    matter: filter.matter?.code,
    category: filter.category?.code,
  });
  const cursor = after === null ? null : decodeEventCursor(after, asked);
  const missing = new Map<PlatformCode, UpstreamError>();
  for (const code of cursor?.missing ?? []) missing.set(code, leftOut(code));

  const origins = [...readers].filter(([code]) => filter.origin === null || filter.origin === code);
  const branches = new Map(origins.map(([code, reader]) => [code, reader.branches(filter)]));
  const streams = new Map<BranchStream, PlatformCode>();
  const given = new Set(cursor?.given.map(([id]) => id));
  for (const [code, ofOrigin] of branches) {
    if (missing.has(code)) continue;
    for (const branch of ofOrigin) {
      const place = cursor?.place ?? null;
      streams.set(
        new BranchStream(branch, { after: place, given, wanted: first + 1, count: count && !cursor }),
        code,
      );
    }
  }
  // Kept whole for their totals: the merge takes out of `streams` what a failing origin would have given.
  const counted = [...streams.keys()];

  const taken: Placed[] = [];
  const ids = new Set<string>();
  let hasNextPage = false;
  for (;;) {
    const next = await nextOf(streams, missing);
    if (!next) break;
    // Two branches may give one event whose status changed between their answers.
    if (ids.has(next.placed.spine.id)) {
      next.stream.shift();
      continue;
    }
    hasNextPage = taken.length === first;
    if (hasNextPage) break;
    next.stream.shift();
    taken.push(next.placed);
    ids.add(next.placed.spine.id);
  }

  // Told last: an origin that fell out while the page was read is missing from all that follows the page.
  const incomplete = [...readers.keys()].filter(code => missing.has(code));
  const earliest = new Map([...(cursor?.given ?? []), ...counted.flatMap(stream => [...stream.earliest])]);
  return {
    edges: taken.map(({ place, spine, adrift }) => {
      if (adrift) given.add(spine.id);
      const mayBeMet = [...given]
        .map((id): Given => [id, earliest.get(id) ?? null])
        .filter(([, second]) => second === null || second <= place.at);
      return {
        cursor: encodeEventCursor({ place, missing: incomplete, given: mayBeMet }, asked),
        node: spine,
      };
    }),
    hasNextPage,
    hasPreviousPage: cursor !== null,
    incomplete,
    async total() {
      for (const error of missing.values()) throw error;
      const totals =
        cursor || !count ? await countAll([...branches.values()].flat()) : counted.map(of => of.total ?? 0);
      return totals.reduce((sum, total) => sum + total, 0);
    },
  };
}

type Streams = Map<BranchStream, PlatformCode>;

/** The stream whose head comes first; an origin that fails is taken out with all its streams, and noted. */
async function nextOf(
  streams: Streams,
  missing: Map<PlatformCode, UpstreamError>,
): Promise<{ stream: BranchStream; placed: Placed } | null> {
  const heads = await Promise.all(
    [...streams].map(async ([stream, code]) => {
      try {
        return { stream, code, placed: await stream.head() };
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        missing.set(code, error);
        return { stream, code, placed: null };
      }
    }),
  );
  let first: { stream: BranchStream; placed: Placed } | null = null;
  for (const { stream, code, placed } of heads) {
    if (missing.has(code)) streams.delete(stream);
    else if (placed && (!first || comparePlaces(placed.place, first.placed.place) < 0))
      first = { stream, placed };
  }
  return first;
}

function countAll(branches: Branch[]): Promise<number[]> {
  return Promise.all(
    branches.map(async branch => {
      const page = await branch({ until: null, limit: 1, continuation: null, total: true });
      return page.total ?? 0;
    }),
  );
}

function leftOut(code: PlatformCode): UpstreamError {
  return new UpstreamError(
    'UPSTREAM_UNAVAILABLE',
    code,
    'this walk goes on without a platform that did not answer earlier; start again from the first page',
  );
}
