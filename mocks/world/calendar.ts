/** Working days and office hours. Limits are those of the contract's section 4. */
import { between, type Random } from './random.ts';
import { DAY, dateOf, dayBegin, dayNumber, HOUR, MINUTE, midnight, secondOfDay, weekday } from './times.ts';

/** Statutory holidays that fall on Monday to Friday (notice of the State Council for 2024, and the end of 2023). */
const HOLIDAYS = new Set(
  `2023-09-29 2023-10-02 2023-10-03 2023-10-04 2023-10-05 2023-10-06 2024-01-01 2024-02-12 2024-02-13 2024-02-14
  2024-02-15 2024-02-16 2024-04-04 2024-04-05 2024-05-01 2024-05-02 2024-05-03 2024-06-10 2024-09-16 2024-09-17
  2024-10-01 2024-10-02 2024-10-03 2024-10-04 2024-10-07`.split(/\s+/),
);

/** Saturdays and Sundays that are worked instead. */
const SHIFTED = new Set(
  `2023-10-07 2023-10-08 2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29
  2024-10-12`.split(/\s+/),
);

const UNKNOWN = 0;
const REST = 1;
const WORK = 2;
/** By number of the day: looked up dozens of times for each event. */
const known = new Uint8Array(2 ** 16);

/** Years outside the two lists know weekends only. */
export const isWorkingDay = (at: number): boolean => isWorked(dayNumber(at));

function isWorked(day: number): boolean {
  if (known[day] === UNKNOWN) known[day] = isListedAsWorked(dayBegin(day)) ? WORK : REST;
  return known[day] === WORK;
}

function isListedAsWorked(at: number): boolean {
  const weekend = weekday(at) === 0 || weekday(at) === 6;
  return weekend ? SHIFTED.has(dateOf(at)) : !HOLIDAYS.has(dateOf(at));
}

/** The last second of the nth working day after the day of `at`. */
export function workingDaysAfter(at: number, days: number): number {
  let day = dayNumber(at);
  for (let left = days; left > 0; ) {
    day++;
    if (isWorked(day)) left--;
  }
  return dayBegin(day + 1) - 1;
}

/** The last second of the nth day after the day of `at`, or of the next working day if that one is a rest day. */
export function daysAfter(at: number, days: number): number {
  let day = dayNumber(at) + days;
  while (!isWorked(day)) day++;
  return dayBegin(day + 1) - 1;
}

/** `at` itself in office hours, else a moment of the next working morning. */
export function inOffice(at: number, random: Random): number {
  let day = dayNumber(at);
  const second = at - dayBegin(day);
  const worked = isWorked(day);
  if (worked && second >= 8.5 * HOUR && second < 17.5 * HOUR) return at;
  if (!worked || second >= 8.5 * HOUR) day++;
  while (!isWorked(day)) day++;
  return dayBegin(day) + 8.5 * HOUR + between(random, 0, 100 * MINUTE);
}

/** `at` itself by day, else a moment of the next morning: the townships' centres are also staffed at weekends. */
export function byDay(at: number, random: Random): number {
  const second = secondOfDay(at);
  if (second >= 7 * HOUR && second < 21 * HOUR) return at;
  const day = second < 7 * HOUR ? midnight(at) : midnight(at) + DAY;
  return day + 7.5 * HOUR + between(random, 0, 45 * MINUTE);
}
