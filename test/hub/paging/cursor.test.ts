import { describe, expect, it } from '@jest/globals';
import {
  decodeKeyCursor,
  decodePositionCursor,
  encodeKeyCursor,
  encodePositionCursor,
  fingerprint,
} from '../../../src/hub/paging/cursor.ts';
import { OF_ANOTHER, RUBBISH, refusal } from './refusal.ts';

const ASKED = fingerprint({ text: '垃圾' });
const OTHER = fingerprint({ text: '烧烤' });

describe('a cursor of a list that is kept whole', () => {
  const KEYS = ['E-01-004', 'E-01-005'];

  it('says its key again, and only in its own list', () => {
    const cursor = encodeKeyCursor('E-01-005', ASKED);
    expect(decodeKeyCursor(cursor, ASKED, KEYS)).toBe('E-01-005');
    expect(refusal(() => decodeKeyCursor(cursor, OTHER, KEYS))).toMatchObject(OF_ANOTHER);
  });

  it('is refused where its item is in the list no more', () => {
    const cursor = encodeKeyCursor('E-01-006', ASKED);
    expect(refusal(() => decodeKeyCursor(cursor, ASKED, KEYS))).toMatchObject({
      message:
        'after: expected an item of this list, got one that is not in it; start again from the first page',
      extensions: { code: 'INVALID_CURSOR' },
    });
  });

  it('is refused as any rubbish is', () => {
    for (const rubbish of ['', 'E-01-005', '[]', 'bnVsbA', encodeKeyCursor(ASKED, 'x').slice(0, 9)])
      expect(refusal(() => decodeKeyCursor(rubbish, ASKED, KEYS))).toMatchObject(RUBBISH);
  });
});

describe('a cursor of a list that a platform pages', () => {
  const at = (page: string | null) => encodePositionCursor({ page, given: 2 }, ASKED);

  it('says its position again', () => {
    for (const page of [null, '3', 'MjAyNC0wNy0yNnxYUzIwMjQwNzI2MDAwMDAz', 'x'.repeat(2_048)])
      expect(decodePositionCursor(at(page), ASKED)).toEqual({ page, given: 2 });
  });

  it('is refused where somebody put a page into it that would be too long for the platform’s address', () => {
    for (const page of ['x'.repeat(2_049), '贯通', 'a\n'])
      expect(refusal(() => decodePositionCursor(at(page), ASKED))).toMatchObject(RUBBISH);
  });
});

describe('the fingerprint of what was asked', () => {
  it('is the same for the same and another for another', () => {
    expect(fingerprint({ text: '垃圾' })).toBe(ASKED);
    expect(OTHER).not.toBe(ASKED);
  });
});
