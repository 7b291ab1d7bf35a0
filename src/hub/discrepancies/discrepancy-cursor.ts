import { isPlatformCode, type PlatformCode } from '../../upstream/platform-code.ts';
import { decodeCursor, encodeCursor, positionOf } from '../paging/cursor.ts';
import type { Position } from '../paging/position.ts';
import { isKind, type Named } from './kinds.ts';

/** Where a walk of discrepancies stands: among the events, then among each platform's references in turn. */
export type WalkPosition = AmongEvents | AmongReferences;

export interface AmongEvents {
  /** The cursor of the list of events behind which it goes on; null for its beginning. */
  after: string | null;
  /** The last discrepancy given of the very next event; null where none was. */
  within: (Named & { event: string }) | null;
}

export interface AmongReferences extends Position {
  platform: PlatformCode;
}

export function encodeWalkCursor(position: WalkPosition, asked: string): string {
  if ('platform' in position) return encodeCursor(asked, position.platform, position.page, position.given);
  const { after, within } = position;
  return encodeCursor(asked, after, within && [within.event, within.kind, within.field]);
}

/** @throws `INVALID_CURSOR` */
export function decodeWalkCursor(cursor: string, asked: string): WalkPosition {
  return decodeCursor(cursor, asked, ([first, ...rest]) => {
    if (isPlatformCode(first)) {
      const [page, given] = rest;
      const position = positionOf(page, given);
      return position && { platform: first, ...position };
    }
    const within = withinOf(rest[0]);
    if ((first !== null && typeof first !== 'string') || within === undefined) return null;
    return { after: first, within };
  });
}

function withinOf(value: unknown): AmongEvents['within'] | undefined {
  if (value === null) return null;
  if (!Array.isArray(value)) return undefined;
  const [event, kind, field] = value;
  return typeof event === 'string' && isKind(kind) && typeof field === 'string'
    ? { event, kind, field }
    : undefined;
}
