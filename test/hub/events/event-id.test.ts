import { expect, it } from '@jest/globals';
import { eventId, parseEventId } from '../../../src/hub/events/event-id.ts';

it('is the origin in lower case and its own number, and reads back', () => {
  expect(eventId('GRASSROOTS', 'SJ20240513000123')).toBe('grassroots:SJ20240513000123');
  for (const id of ['city:XS20240513000087', 'grassroots:SJ1', 'province:RW20240513000001']) {
    const { origin, number, ...key } = parseEventId(id);
    expect([eventId(origin, number), key]).toEqual([id, { id }]);
  }
});

it('asks for a number that no platform may have', () => {
  expect(parseEventId('city:ZZ0')).toEqual({ id: 'city:ZZ0', origin: 'CITY', number: 'ZZ0' });
});

it.each([
  '',
  'SJ20240513000123',
  'grassroots:',
  'GRASSROOTS:SJ20240513000123',
  'town:SJ20240513000123',
  'constructor:SJ20240513000123',
  'grassroots:SJ20240513000123 ',
  'grassroots:SJ20240513000123\n',
  'grassroots:sj20240513000123',
  'grassroots:SJ',
  'grassroots:SJ1,SJ2',
  'grassroots:SJ１',
  `grassroots:SJ${'1'.repeat(21)}`,
])('refuses %j, and says what an id is', id => {
  let refusal: unknown;
  try {
    parseEventId(id);
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toMatchObject({
    message: `event id: expected a platform and its number such as "grassroots:SJ20240513000123", got ${JSON.stringify(id)}`,
    extensions: { code: 'BAD_USER_INPUT' },
  });
});

it('says only the beginning of a long one', () => {
  expect(() => parseEventId('x'.repeat(5_000))).toThrow(`got "${'x'.repeat(60)}"`);
});
