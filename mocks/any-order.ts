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
