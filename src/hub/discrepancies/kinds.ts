import type { Discrepancy, DiscrepancyKind } from '../../generated/schema.ts';

/** The order in which an event's discrepancies are given; of a kind, by field. A cursor stands between two of them. */
const RANK = {
  STATUS_CONFLICT: 0,
  UNKNOWN_CODE: 1,
  REGION_CONFLICT: 2,
  MATTER_CONFLICT: 3,
  WRITE_BACK_MISSING: 4,
  COUNTERPART_MISSING: 5,
  BROKEN_REFERENCE: 6,
  DUPLICATE_RECORD: 7,
  FILING_MISSING: 8,
  FINE_CONFLICT: 9,
  TIME_CONFLICT: 10,
  TIME_ORDER: 11,
  COPY_CONFLICT: 12,
} as const satisfies Record<DiscrepancyKind, number>;

export type Named = Pick<Discrepancy, 'kind' | 'field'>;

/** Negative where `a` comes before `b`. */
export function inOrder(a: Named, b: Named): number {
  return RANK[a.kind] - RANK[b.kind] || (a.field < b.field ? -1 : a.field > b.field ? 1 : 0);
}

export function isKind(value: unknown): value is DiscrepancyKind {
  return typeof value === 'string' && Object.hasOwn(RANK, value);
}
