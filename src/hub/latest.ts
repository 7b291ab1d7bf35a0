/** The record that speaks where a platform has several (lifecycle, section 5): the later updated, then the greater number. */
export function latest<Record>(
  records: readonly Record[],
  updatedAt: (record: Record) => number,
  number: (record: Record) => string | null,
): Record | undefined {
  return records.toSorted(
    (a, b) => updatedAt(b) - updatedAt(a) || ((number(a) ?? '') < (number(b) ?? '') ? 1 : -1),
  )[0];
}
