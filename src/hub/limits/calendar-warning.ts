import type { Calendar } from './calendar.ts';
import { dayNumber, dayOf } from './day.ts';

/** The State Council publishes the next year's calendar in autumn, and limits reach some weeks ahead. */
const DAYS_AHEAD = 45;

/**
 * What the operator is told at start while the calendar ends soon, or has ended; null while it reaches far enough.
 *
 * @param now Unix ms, by the platforms' clock.
 */
export function calendarWarning({ to }: Calendar, now: number): string | null {
  if (dayNumber(to)! - dayOf(now) > DAYS_AHEAD) return null;
  const next = Number(to.slice(0, 4)) + 1;
  return `schema/limits/calendar.yaml ends on ${to}; due times beyond it are null: add the holidays of ${next} from the State Council's notice`;
}
