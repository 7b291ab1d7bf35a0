/**
 * The six digits that stand after the date in a number. In a small world they are the event's serial: the grid's events
 * first, then the city's, then the province's. A world with more than fits five digits numbers its events in the order
 * of report instead, all origins together, and begins again after 978,000: two events with the same digits are then
 * reported months apart, so that no number with a date in it occurs twice (the longest an event is heard of is 150 days).
 */
import type { Origin } from './plan.ts';
import type { Counts } from './report-time.ts';

export interface EventKey {
  origin: Origin;
  /** From 0, in the order of report, among those of its origin. */
  index: number;
}

export const FIRST_SERIAL = 1001;
/** Sent down numbers are a nine and five digits. */
const LARGEST_OF_FIVE = 99_999;
/** Above are the digits of what tests insert and of what is planted. */
const CYCLE = 978_000;
const INSERTED = 980_000;

const totalOf = ({ grassroots, city, province }: Counts): number => grassroots + city + province;

/** Whether the world has more events than five digits can tell apart. */
export const isCrowded = (counts: Counts): boolean => FIRST_SERIAL + totalOf(counts) - 1 > LARGEST_OF_FIVE;

/** Number from 0 among all events of the world: first those of the grid, then the city's, then the province's. */
export function placeAmongAll(counts: Counts, { origin, index }: EventKey): number {
  if (origin === 'grassroots') return index;
  return index + counts.grassroots + (origin === 'city' ? 0 : counts.city);
}

/** The event with that number among all. */
export function eventAt(counts: Counts, place: number): EventKey {
  if (place < counts.grassroots) return { origin: 'grassroots', index: place };
  const rest = place - counts.grassroots;
  if (rest < counts.city) return { origin: 'city', index: rest };
  return { origin: 'province', index: rest - counts.city };
}

/** Six digits for an event of the world. */
export function digitsOf(counts: Counts, event: EventKey): string {
  const number = isCrowded(counts) ? placeInTime(counts, event) % CYCLE : placeAmongAll(counts, event);
  return String(FIRST_SERIAL + number).padStart(6, '0');
}

/** Six digits for an event that a test inserts: they sort after those of all others. */
export const insertedDigits = (counts: Counts, serial: number): string =>
  String(isCrowded(counts) ? INSERTED + (serial % 10_000) : serial).padStart(6, '0');

/** Six digits under which a township knows what was sent down to it. */
export const sentDownDigits = (counts: Counts, digits: string): string =>
  isCrowded(counts) ? digits : `9${digits.slice(1)}`;

/** A number that no event has, made from one that an event has; `mark` tells those apart that are made for two ends. */
export const strangeNo = (counts: Counts, no: string, mark: '7' | '8'): string =>
  isCrowded(counts)
    ? `${no.slice(0, 10)}99${mark}${no.slice(-3)}`
    : `${no.slice(0, 10)}${mark}${no.slice(-5)}`;

/** The events whose numbers can end in these six digits. */
export function eventsWith(counts: Counts, digits: string): EventKey[] {
  const total = totalOf(counts);
  const number = Number(digits);
  if (!isCrowded(counts)) {
    const places = [number, number - 900_000].map(serial => serial - FIRST_SERIAL);
    return places.filter(place => place >= 0 && place < total).map(place => eventAt(counts, place));
  }
  const found: EventKey[] = [];
  const first = number - FIRST_SERIAL;
  if (first < 0 || first >= CYCLE) return found;
  for (let place = first; place < total; place += CYCLE) found.push(eventInTime(counts, place));
  return found;
}

/** How many of the city's (or the province's) events are reported before a grid event, if all come evenly. */
function before(counts: Counts, origin: 'city' | 'province', gridIndex: number): number {
  const { grassroots } = counts;
  const count = counts[origin];
  return Math.min(count, Math.max(0, Math.ceil((2 * gridIndex * count - grassroots) / (2 * grassroots))));
}

const placeOfGrid = (counts: Counts, index: number): number =>
  index + before(counts, 'city', index) + before(counts, 'province', index);

/** Number from 0 among all events of the world in the order of report, as if those of each origin came evenly. */
function placeInTime(counts: Counts, { origin, index }: EventKey): number {
  if (origin === 'grassroots') return placeOfGrid(counts, index);
  const grid = Math.floor(((2 * index + 1) * counts.grassroots) / (2 * counts[origin]));
  const cities = before(counts, 'city', grid + 1) - before(counts, 'city', grid);
  const others = origin === 'city' ? 0 : cities;
  return placeOfGrid(counts, grid) + 1 + others + index - before(counts, origin, grid);
}

/** The inverse of `placeInTime`. */
function eventInTime(counts: Counts, place: number): EventKey {
  let grid = 0;
  for (let high = counts.grassroots - 1; grid < high; ) {
    const middle = (grid + high + 1) >> 1;
    if (placeOfGrid(counts, middle) <= place) grid = middle;
    else high = middle - 1;
  }
  const rest = place - placeOfGrid(counts, grid) - 1;
  if (rest < 0) return { origin: 'grassroots', index: grid };
  const [city, cities] = [before(counts, 'city', grid), before(counts, 'city', grid + 1)];
  if (rest < cities - city) return { origin: 'city', index: city + rest };
  return { origin: 'province', index: before(counts, 'province', grid) + rest - (cities - city) };
}
