import type { EventStatus, Urgency } from '../../generated/schema.ts';
import type { Spine } from '../events/spine.ts';
import { dateTime } from '../records/time.ts';
import type { LimitId, Period } from './limit-files.ts';
import { endOfPeriod, type TimeLimits } from './time-limits.ts';

/** The limit of the step that each status is (lifecycle, section 4); null where none runs. */
const STEP = {
  PENDING_ACCEPTANCE: 'L1',
  PENDING_DISPATCH: 'L2',
  RETURNED: 'L2',
  PENDING_RECEIPT: 'L3',
  IN_DISPUTE: 'L12',
  IN_PROGRESS: 'FINAL',
  CASE_OPEN: 'FINAL',
  SUSPENDED: null,
  PENDING_VERIFICATION: 'L8',
  PENDING_CLOSURE: 'L9',
  CLOSED: null,
  TRANSFERRED: null,
  VOIDED: null,
  UNKNOWN: null,
} as const satisfies Record<EventStatus, LimitId | 'FINAL' | null>;

export type Step = Pick<Spine, 'status' | 'statusChangedAt' | 'finalDueAt' | 'urgency'>;

/**
 * The due time of the present step, in which the event is since its status last changed; `BEYOND_CALENDAR` where that
 * is not known, null where no limit runs or where what it is computed from could not be read.
 */
export function stepDueAt(
  { status, statusChangedAt, finalDueAt, urgency }: Step,
  { limits, calendar }: TimeLimits,
): string | 'BEYOND_CALENDAR' | null {
  const step = STEP[status];
  if (step === null) return null;
  // Handling may take as long as the whole event: the origin keeps its due time, with extensions and suspensions.
  if (step === 'FINAL') return finalDueAt;
  const period = periodFor(limits[step], urgency);
  if (statusChangedAt === null || period === null) return null;
  const end = endOfPeriod(period, Date.parse(statusChangedAt), calendar);
  return end === null ? 'BEYOND_CALENDAR' : dateTime(end);
}

/** Null where it depends on an urgency that could not be read. */
function periodFor({ limit, urgent = limit }: { limit: Period; urgent?: Period }, urgency: Urgency | null) {
  switch (urgency) {
    case 'NORMAL':
      return limit;
    case 'URGENT':
    case 'CRITICAL':
      return urgent;
    case null:
      return urgent === limit ? limit : null;
    default:
      return urgency satisfies never;
  }
}
