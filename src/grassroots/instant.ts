import type { Fields } from '../hub/records/fields.ts';
import { dateTime, parseCompactTime, parseLocalTime } from '../hub/records/time.ts';

/** A time of the grassroots system, Unix ms. */
export function instant(read: Fields, name: string): number | null {
  return read.parsed(name, 'yyyy-MM-dd HH:mm:ss', parseLocalTime);
}

/** The same as the schema's `DateTime`. */
export function time(read: Fields, name: string): string | null {
  const ms = instant(read, name);
  return ms === null ? null : dateTime(ms);
}

/** A time that is written without its signs, Unix ms: the last change of the record, and those of its log. */
export function compactInstant(read: Fields, name: 'gxsj' | 'czsj'): number | null {
  return read.parsed(name, 'yyyyMMddHHmmss', parseCompactTime);
}

/** When the record last changed, Unix ms. */
export function changedInstant(read: Fields): number | null {
  return compactInstant(read, 'gxsj');
}
