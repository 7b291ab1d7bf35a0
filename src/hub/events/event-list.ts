/**
 * One sorted, paged list over several platforms: a k-way merge of their branches, by reported time descending,
 * then id ascending. Each event comes exactly once in a walk, whatever is inserted between two pages.
 */
import type { PlatformCode } from '../../upstream/platform-code.ts';
import { UpstreamError } from '../../upstream/upstream-error.ts';
import { fingerprint } from '../paging/cursor.ts';
import type { Branch, PlatformReader } from '../platform.ts';
import { Adrift, isOf } from './adrift.ts';
import { BranchStream, type Placed } from './branch-stream.ts';
import { decodeEventCursor, encodeEventCursor, type Given } from './event-cursor.ts';
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

/**
 * Events of one origin without a readable time that a cursor names. A platform that has more of them at one time has
 * changed the form of its times; nothing could be put in order, and cursors would outgrow what a request can carry.
 */
const MOST_ADRIFT = 100;

/** @throws `INVALID_CURSOR` */
export async function listEvents(
  readers: ReadonlyMap<PlatformCode, PlatformReader>,
  { filter, first, after, count }: ListOptions,
): Promise<EventList> {
  const asked = fingerprint(askedFor(filter));
  const cursor = after === null ? null : decodeEventCursor(after, asked);
  const missing = new Map<PlatformCode, UpstreamError>();
  for (const code of cursor?.missing ?? []) missing.set(code, leftOut(code));

  const origins = [...readers].filter(([code]) => filter.origin === null || filter.origin === code);
  const branches = new Map(origins.map(([code, reader]) => [code, reader.branches(filter)]));
  const streams = new Map<BranchStream, PlatformCode>();
  const adrift = new Adrift(cursor?.given ?? []);
  for (const [code, ofOrigin] of branches) {
    if (missing.has(code)) continue;
    for (const branch of ofOrigin) {
      const place = cursor?.place ?? null;
      streams.set(
        new BranchStream(branch, { after: place, adrift, wanted: first + 1, count: count && !cursor }),
        code,
      );
    }
  }
  // Kept whole for their totals: the merge takes out of `streams` what a failing origin would have given.
  const counted = [...streams.keys()];

  const taken: { placed: Placed; given: Given[] }[] = [];
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
    const { spine, place } = next.placed;
    if (next.placed.adrift) adrift.give(spine.id);
    const given = adrift.after(place);
    if (next.placed.adrift && given.filter(isOf(spine.origin)).length > MOST_ADRIFT) {
      missing.set(spine.origin, outOfOrder(spine.origin));
      for (const [stream, code] of streams) if (code === spine.origin) streams.delete(stream);
      continue;
    }
    next.stream.shift();
    taken.push({ placed: next.placed, given });
    ids.add(spine.id);
  }

  // Told last: an origin that fell out while the page was read is missing from all that follows the page.
  const incomplete = [...readers.keys()].filter(code => missing.has(code));
  const edges = taken.map(({ placed: { place, spine }, given }) => {
    const mayBeMet = given.filter(one => !incomplete.some(code => isOf(code)(one)));
    return { cursor: encodeEventCursor({ place, missing: incomplete, given: mayBeMet }, asked), node: spine };
  });
  return {
    edges,
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

/** What tells a filter from another, for the cursors of its list. */
export function askedFor(filter: EventFilter): unknown {
  const { region, matter, category } = filter;
  return { ...filter, region: region?.code, matter: matter?.code, category: category?.code };
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

function outOfOrder(code: PlatformCode): UpstreamError {
  return new UpstreamError(
    'UPSTREAM_INVALID_DATA',
    code,
    `expected events with the time they were reported at, got more than ${MOST_ADRIFT} without one that can be read; ask the platform about it`,
  );
}

function leftOut(code: PlatformCode): UpstreamError {
  return new UpstreamError(
    'UPSTREAM_UNAVAILABLE',
    code,
    'this walk goes on without a platform that did not answer earlier; start again from the first page',
  );
}
