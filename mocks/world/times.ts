/** Moments are whole Unix seconds; on the wire they are local times of Asia/Shanghai, which has no summer time. */
const OFFSET = 8 * 3600;
export const MINUTE = 60;
export const HOUR = 3600;
export const DAY = 86400;

const dates: string[] = [];
const packed: string[] = [];
const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/** Of the local day, counted from 1970-01-01. */
export const dayNumber = (at: number): number => Math.floor((at + OFFSET) / DAY);

/** The first second of the local day with that number. */
export const dayBegin = (day: number): number => day * DAY - OFFSET;

/** `2024-05-13`. A world prints a hundred thousand times, and its days are few: each date is made once. */
export function dateOf(at: number): string {
  const day = dayNumber(at);
  dates[day] ??= new Date(day * DAY * 1000).toISOString().slice(0, 10);
  return dates[day];
}

/** Seconds since local midnight. */
export const secondOfDay = (at: number): number => (((at + OFFSET) % DAY) + DAY) % DAY;

/** `09:14:20`, with another separator if asked. */
function timeOf(at: number, separator = ':'): string {
  const second = Math.floor(secondOfDay(at));
  const hour = twoDigits[Math.floor(second / HOUR)];
  return `${hour}${separator}${twoDigits[Math.floor(second / MINUTE) % 60]}${separator}${twoDigits[second % 60]}`;
}

/** `2024-05-13 09:14:20`, as the province and the grassroots system print it. */
export const plainTime = (at: number): string => `${dateOf(at)} ${timeOf(at)}`;

/** `20240513`, as it stands in numbers. */
export const packedDate = (at: number): string => (packed[dayNumber(at)] ??= dateOf(at).replaceAll('-', ''));

/** `20240513091420`, as the grassroots system prints its logs. */
export const packedTime = (at: number): string => packedDate(at) + timeOf(at, '');

/** `2024-05-13T09:14:20+08:00`, as the city prints it. */
export const offsetTime = (at: number): string => `${dateOf(at)}T${timeOf(at)}+08:00`;

export const yearOf = (at: number): string => dateOf(at).slice(0, 4);

export const midnight = (at: number): number => at - secondOfDay(at);

/** 0 Sunday … 6 Saturday, local. */
export const weekday = (at: number): number => (((dayNumber(at) + 4) % 7) + 7) % 7;
