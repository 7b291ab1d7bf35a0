import type { Fields } from '../hub/records/fields.ts';
import { dateTime, parseDay, parseLocalTime } from '../hub/records/time.ts';

/** A time of the province, Unix ms. */
export function instant(read: Fields, name: string): number | null {
  return read.parsed(name, 'yyyy-MM-dd HH:mm:ss', parseLocalTime);
}

/** The same as the schema's `DateTime`. */
export function time(read: Fields, name: string): string | null {
  const ms = instant(read, name);
  return ms === null ? null : dateTime(ms);
}

/** A day, as the schema's `Date`. */
export function day(read: Fields, name: string): string | null {
  return read.parsed(name, 'yyyy-MM-dd', parseDay);
}
