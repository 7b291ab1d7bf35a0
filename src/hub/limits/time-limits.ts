import type { Calendar } from './calendar.ts';
import { dayOf, endOf } from './day.ts';
import type { Limit, LimitId, Period, Unit } from './limit-files.ts';

/** How long each step may take, read once at start by `loadTimeLimits`. */
export interface TimeLimits {
  readonly limits: Readonly<Record<LimitId, Limit>>;
  readonly calendar: Calendar;
}

const MINUTE_MS = 60_000;

/**
 * When a period ends that begins at an instant (both Unix ms); null where the calendar does not cover the days that
 * it takes. Days are counted from the day after and end at 23:59:59; calendar days that end on a rest day end with
 * the next working day. Hours and minutes run through nights and rest days (lifecycle, section 4).
 */
export function endOfPeriod(period: Period, begin: number, calendar: Calendar): number | null {
  const [[unit, count]] = Object.entries(period) as [[Unit, number]];
  switch (unit) {
    case 'minutes':
      return begin + count * MINUTE_MS;
    case 'hours':
      return begin + count * 60 * MINUTE_MS;
    case 'working_days':
      return endOfWorkingDays(dayOf(begin), count, calendar);
    case 'days':
      // The last day, or the first working day after it.
      return endOfWorkingDays(dayOf(begin) + count - 1, 1, calendar);
    default:
      return unit satisfies never;
  }
}

function endOfWorkingDays(begin: number, count: number, calendar: Calendar): number | null {
  let day = begin;
  for (let left = count; left > 0; ) {
    const working = calendar.isWorkingDay(++day);
    if (working === null) return null;
    if (working) left--;
  }
  return endOf(day);
}
