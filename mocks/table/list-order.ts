/** Rows are told apart by 21 bits while they are sorted. */
const MOST_ROWS = 2 ** 21;

/**
 * The rows in list order: their times descending, then their numbers ascending. Rows of one second are ordered by
 * their sort keys, or where one has none (NaN) by what `numberOf` gives.
 */
export function listOrder(
  at: Float64Array,
  sortKeys: Float64Array,
  numberOf: (row: number) => string,
): Uint32Array {
  const { length } = at;
  if (length >= MOST_ROWS) throw new Error(`listOrder: expected fewer than ${MOST_ROWS} rows, got ${length}`);
  let latest = 0;
  for (const time of at) if (time > latest) latest = time;
  // Numbers sort many times faster than rows do by a function: the time descending, then the row.
  const keys = new Float64Array(length);
  for (let row = 0; row < length; row++) keys[row] = (latest - at[row]!) * MOST_ROWS + row;
  keys.sort();
  const order = Uint32Array.from(keys, key => key % MOST_ROWS);
  const compare = (a: number, b: number): number => {
    const difference = sortKeys[a]! - sortKeys[b]!;
    if (!Number.isNaN(difference)) return difference;
    return numberOf(a) < numberOf(b) ? -1 : 1;
  };
  for (let start = 0; start < length; ) {
    let end = start + 1;
    while (end < length && at[order[end]!] === at[order[start]!]) end++;
    if (end - start > 1) order.set(Array.from(order.subarray(start, end)).sort(compare), start);
    start = end;
  }
  return order;
}
