/**
 * Finds rows by a key, over a list that may grow while the mocks run (tests insert events): the index is made on
 * first use and again whenever the list has another length.
 */
export function lookup<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string | null,
): (key: string) => Row[] {
  let index = new Map<string, Row[]>();
  let indexed = -1;
  return key => {
    if (indexed !== rows.length) {
      index = new Map();
      for (const row of rows) {
        const own = keyOf(row);
        if (own) index.set(own, [...(index.get(own) ?? []), row]);
      }
      indexed = rows.length;
    }
    return index.get(key) ?? [];
  };
}

/**
 * Rows in an order that is never the one asked for (where there are two or more), yet always the same: the
 * contract says "in any order", and a caller that matches by position must be found out (lifecycle.md section 7).
 */
export function inAnyOrder<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  const mixed = [...rows].sort((a, b) => hash(keyOf(a)) - hash(keyOf(b)));
  return mixed.every((row, place) => row === rows[place]) ? mixed.reverse() : mixed;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
