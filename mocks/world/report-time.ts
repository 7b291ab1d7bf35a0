/**
 * When the nth of N events was reported: a function of its number alone, rising with it. Each event has one Nth of
 * the span's weight to itself, and a lot decides where in it.
 */
import { isWorkingDay } from './calendar.ts';
import { randomOf } from './random.ts';
import { DAY, HOUR, midnight } from './times.ts';
import type { WorldOptions } from './world.ts';

/** From the first day of 2024 to the default clock, and the months before it in which the system was tried out. */
const FULL_DAYS = 208;
const TRIAL_DAYS = 90;
const TRIAL_WEIGHT = 0.08;

/** Weight of each hour of a day: mornings and afternoons heavier, a few in the evening and at night. */
const HOUR_WEIGHTS = [1, 0, 0, 0, 0, 1, 4, 12, 40, 48, 44, 24, 12, 26, 44, 46, 40, 24, 12, 9, 6, 4, 2, 1];

export interface Span {
  start: number;
  /** Running sum of the weights of the hours since `start`. */
  cumulative: Float64Array;
  total: number;
}

/** The span that ends at `now`. */
export function spanUntil(now: number): Span {
  const today = midnight(now);
  const start = today - (FULL_DAYS + TRIAL_DAYS - 1) * DAY;
  const hours = Math.ceil((now - start) / HOUR);
  const cumulative = new Float64Array(hours);
  let total = 0;
  for (let hour = 0; hour < hours; hour++) {
    const at = start + hour * HOUR;
    const part = Math.min(1, (now - at) / HOUR);
    const trial = at < start + TRIAL_DAYS * DAY ? TRIAL_WEIGHT : 1;
    total += (HOUR_WEIGHTS[hour % 24] ?? 1) * (isWorkingDay(at) ? 1 : 0.45) * trial * part;
    cumulative[hour] = total;
  }
  return { start, cumulative, total };
}

/** The moment at the given share (0 to 1) of the span's weight. */
export function momentAt(span: Span, share: number): number {
  const { cumulative, start, total } = span;
  const wanted = share * total;
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cumulative[middle] ?? 0) <= wanted) low = middle + 1;
    else high = middle;
  }
  const before = low === 0 ? 0 : (cumulative[low - 1] ?? 0);
  const weight = (cumulative[low] ?? 0) - before;
  return Math.floor(start + low * HOUR + (weight > 0 ? ((wanted - before) / weight) * HOUR : 0));
}

/** The share of the span's weight before `at`; the inverse of `momentAt`. */
export function shareAt(span: Span, at: number): number {
  const hour = Math.floor((at - span.start) / HOUR);
  if (hour < 0) return 0;
  if (hour >= span.cumulative.length) return 1;
  const before = hour === 0 ? 0 : (span.cumulative[hour - 1] ?? 0);
  const weight = (span.cumulative[hour] ?? 0) - before;
  return (before + weight * (((at - span.start) % HOUR) / HOUR)) / span.total;
}

export interface Counts {
  grassroots: number;
  city: number;
  province: number;
}

/** How many events began on each platform, for so many of the grid. */
export const countsFor = (events: number): Counts => ({
  grassroots: events,
  city: Math.round((events * 280) / 1659),
  province: Math.round((events * 120) / 1659),
});

/**
 * Report time of an event. A few share their second: every 331st of the grid with the one before it, and some of
 * the city's and the province's with one of the grid, so that whoever pages meets ties on one platform and across.
 */
export function reportedAt(
  options: Pick<WorldOptions, 'seed'>,
  span: Span,
  counts: Counts,
  origin: keyof Counts,
  index: number,
): number {
  const share = (of: keyof Counts, at: number): number =>
    (at + randomOf(`${options.seed}|time|${of}|${at}`)()) / counts[of];
  if (origin === 'grassroots') return momentAt(span, share(origin, index % 331 === 330 ? index - 1 : index));
  const shares = origin === 'city' ? index % 70 === 11 : index % 40 === 5;
  if (!shares) return momentAt(span, share(origin, index));
  const neighbour = Math.floor(((index + 0.5) / counts[origin]) * counts.grassroots);
  return momentAt(span, share('grassroots', Math.min(counts.grassroots - 1, neighbour)));
}
