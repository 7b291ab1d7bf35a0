/**
 * A feed whose changes have growing numbers. Its position is the number of the last change that was passed and what that
 * change looks like: the page behind it is asked for from one before it, so that a healthy feed gives that very change
 * first. One that gives another, or none, was restored from a backup, or no longer keeps what is so old: what followed
 * the position cannot be told apart from what did not, and the position has expired.
 *
 * Where a number is none of a change that was seen (0; the number that a platform goes on from behind a page of none;
 * the one before a row that came out of order) there is nothing to look for, and the feed is believed.
 */
import { fingerprint, invalidCursor } from '../paging/cursor.ts';
import type { PlatformReader } from '../platform.ts';
import type { ChangePage, ChangeRow } from './change-page.ts';

export interface NumberedFeed {
  /** Rows of one call. */
  limit: number;
  /** What is behind the change of that number. */
  ask(since: number, limit: number): Promise<NumberedAnswer>;
  numberOf(row: unknown): number | null;
  /** What tells a change from any other that ever has its number; it stays the same. */
  identityOf(row: unknown): unknown;
  /** What the row says, without its position. */
  read(row: unknown): Omit<ChangeRow, 'behind'>;
}

export interface NumberedAnswer {
  /** In the platform's order. */
  rows: readonly unknown[];
  /** The number that the platform itself goes on from; null where it gives none. */
  next: number | null;
  /** Whether more are there already, or may be. */
  more: boolean;
}

/** One call a page; two where the position has expired. */
export function numberedFeed(feed: NumberedFeed): PlatformReader['changes'] {
  return async position => {
    const { since, looks } = readPosition(position);
    if (looks === null) return pageOf(feed, String(since), await feed.ask(since, feed.limit));
    const answer = await feed.ask(since - 1, feed.limit);
    if (!answer.rows.some(row => positionAt(feed, row) === position))
      return { ...pageOf(feed, '0', await feed.ask(0, feed.limit)), expired: true };
    const rows = answer.rows.filter(row => feed.numberOf(row) !== since);
    return pageOf(feed, position!, { ...answer, rows });
  };
}

/** The position of its last change, by small questions. */
export async function latestPosition(feed: NumberedFeed): Promise<string> {
  const goesOn = async (since: number) => (await feed.ask(since, 1)).rows.length > 0;
  const number = await latestNumber(goesOn);
  if (number === 0) return '0';
  const { rows } = await feed.ask(number - 1, 1);
  const last = rows.find(row => feed.numberOf(row) === number);
  return last === undefined ? String(number) : positionAt(feed, last);
}

/** @throws `INVALID_CURSOR` */
function readPosition(position: string | null): { since: number; looks: string | null } {
  if (position === null) return { since: 0, looks: null };
  const [, number, looks = null] = /^(\d{1,15})(?: ([\w-]{10}))?$/.exec(position) ?? [];
  if (number === undefined || (looks !== null && Number(number) === 0)) throw invalidCursor();
  return { since: Number(number), looks };
}

/** Right behind a change whose number can be read. */
const positionAt = ({ numberOf, identityOf }: NumberedFeed, row: unknown): string =>
  `${numberOf(row)} ${fingerprint(identityOf(row))}`;

/**
 * A page behind a position. Rows whose numbers do not grow, or cannot be read, are repeated sooner than lost: a
 * position is before all that comes behind it.
 */
function pageOf(feed: NumberedFeed, from: string, { rows, next, more }: NumberedAnswer): ChangePage {
  const { since } = readPosition(from);
  const numbers = rows.map(feed.numberOf);
  const leastFrom: number[] = [
    ...numbers.map(number => number ?? Number.POSITIVE_INFINITY),
    Number.POSITIVE_INFINITY,
  ];
  for (let index = rows.length - 1; index >= 0; index--)
    leastFrom[index] = Math.min(leastFrom[index]!, leastFrom[index + 1]!);

  const positions = new Map([
    ...rows.flatMap((row, index) =>
      numbers[index] === null ? [] : [[numbers[index]!, positionAt(feed, row)] as const],
    ),
    [since, from],
  ]);
  const written = (number: number) => positions.get(number) ?? String(number);
  let passed = since;
  const placed = rows.map((row, index) => {
    passed = Math.max(passed, numbers[index] ?? 0);
    const behind = Math.max(since, Math.min(passed, leastFrom[index + 1]! - 1));
    return { ...feed.read(row), behind: written(behind) };
  });
  // A change that was seen is gone on from sooner than a number: the same follows both.
  const behind = passed > since ? passed : Math.max(since, next ?? 0);
  return {
    from,
    rows: placed,
    behind: written(behind),
    // A feed that does not move on would be asked for ever.
    more: more && behind > since,
    expired: false,
  };
}

/**
 * The number of the last change of such a feed, by small questions whose count grows with the number's digits: doubled
 * until nothing is behind, then halved.
 *
 * @param goesOn whether there is a change behind that of this number
 */
async function latestNumber(goesOn: (since: number) => Promise<boolean>): Promise<number> {
  if (!(await goesOn(0))) return 0;
  // Something is behind `passed`, nothing behind `beyond`.
  let passed = 0;
  let beyond = 1;
  while (await goesOn(beyond)) [passed, beyond] = [beyond, beyond * 2];
  while (beyond - passed > 1) {
    const middle = Math.floor((passed + beyond) / 2);
    if (await goesOn(middle)) passed = middle;
    else beyond = middle;
  }
  return beyond;
}
