/**
 * The end of the nth working day after the day of an instant, both Unix ms: days are counted from the day after
 * (lifecycle, section 4).
 */
export type WorkingDaysAfter = (instant: number, days: number) => number;

const DAY_MS = 86_400_000;
/** The platforms' day begins at midnight in +08:00. */
const OFFSET_MS = 8 * 3_600_000;

/** Knows weekends and no holiday: after a holiday it is early, never late. */
export const weekdaysAfter: WorkingDaysAfter = (instant, days) => {
  let day = Math.floor((instant + OFFSET_MS) / DAY_MS);
  for (let left = days; left > 0; ) {
    day++;
    if (isWeekday(day)) left--;
  }
  return (day + 1) * DAY_MS - OFFSET_MS - 1;
};

/** Day 0, 1 January 1970, was a Thursday. */
function isWeekday(day: number): boolean {
  const weekday = (day + 4) % 7;
  return weekday !== 0 && weekday !== 6;
}
