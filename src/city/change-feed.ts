import type { ChangePage } from '../hub/changes/change-page.ts';
import { fingerprint, invalidCursor } from '../hub/paging/cursor.ts';
import type { PlatformReader } from '../hub/platform.ts';
import type { Request } from '../request.ts';
import { UpstreamError } from '../upstream/upstream-error.ts';
import type { Changes } from './answer.ts';
import { changedNumberOf, changeOf, touchedBy } from './changes.ts';
import type { CityClient } from './client.ts';

/** The most that one call gives. */
const MOST = 500;

/**
 * The city's feed, one call a page, two where a cursor has expired. Its cursors come a page at a time and changes have
 * no number, so that its position is a cursor and how many of what follows it were passed: what follows a cursor only
 * ever grows at its end.
 *
 * That does not hold of what is read without a cursor: the oldest changes are dropped meanwhile, and a count would skip
 * others in their place. There only the first is asked for, whose cursor all later positions count from; until it is
 * passed the position is what it looks like, so that it is noticed if it is dropped before it was given.
 */
export function changeFeed(client: CityClient, request: Request): PlatformReader['changes'] {
  /** The oldest that there are: the first alone. `first` is what it looked like before, null where it was not seen. */
  async function oldest(first: string | null): Promise<ChangePage> {
    const { items, nextCursor } = await told(null, 1);
    const from = items.length === 0 ? written(nextCursor, 0) : `${FIRST}${fingerprint(items[0])}`;
    const behind = written(nextCursor, 0);
    return {
      from,
      rows: items.map(item => ({ ...rowOf(item), behind })),
      behind,
      more: items.length > 0,
      expired: first !== null && first !== from,
    };
  }

  async function following(cursor: string, passed: number, wanted: number): Promise<ChangePage> {
    const limit = Math.min(passed + wanted, MOST);
    const answer = await client.changes(cursor, limit, request);
    if (!('expired' in answer)) return pageOf(cursor, passed, answer, limit);
    const { oldestCursor } = answer;
    // A cursor that the city does not know at all is treated alike: what followed it is no longer told either.
    const page =
      oldestCursor === null
        ? await oldest(null)
        : pageOf(oldestCursor, 0, await told(oldestCursor, wanted), wanted);
    return { ...page, expired: true };
  }

  /** For a cursor that the city has just given, and none: these are not expired. */
  async function told(cursor: string | null, limit: number): Promise<Changes> {
    const answer = await client.changes(cursor, limit, request);
    if (!('expired' in answer)) return answer;
    const message =
      'changes: expected changes, got a word that its own oldest cursor has expired; ask the city about it';
    const error = new UpstreamError('UPSTREAM_INVALID_DATA', 'CITY', message);
    request.sources.unusable(error);
    throw error;
  }

  return async (position, wanted) => {
    if (position === null) return await oldest(null);
    if (position.startsWith(FIRST)) return await oldest(position);
    const { cursor, passed } = readPosition(position);
    return await following(cursor, passed, wanted);
  };
}

const FIRST = 'first ';

function written(cursor: string, passed: number): string {
  return `${passed} ${cursor}`;
}

/** @throws `INVALID_CURSOR` */
function readPosition(position: string): { cursor: string; passed: number } {
  const [, passed, cursor] = /^(\d{1,3}) (.+)$/s.exec(position) ?? [];
  if (!cursor || Number(passed) >= MOST) throw invalidCursor();
  return { cursor, passed: Number(passed) };
}

function pageOf(cursor: string, passed: number, { items, nextCursor }: Changes, limit: number): ChangePage {
  return {
    from: written(cursor, passed),
    rows: items.slice(passed).map((item, index) => ({
      ...rowOf(item),
      behind: written(cursor, passed + index + 1),
    })),
    behind: written(nextCursor, 0),
    more: items.length >= limit,
    expired: false,
  };
}

function rowOf(item: unknown) {
  return { mapped: changeOf(item), record: changedNumberOf(item), touched: touchedBy(item) };
}
