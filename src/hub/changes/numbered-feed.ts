import { invalidCursor } from '../paging/cursor.ts';
import type { ChangePage, ChangeRow } from './change-page.ts';

/** A feed whose changes have growing numbers: the number of the last change that was passed is the position. */
export interface NumberedAnswer {
  /** In the platform's order. */
  rows: readonly unknown[];
  numberOf(row: unknown): number | null;
  /** What the row says, without its position. */
  read(row: unknown): Omit<ChangeRow, 'behind'>;
  /** The number that the platform itself goes on from; null where it gives none. */
  next: number | null;
  /** Whether more are there already, or may be. */
  more: boolean;
}

/** @throws `INVALID_CURSOR` */
export function numberOfPosition(position: string | null): number {
  if (position === null) return 0;
  if (!/^\d{1,15}$/.test(position)) throw invalidCursor();
  return Number(position);
}

/**
 * A page behind the change of number `since`. Rows whose numbers do not grow, or cannot be read, are repeated sooner
 * than lost: a position is before all that comes behind it.
 */
export function numberedPage(
  since: number,
  { rows, numberOf, read, next, more }: NumberedAnswer,
): ChangePage {
  const numbers = rows.map(numberOf);
  const leastFrom: number[] = [
    ...numbers.map(number => number ?? Number.POSITIVE_INFINITY),
    Number.POSITIVE_INFINITY,
  ];
  for (let index = rows.length - 1; index >= 0; index--)
    leastFrom[index] = Math.min(leastFrom[index]!, leastFrom[index + 1]!);

  let passed = since;
  const placed = rows.map((row, index) => {
    passed = Math.max(passed, numbers[index] ?? 0);
    const behind = Math.max(since, Math.min(passed, leastFrom[index + 1]! - 1));
    return { ...read(row), behind: String(behind) };
  });
  const behind = Math.max(passed, next ?? 0);
  return {
    from: String(since),
    rows: placed,
    behind: String(behind),
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
export async function latestNumber(goesOn: (since: number) => Promise<boolean>): Promise<number> {
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
