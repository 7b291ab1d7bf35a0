/**
 * Cursors: opaque to the reader, and good only for the list they came from.
 */
import { createHash } from 'node:crypto';
import { GraphQLError } from 'graphql';
import type { Position } from './position.ts';

/** A short hash of what was asked: a cursor of another filter is told from it. */
export function fingerprint(asked: unknown): string {
  return createHash('sha256').update(JSON.stringify(asked)).digest('base64url').slice(0, 10);
}

/** The cursor of a list that has places of its own kind: its fingerprint, and what `decodeCursor` is to read. */
export function encodeCursor(asked: string, ...parts: unknown[]): string {
  return Buffer.from(JSON.stringify([asked, ...parts])).toString('base64url');
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
  if (typeof of !== 'string') throw invalidCursor();
  if (of !== asked) throw cursorOfAnother();
  const place = read(parts);
  if (place === null) throw invalidCursor();
  return place;
}

/** The cursor of a list that is kept whole: its fingerprint and the key of the item. */
export function encodeKeyCursor(key: string, asked: string): string {
  return encodeCursor(asked, key);
}

/**
 * @param keys of the list's items: the key is one of them.
 * @throws `INVALID_CURSOR`
 */
export function decodeKeyCursor(cursor: string, asked: string, keys: readonly string[]): string {
  const key = decodeCursor(cursor, asked, ([key]) => (typeof key === 'string' ? key : null));
  if (!keys.includes(key)) throw cursorOfNothing();
  return key;
}

/** The cursor of a list that a platform pages in its own way. */
export function encodePositionCursor({ page, given }: Position, asked: string): string {
  return encodeCursor(asked, page, given);
}

/** @throws `INVALID_CURSOR` */
export function decodePositionCursor(cursor: string, asked: string): Position {
  return decodeCursor(cursor, asked, ([page, given]) => positionOf(page, given));
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

/** The position that two parts of a cursor are; null where they are none. */
export function positionOf(page: unknown, given: unknown): Position | null {
  const whole = (page === null || isPageName(page)) && Number.isSafeInteger(given) && (given as number) >= 0;
  return whole ? { page, given: given as number } : null;
}

/**
 * Whether it may be what a platform called a place in a list. Cursors are not signed, and this part of one is sent on as
 * it stands: a platform refuses an address that is too long in a way that looks as if it were down, for everybody.
 */
export const isPageName = (value: unknown): value is string =>
  typeof value === 'string' && /^[\x20-\x7e]{0,2048}$/.test(value);

/** For a cursor, or a part of one, that was never given here. */
export function invalidCursor(): GraphQLError {
  return error('after: expected a cursor of this API, got something else; start again from the first page');
}

/** Whether an error says so. */
export const isInvalidCursor = (error: unknown): boolean =>
  error instanceof GraphQLError && error.extensions.code === 'INVALID_CURSOR';

function cursorOfAnother(): GraphQLError {
  return error('after: this cursor belongs to another list or filter; start again from the first page');
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
