import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BEFORE_ALL } from '../../../src/hub/events/place.ts';
import {
  decodeEventCursor,
  decodeKeyCursor,
  type EventCursor,
  encodeEventCursor,
  encodeKeyCursor,
  fingerprint,
} from '../../../src/hub/paging/cursor.ts';

const ASKED = fingerprint({ text: '垃圾' });
const OTHER = fingerprint({ text: '烧烤' });

const aCursor = fc.record<EventCursor>({
  place: fc.record({
    at: fc.oneof(fc.integer({ min: 0, max: 4e9 }), fc.constant(BEFORE_ALL)),
    id: fc.string({ unit: 'binary' }),
  }),
  missing: fc.subarray(['CITY', 'GRASSROOTS', 'PROVINCE'] as const),
  given: fc.array(
    fc.tuple<[string, number | null]>(
      fc.string(),
      fc.option(fc.integer({ min: 0, max: 4e9 }), { nil: null }),
    ),
  ),
});

function refusal(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return error;
  }
}

const RUBBISH = {
  message: 'after: expected a cursor of this API, got something else; start again from the first page',
  extensions: { code: 'INVALID_CURSOR' },
};
const OF_ANOTHER = {
  message: 'after: this cursor belongs to another filter; start again from the first page',
  extensions: { code: 'INVALID_CURSOR' },
};

describe('a cursor of events', () => {
  it('says again what it was made of', () => {
    fc.assert(
      fc.property(aCursor, cursor => {
        expect(decodeEventCursor(encodeEventCursor(cursor, ASKED), ASKED)).toEqual(cursor);
      }),
    );
  });

  it('is made of letters, digits, - and _ alone, so that it can stand in an address', () => {
    fc.assert(fc.property(aCursor, cursor => expect(encodeEventCursor(cursor, ASKED)).toMatch(/^[\w-]+$/)));
  });

  it('is refused in the list of another filter', () => {
    fc.assert(
      fc.property(aCursor, cursor => {
        const encoded = encodeEventCursor(cursor, OTHER);
        expect(refusal(() => decodeEventCursor(encoded, ASKED))).toMatchObject(OF_ANOTHER);
      }),
    );
  });

  it('is refused where it is that of another kind of list', () => {
    const key = encodeKeyCursor('E-01-005', ASKED);
    expect(refusal(() => decodeEventCursor(key, ASKED))).toMatchObject(RUBBISH);
  });
});

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

describe('the fingerprint of what was asked', () => {
  it('is the same for the same and another for another', () => {
    expect(fingerprint({ text: '垃圾' })).toBe(ASKED);
    expect(OTHER).not.toBe(ASKED);
  });
});
