import { dayNumber, dayText, isWeekend } from './day.ts';
import type { CalendarFile } from './limit-files.ts';

/** Which days are worked, as far as the State Council has said. */
export interface Calendar {
  /** The first and the last day that it covers, `2024-01-01` and `2026-12-31`. */
  readonly from: string;
  readonly to: string;
  /** As the notices have them, year by year. */
  readonly years: CalendarFile['years'];
  /** Null for a day that it does not cover: its holidays are not known here, and are not guessed. */
  isWorkingDay(day: number): boolean | null;
}

export function buildCalendar({ years }: CalendarFile): Calendar {
  const off = new Set<number>();
  const worked = new Set<number>();
  for (const { from, to, workdays } of Object.values(years).flatMap(({ holidays }) => holidays)) {
    for (let day = dayNumber(from)!; day <= dayNumber(to)!; day++) off.add(day);
    for (const workday of workdays) worked.add(dayNumber(workday)!);
  }
  const listed = Object.keys(years).map(Number);
  const first = dayNumber(`${Math.min(...listed)}-01-01`)!;
  const last = dayNumber(`${Math.max(...listed)}-12-31`)!;
  return {
    from: dayText(first),
    to: dayText(last),
    years,
    isWorkingDay(day) {
      if (day < first || day > last) return null;
      return isWeekend(day) ? worked.has(day) : !off.has(day);
    },
  };
}
