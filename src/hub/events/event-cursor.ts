import { isPlatformCode, type PlatformCode } from '../../upstream/platform-code.ts';
import { decodeCursor, encodeCursor } from '../paging/cursor.ts';
import { isWritable } from '../records/time.ts';
import { BEFORE_ALL, type Place } from './place.ts';

/** Where a walk of events goes on. */
export interface EventCursor {
  place: Place;
  /** Origins that did not answer earlier in this walk and stay out of it, so that nothing is out of order. */
  missing: readonly PlatformCode[];
  given: readonly Given[];
}

/**
 * An event already given whose own time cannot be read, so that its place does not tell so where it is met again;
 * beside it the second (Unix) before which it is not, null while that is not known.
 */
export type Given = readonly [id: string, earliest: number | null];

export function encodeEventCursor({ place, missing, given }: EventCursor, asked: string): string {
  return encodeCursor(asked, place.at, place.id, missing, given);
}

/** @throws `INVALID_CURSOR` */
export function decodeEventCursor(cursor: string, asked: string): EventCursor {
  return decodeCursor(cursor, asked, ([at, id, missing, given]) =>
    isPlaceTime(at) && typeof id === 'string' && isListOf(missing, isPlatformCode) && isListOf(given, isGiven)
      ? { place: { at, id }, missing, given }
      : null,
  );
}

/** A second of our calendar: any other could not be asked of a platform. */
function isPlaceTime(at: unknown): at is number {
  return at === BEFORE_ALL || (Number.isSafeInteger(at) && isWritable((at as number) * 1000));
}

function isGiven(item: unknown): item is Given {
  if (!Array.isArray(item)) return false;
  const [id, earliest] = item;
  return typeof id === 'string' && (earliest === null || Number.isSafeInteger(earliest));
}

function isListOf<Item>(value: unknown, is: (item: unknown) => item is Item): value is Item[] {
  return Array.isArray(value) && value.every(is);
}
