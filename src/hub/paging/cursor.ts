/**
 * Cursors: opaque to the reader, and good only for the list they came from.
 */
import { createHash } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { PLATFORM_CODES, type PlatformCode } from '../../upstream/platform-code.ts';
import { BEFORE_ALL, type Place } from '../events/place.ts';
import { isWritable } from '../records/time.ts';
import type { Position } from './position.ts';

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

/** A short hash of what was asked: a cursor of another filter is told from it. */
export function fingerprint(asked: unknown): string {
  return createHash('sha256').update(JSON.stringify(asked)).digest('base64url').slice(0, 10);
}

export function encodeEventCursor({ place, missing, given }: EventCursor, asked: string): string {
  return encode([asked, place.at, place.id, missing, given]);
}

/** @throws `INVALID_CURSOR` */
export function decodeEventCursor(cursor: string, asked: string): EventCursor {
  const [of, at, id, missing, given] = decode(cursor);
  const whole =
    isPlaceTime(at) &&
    typeof id === 'string' &&
    isListOf(missing, item => PLATFORM_CODES.includes(item as PlatformCode)) &&
    isListOf(given, isGiven);
  if (!whole) throw invalidCursor();
  if (of !== asked) throw cursorOfAnother();
  return { place: { at: at as number, id }, missing: missing as PlatformCode[], given: given as Given[] };
}

/** The cursor of a list that is kept whole: its fingerprint and the key of the item. */
export function encodeKeyCursor(key: string, asked: string): string {
  return encode([asked, key]);
}

/**
 * @param keys of the list's items: the key is one of them.
 * @throws `INVALID_CURSOR`
 */
export function decodeKeyCursor(cursor: string, asked: string, keys: readonly string[]): string {
  const [of, key] = decode(cursor);
  if (typeof key !== 'string') throw invalidCursor();
  if (of !== asked) throw cursorOfAnother();
  if (!keys.includes(key)) throw cursorOfNothing();
  return key;
}

/** The cursor of a list that a platform pages in its own way. */
export function encodePositionCursor({ page, given }: Position, asked: string): string {
  return encode([asked, page, given]);
}

/** @throws `INVALID_CURSOR` */
export function decodePositionCursor(cursor: string, asked: string): Position {
  const [of, page, given] = decode(cursor);
  if (!isPosition({ page, given })) throw invalidCursor();
  if (of !== asked) throw cursorOfAnother();
  return { page, given } as Position;
}

/** A position of each platform that has one; null and absent mean the beginning. */
export type ChangePositions = Partial<Record<PlatformCode, string | null>>;

const CHANGES = fingerprint('changes');

/** The cursor of the stream of changes. */
export function encodeChangeCursor(positions: ChangePositions): string {
  return encode([CHANGES, positions]);
}

/** @throws `INVALID_CURSOR` */
export function decodeChangeCursor(cursor: string): ChangePositions {
  const [of, positions] = decode(cursor);
  if (of !== CHANGES) throw typeof of === 'string' ? cursorOfAnother() : invalidCursor();
  if (!isPositions(positions)) throw invalidCursor();
  return positions;
}

/** The cursor of a list that has places of its own kind: its fingerprint, and what `decodeCursor` is to read. */
export function encodeCursor(asked: string, ...parts: unknown[]): string {
  return encode([asked, ...parts]);
}

/**
 * @param read makes a place of the parts, null where they are none.
 * @throws `INVALID_CURSOR`
 */
export function decodeCursor<Place>(
  cursor: string,
  asked: string,
  read: (parts: readonly unknown[]) => Place | null,
): Place {
  const [of, ...parts] = decode(cursor);
  const place = read(parts);
  if (place === null) throw invalidCursor();
  if (of !== asked) throw cursorOfAnother();
  return place;
}

function encode(parts: unknown[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

function decode(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parts)) return parts;
  } catch {
    // Not ours; said below.
  }
  throw invalidCursor();
}

/** A second of our calendar: any other could not be asked of a platform. */
function isPlaceTime(at: unknown): boolean {
  return at === BEFORE_ALL || (Number.isSafeInteger(at) && isWritable((at as number) * 1000));
}

export function isPosition({ page, given }: { page: unknown; given: unknown }): boolean {
  return (page === null || typeof page === 'string') && Number.isSafeInteger(given) && (given as number) >= 0;
}

function isPositions(value: unknown): value is ChangePositions {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(
    ([code, position]) =>
      PLATFORM_CODES.includes(code as PlatformCode) && (position === null || typeof position === 'string'),
  );
}

function isGiven(item: unknown): boolean {
  if (!Array.isArray(item)) return false;
  const [id, earliest] = item;
  return typeof id === 'string' && (earliest === null || Number.isSafeInteger(earliest));
}

function isListOf(value: unknown, is: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is);
}

/** For a cursor, or a part of one, that was never given here. */
export function invalidCursor(): GraphQLError {
  return error('after: expected a cursor of this API, got something else; start again from the first page');
}

function cursorOfAnother(): GraphQLError {
  return error('after: this cursor belongs to another filter; start again from the first page');
}

/** That a platform no longer takes the cursor of its own that one of ours holds. */
export function cursorTooOld(): GraphQLError {
  return error(
    'after: expected a cursor that the platform still takes, got one past its time; start again from the first page',
  );
}

/** The list is another one since the catalogue was changed. */
function cursorOfNothing(): GraphQLError {
  return error(
    'after: expected an item of this list, got one that is not in it; start again from the first page',
  );
}

function error(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'INVALID_CURSOR' } });
}
