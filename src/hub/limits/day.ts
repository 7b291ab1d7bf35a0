import { parseDay } from '../records/time.ts';

/** Days in the platforms' time (Asia/Shanghai, +08:00 all year), counted from the first of January 1970. */
const DAY_MS = 86_400_000;
const OFFSET_MS = 8 * 3_600_000;

/** The day of an instant (Unix ms). */
export function dayOf(ms: number): number {
  return Math.floor((ms + OFFSET_MS) / DAY_MS);
}

/** The last second of a day, Unix ms: 23:59:59. */
export function endOf(day: number): number {
  return (day + 1) * DAY_MS - OFFSET_MS - 1000;
}

export function isWeekend(day: number): boolean {
  // The first one was a Thursday.
  return [0, 6].includes((day + 4) % 7);
}

/** Reads `2025-10-01`; null for another form and for a day that does not exist. */
export function dayNumber(text: string): number | null {
  return parseDay(text) === null ? null : Date.parse(`${text}T00:00:00Z`) / DAY_MS;
}

/** `2025-10-01` */
export function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
