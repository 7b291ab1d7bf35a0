import type { Fields } from '../hub/records/fields.ts';
import { dateTime, parseRfc3339, parseZoneless } from '../hub/records/time.ts';

/**
 * A time of the city, Unix ms. One that was sent without its zone is read as Asia/Shanghai, which all of the city's
 * times are, and reported all the same (lifecycle, section 12).
 */
export function instant(read: Fields, name: string): number | null {
  return read.parsed(name, 'RFC 3339 with an offset', text => {
    const zoned = parseRfc3339(text);
    if (zoned !== null) return zoned;
    const zoneless = parseZoneless(text);
    if (zoneless !== null) read.gap(name, 'expected an offset, got none; read as Asia/Shanghai');
    return zoneless;
  });
}

/** The same as the schema's `DateTime`. */
export function time(read: Fields, name: string): string | null {
  const ms = instant(read, name);
  return ms === null ? null : dateTime(ms);
}

/** A day, as the schema's `Date`. */
export function day(read: Fields, name: string): string | null {
  return read.parsed(name, 'a day', text => (parseZoneless(`${text}T00:00:00`) === null ? null : text));
}
