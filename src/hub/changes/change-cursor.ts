import { isPlatformCode, type PlatformCode } from '../../upstream/platform-code.ts';
import { decodeCursor, encodeCursor, fingerprint, isPageName } from '../paging/cursor.ts';

/** A position of each platform that has one; null and absent mean the beginning. */
export type ChangePositions = Partial<Record<PlatformCode, string | null>>;

/** There is one stream of changes, and nothing to filter it by. */
const ASKED = fingerprint('changes');

export function encodeChangeCursor(positions: ChangePositions): string {
  return encodeCursor(ASKED, positions);
}

/** @throws `INVALID_CURSOR` */
export function decodeChangeCursor(cursor: string): ChangePositions {
  return decodeCursor(cursor, ASKED, ([positions]) => (isPositions(positions) ? positions : null));
}

function isPositions(value: unknown): value is ChangePositions {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(
    ([code, position]) => isPlatformCode(code) && (position === null || isPageName(position)),
  );
}
