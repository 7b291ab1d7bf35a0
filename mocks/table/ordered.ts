/** Rows in a list order, for paging by the key of the last row seen. */
import type { Rows, Sliceable } from './rows.ts';

export interface ListKey {
  /** Unix seconds, descending in the list. */
  reportedAt: number;
  /** Ascending within one second. */
  no: string;
}

export interface Ordered<Row> extends Sliceable<Row> {
  keyOf(row: Row): ListKey;
  /** The place of the first row after that key; the length if there is none. */
  placeAfter(key: ListKey): number;
}

export const isAfter = (row: ListKey, { reportedAt, no }: ListKey): boolean =>
  row.reportedAt < reportedAt || (row.reportedAt === reportedAt && row.no > no);

/** Rows of a table, whose times are `at`. */
export function orderedRows(rows: Rows, at: Float64Array, noOf: (row: number) => string): Ordered<number> {
  return {
    length: rows.length,
    slice: (from, to) => rows.slice(from, to),
    keyOf: row => ({ reportedAt: at[row]!, no: noOf(row) }),
    placeAfter({ reportedAt, no }) {
      let low = 0;
      for (let high = rows.length; low < high; ) {
        const middle = (low + high) >> 1;
        if (at[rows.at(middle)]! <= reportedAt) high = middle;
        else low = middle + 1;
      }
      while (low < rows.length && at[rows.at(low)] === reportedAt && noOf(rows.at(low)) <= no) low++;
      return low;
    },
  };
}

/** A list in order. */
export const orderedList = <Row extends ListKey>(rows: readonly Row[]): Ordered<Row> => ({
  length: rows.length,
  slice: (from, to) => rows.slice(from, to),
  keyOf: row => row,
  placeAfter(key) {
    const place = rows.findIndex(row => isAfter(row, key));
    return place < 0 ? rows.length : place;
  },
});

/** Two as one list; the second is a short one. */
export function orderedTogether<One extends number, Other extends ListKey>(
  many: Ordered<One>,
  few: readonly Other[],
): Ordered<One | Other> {
  const places = few.map((row, nth) => many.placeAfter(row) + nth);
  const length = many.length + few.length;
  const at = (place: number): One | Other => {
    const own = places.indexOf(place);
    if (own >= 0) return few[own]!;
    const before = place - places.filter(other => other < place).length;
    return many.slice(before, before + 1)[0]!;
  };
  return {
    length,
    slice: (from, to) =>
      Array.from({ length: Math.max(0, Math.min(to, length) - from) }, (_, nth) => at(from + nth)),
    keyOf: row => (typeof row === 'number' ? many.keyOf(row) : row),
    placeAfter: key => many.placeAfter(key) + few.filter(row => !isAfter(row, key)).length,
  };
}
