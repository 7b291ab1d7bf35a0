import type { NumberedRecord } from './wire.ts';

/**
 * The record that speaks where a platform has several of one event (lifecycle, section 5): the later updated, then
 * the greater number; null where there is none.
 */
export function latest(
  records: readonly NumberedRecord[],
  updatedAt: (record: unknown) => number,
): NumberedRecord | null {
  const [first = null] = records.toSorted(
    (a, b) => updatedAt(b.record) - updatedAt(a.record) || (a.number < b.number ? 1 : -1),
  );
  return first;
}
