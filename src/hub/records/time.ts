/**
 * The platforms' times. A time without a zone is Asia/Shanghai, which is +08:00 all year and has been in all the
 * years that the platforms hold.
 */
const OFFSET_MS = 8 * 3_600_000;

/** The years that four digits write, in the platforms' day. */
const EARLIEST_MS = Date.UTC(100, 0) - OFFSET_MS;
const BEYOND_MS = Date.UTC(10_000, 0) - OFFSET_MS;

/** An instant (Unix ms) as the schema's `DateTime`: `2024-05-13T09:14:20+08:00`, to the second. */
export function dateTime(ms: number): string {
  return `${new Date(ms + OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
}

/** An instant in the platforms' day and time, for a wire format to cut from: `2024-05-13 09:14:20`. */
export function localTime(ms: number): string {
  return dateTime(ms).slice(0, 19).replace('T', ' ');
}

/**
 * Whether an instant (Unix ms) is of the years that four digits write: an offset can move it out of them, and no
 * platform could be asked for it.
 */
export function isWritable(ms: number): boolean {
  return ms >= EARLIEST_MS && ms < BEYOND_MS;
}

/** Reads `2024-05-13 09:14:20`; null for any other form and for days that do not exist. */
export function parseLocalTime(text: string): number | null {
  return instant(/^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(text));
}

/** Reads `20240513091420`. */
export function parseCompactTime(text: string): number | null {
  return instant(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text));
}

/** Reads a day, `2024-05-13`, as the schema's `Date`; null for any other form and for days that do not exist. */
export function parseDay(text: string): string | null {
  return parseLocalTime(`${text} 00:00:00`) === null ? null : text;
}

/** Reads `20240513`. */
export function parseCompactDay(text: string): string | null {
  return /^\d{8}$/.test(text) ? parseDay(text.replace(/^(....)(..)(..)$/, '$1-$2-$3')) : null;
}

/** When a day that exists begins, Unix ms. */
export function startOfDay(day: string): number {
  return parseLocalTime(`${day} 00:00:00`)!;
}

/** The day before one that exists. */
export function dayBefore(day: string): string {
  return localTime(startOfDay(day) - 1000).slice(0, 10);
}

/** The day of a time of the schema's, `2024-05-13` of `2024-05-13T09:14:20+08:00`; null of none. */
export function dayOf(time: string | null): string | null {
  return time === null ? null : time.slice(0, 10);
}

/** Reads RFC 3339 with an offset: `2024-05-13T09:14:20+08:00`, `…Z`, with or without a fraction. */
export function parseRfc3339(text: string): number | null {
  const match = /^(\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d)(\.\d{1,9})?(?:[Zz]|([+-])(\d\d):(\d\d))$/.exec(text);
  if (!match) return null;
  const [, clock, fraction = '', sign, hours, minutes] = match;
  const local = parseLocalTime(clock!.toUpperCase().replace('T', ' '));
  if (local === null || Number(hours) > 23 || Number(minutes) > 59) return null;
  const ahead = sign ? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000 : 0;
  const ms = local + OFFSET_MS - ahead + Math.floor(Number(`0${fraction}`) * 1000);
  return isWritable(ms) ? ms : null;
}

/** Reads a time without a zone in RFC 3339's shape, `2024-05-13T09:14:20`, as Asia/Shanghai. */
export function parseZoneless(text: string): number | null {
  return instant(/^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(text));
}

function instant(match: RegExpExecArray | null): number | null {
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const utc = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(utc);
  // Date.UTC rolls 30 February over into March: what does not come back was no time.
  const real =
    back.getUTCFullYear() === year &&
    back.getUTCMonth() === month - 1 &&
    back.getUTCDate() === day &&
    back.getUTCHours() === hour &&
    back.getUTCMinutes() === minute &&
    back.getUTCSeconds() === second;
  return real ? utc - OFFSET_MS : null;
}
