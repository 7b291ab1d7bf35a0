/**
 * The change feeds of the three platforms in memory, in the platforms' own words behind the platforms' own readers: numbers that leave
 * gaps, pages of the contracts' sizes, rows of directories, a city that drops what is old.
 */
import { changeFeed as cityFeed } from '../../../src/city/change-feed.ts';
import type { CityClient } from '../../../src/city/client.ts';
import { changeFeed as grassrootsFeed } from '../../../src/grassroots/change-feed.ts';
import type { GrassrootsClient } from '../../../src/grassroots/client.ts';
import { decodeChangeCursor } from '../../../src/hub/changes/change-cursor.ts';
import {
  type ChangeList,
  type ChangeListOptions,
  listChanges,
} from '../../../src/hub/changes/change-list.ts';
import { numberedFeed } from '../../../src/hub/changes/numbered-feed.ts';
import type { PlatformReader } from '../../../src/hub/platform.ts';
import { dateTime, localTime } from '../../../src/hub/records/time.ts';
import { changeFeed as provinceFeed } from '../../../src/province/change-feed.ts';
import type { ProvinceClient } from '../../../src/province/client.ts';
import type { PlatformCode } from '../../../src/upstream/platform-code.ts';
import type { SourceLog } from '../../../src/upstream/source-log.ts';
import { UpstreamError } from '../../../src/upstream/upstream-error.ts';
import { asking } from '../../province/asking.ts';

/** A change as it happened: of an event, or of a directory. The `mark` is told as its word, or as its second. */
export interface Happened {
  platform: PlatformCode;
  /** Tells it from all others. */
  mark: number;
  about: 'EVENT' | 'DIRECTORY';
  /** Another has its number now. */
  again?: boolean;
}

/** In the order that sorts what happened in one second. */
export const FEEDS = ['CITY', 'GRASSROOTS', 'PROVINCE'] as const satisfies readonly PlatformCode[];

export class MemoryFeeds {
  readonly all: Happened[] = [];
  readonly dead = new Set<PlatformCode>();
  readonly calls: PlatformCode[] = [];
  sources: SourceLog = asking().sources;
  /** How many of the city's changes, from the first on, are no longer kept. */
  dropped = 0;

  happen(platform: PlatformCode, about: Happened['about'] = 'EVENT'): number {
    const mark = this.all.length + 1;
    this.all.push({ platform, mark, about });
    return mark;
  }

  /** As if its last `count` had never happened, and others had afterwards, which have their numbers. */
  restore(platform: PlatformCode, count: number): void {
    for (const one of this.of(platform).slice(-count)) one.again = true;
  }

  of(platform: PlatformCode): Happened[] {
    return this.all.filter(one => one.platform === platform);
  }

  /** The marks of the city's that are no longer kept. */
  droppedMarks(): number[] {
    return this.of('CITY')
      .slice(0, this.dropped)
      .map(({ mark }) => mark);
  }

  /** What a reader has when the city's goes on from the oldest that is kept: all before it, read in another way. */
  withoutDropped(given: ReadonlySet<number>): ReadonlySet<number> {
    const city = new Set(this.of('CITY').map(({ mark }) => mark));
    return new Set([...[...given].filter(mark => !city.has(mark)), ...this.droppedMarks()]);
  }

  /** Whether a cursor holds a position of the platform: before it has one, it is at the oldest that there is. */
  begun(platform: PlatformCode, cursor: string | null): boolean {
    return cursor !== null && decodeChangeCursor(cursor)[platform] != null;
  }

  /** A gateway that knows nothing but the cursor: each page is read by readers of its own. */
  async page(options: Partial<ChangeListOptions> = {}): Promise<ChangeList> {
    const request = asking();
    this.sources = request.sources;
    this.calls.length = 0;
    const feeds = {
      CITY: cityFeed({ changes: this.#city } as Partial<CityClient> as CityClient, request),
      GRASSROOTS: numberedFeed(
        grassrootsFeed(
          { changes: this.#grassroots } as Partial<GrassrootsClient> as GrassrootsClient,
          request,
        ),
      ),
      PROVINCE: numberedFeed(
        provinceFeed({ changes: this.#province } as Partial<ProvinceClient> as ProvinceClient, request),
      ),
    };
    const readers = new Map(
      Object.entries(feeds).map(([code, changes]) => [code, { changes } as PlatformReader]),
    ) as Map<PlatformCode, PlatformReader>;
    return await listChanges(readers, { first: 20, after: null, ...options }, request.sources);
  }

  #answer(platform: PlatformCode): Happened[] {
    this.calls.push(platform);
    if (this.dead.has(platform))
      throw new UpstreamError('UPSTREAM_UNAVAILABLE', platform, `${platform} does not answer`);
    return this.of(platform);
  }

  readonly #province: ProvinceClient['changes'] = async (since, limit) => {
    const behind = this.#answer('PROVINCE').filter(({ mark }) => mark > since);
    const page = behind.slice(0, limit);
    const changes = page.map(({ mark, about, again = false }) => ({
      changeId: mark,
      entity: about === 'EVENT' ? 'event' : 'item',
      no: number('RW', mark),
      sourcePlatform: null,
      sourceNo: null,
      eventNo: about === 'EVENT' ? number('RW', mark) : null,
      changeType: 'update',
      changeTime: localTime(at(mark, again)),
    }));
    return { changes, nextId: page.at(-1)?.mark ?? since, hasMore: behind.length > limit };
  };

  readonly #grassroots: GrassrootsClient['changes'] = async (since, limit) =>
    this.#answer('GRASSROOTS')
      .filter(({ mark }) => mark > since)
      .slice(0, limit)
      .map(({ mark, about, again = false }) => ({
        bgxh: ` ${mark} `,
        ...(about === 'EVENT'
          ? { lx: 'SJ', bh: number('SJ', mark), sjly: 'WG' }
          : { lx: 'WG', bh: `W${mark}` }),
        sj: localTime(at(mark, again)),
      }));

  readonly #city: CityClient['changes'] = async (cursor, limit) => {
    const all = this.#answer('CITY');
    const after = cursor === null ? this.dropped : Number(cursor.replace('after:', ''));
    if (after < this.dropped) return { expired: true, oldestCursor: `after:${this.dropped}` };
    const items = all.slice(after, after + limit).map(({ mark }) => ({
      entity: 'clue',
      no: number('XS', mark),
      clue_no: number('XS', mark),
      type: 'updated',
      changed_at: dateTime(at(mark)),
    }));
    return { items, nextCursor: `after:${after + items.length}` };
  };
}

/** The marks of what a page gave. */
export function marksOf({ edges }: ChangeList): number[] {
  return edges.map(({ node }) => Number(node.event.number.slice(2)));
}

function number(prefix: string, mark: number): string {
  return prefix + String(mark).padStart(14, '0');
}

/** Some at one second; what happened after a restoration later. */
function at(mark: number, again = false): number {
  return 1_721_966_400_000 + Math.floor(mark / 3) * 1000 + (again ? 60_000 : 0);
}
