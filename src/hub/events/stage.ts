import type { EventStage, EventStatus } from '../../generated/schema.ts';

/** The stage of each status (lifecycle, section 1). */
export const STAGE = {
  PENDING_ACCEPTANCE: 'INTAKE',
  PENDING_DISPATCH: 'DISPATCH',
  PENDING_RECEIPT: 'DISPATCH',
  RETURNED: 'DISPATCH',
  IN_DISPUTE: 'DISPATCH',
  IN_PROGRESS: 'HANDLING',
  CASE_OPEN: 'HANDLING',
  SUSPENDED: 'HANDLING',
  PENDING_VERIFICATION: 'VERIFICATION',
  PENDING_CLOSURE: 'VERIFICATION',
  CLOSED: 'CLOSURE',
  TRANSFERRED: 'CLOSURE',
  VOIDED: 'CLOSURE',
  UNKNOWN: 'UNKNOWN',
} as const satisfies Record<EventStatus, EventStage>;

/** Statuses of which no limit runs: ended, paused, or not known (lifecycle, section 1, `overdue`). */
const NO_LIMIT_RUNS: ReadonlySet<EventStatus> = new Set([
  'CLOSED',
  'TRANSFERRED',
  'VOIDED',
  'SUSPENDED',
  'UNKNOWN',
]);

/** Whether an event of this status is overdue; null while its due time or the platform's clock is unknown. */
export function isOverdue(
  status: EventStatus,
  finalDueAt: string | null,
  now: number | null,
): boolean | null {
  if (NO_LIMIT_RUNS.has(status)) return false;
  return finalDueAt === null || now === null ? null : Date.parse(finalDueAt) < now;
}

/** Whether it was closed after its due time; null while either time is unknown. */
export function isClosedLate(
  status: EventStatus,
  finalDueAt: string | null,
  closedAt: string | null,
): boolean | null {
  if (status !== 'CLOSED') return false;
  return finalDueAt === null || closedAt === null ? null : Date.parse(closedAt) > Date.parse(finalDueAt);
}
