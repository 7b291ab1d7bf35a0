import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  decodeEventCursor,
  type EventCursor,
  encodeEventCursor,
} from '../../../src/hub/events/event-cursor.ts';
import { BEFORE_ALL } from '../../../src/hub/events/place.ts';
import { encodeKeyCursor, fingerprint } from '../../../src/hub/paging/cursor.ts';
import { OF_ANOTHER, RUBBISH, refusal } from '../paging/refusal.ts';

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
