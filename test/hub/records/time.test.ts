import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  dateTime,
  dayBefore,
  localTime,
  parseCompactDay,
  parseCompactTime,
  parseDay,
  parseLocalTime,
  parseRfc3339,
  parseZoneless,
} from '../../../src/hub/records/time.ts';

const RUNS = { numRuns: 500 };
const EXAMPLE = Date.UTC(2024, 4, 13, 1, 14, 20);

/** Any second that the four forms can write. */
const aSecond = fc
  .integer({ min: Date.UTC(1000, 0) / 1000, max: Date.UTC(9999, 11, 30) / 1000 })
  .map(seconds => seconds * 1000);

describe('a time without a zone', () => {
  it('is that of Shanghai, +08:00', () => {
    expect(parseLocalTime('2024-05-13 09:14:20')).toBe(EXAMPLE);
    expect(parseCompactTime('20240513091420')).toBe(EXAMPLE);
    expect(parseZoneless('2024-05-13T09:14:20')).toBe(EXAMPLE);
  });

  it('reads back as it was written, at any second', () => {
    fc.assert(
      fc.property(aSecond, ms => {
        expect(parseLocalTime(localTime(ms))).toBe(ms);
        expect(parseCompactTime(localTime(ms).replace(/\D/g, ''))).toBe(ms);
        expect(parseZoneless(localTime(ms).replace(' ', 'T'))).toBe(ms);
      }),
      RUNS,
    );
  });

  it.each([
    '2024-02-30 00:00:00',
    '2023-02-29 00:00:00',
    '0000-00-00 00:00:00',
    '0000-01-01 00:00:00',
    '2024-13-01 00:00:00',
    '2024-00-10 00:00:00',
    '2024-04-31 00:00:00',
    '2024-05-13 24:00:00',
    '2024-05-13 09:60:00',
    '2024-05-13 09:14:60',
  ])('is none at %s, which does not exist', text => {
    expect(parseLocalTime(text)).toBeNull();
    expect(parseZoneless(text.replace(' ', 'T'))).toBeNull();
    expect(parseCompactTime(text.replace(/\D/g, ''))).toBeNull();
    expect(parseRfc3339(`${text.replace(' ', 'T')}+08:00`)).toBeNull();
  });

  it('is none in another form', () => {
    for (const text of ['', '2024-05-13', '2024/05/13 09:14:20', '2024-5-13 9:14:20', '2024-05-13 09:14']) {
      expect([parseLocalTime(text), parseCompactTime(text), parseZoneless(text)]).toEqual([null, null, null]);
    }
    expect(parseLocalTime('2024-05-13T09:14:20')).toBeNull();
    expect(parseZoneless('2024-05-13T09:14:20+08:00')).toBeNull();
    expect(parseLocalTime('２０２４-05-13 09:14:20')).toBeNull();
  });

  it('has a 29 February in a leap year', () => {
    expect(dateTime(parseLocalTime('2024-02-29 23:59:59')!)).toBe('2024-02-29T23:59:59+08:00');
  });
});

describe('an RFC 3339 time', () => {
  it.each([
    '2024-05-13T09:14:20+08:00',
    '2024-05-13T01:14:20Z',
    '2024-05-13t01:14:20z',
    '2024-05-12T21:14:20-04:00',
    '2024-05-13T06:44:20+05:30',
    '2024-05-13T01:14:20-00:00',
  ])('%s is the same instant', text => expect(parseRfc3339(text)).toBe(EXAMPLE));

  it('is read to the millisecond, cut off', () => {
    expect(parseRfc3339('2024-05-13T01:14:20.5Z')).toBe(EXAMPLE + 500);
    expect(parseRfc3339('2024-05-13T01:14:20.0019Z')).toBe(EXAMPLE + 1);
    expect(parseRfc3339('2024-05-13T01:14:20.999999999Z')).toBe(EXAMPLE + 999);
    for (let ms = 0; ms < 1000; ms++) {
      const fraction = ms.toString().padStart(3, '0');
      expect(parseRfc3339(`2024-05-13T01:14:20.${fraction}Z`)).toBe(EXAMPLE + ms);
    }
  });

  it('reads as JavaScript reads it, at any second and offset', () => {
    const offset = fc.integer({ min: -23 * 60 - 59, max: 23 * 60 + 59 });
    const ordinary = fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2200, 0) });
    fc.assert(
      fc.property(ordinary, offset, (ms, minutes) => {
        const clock = new Date(ms).toISOString().slice(0, -1);
        const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
        const two = (number: number) => String(number).padStart(2, '0');
        const text = `${clock}${minutes < 0 ? '-' : '+'}${two(hours)}:${two(rest)}`;
        expect(parseRfc3339(text)).toBe(Date.parse(text));
      }),
      RUNS,
    );
  });

  it.each([
    '',
    '2024-05-13',
    '2024-05-13T09:14:20',
    '2024-05-13 09:14:20+08:00',
    '2024-05-13T09:14:20+0800',
    '2024-05-13T09:14:20+24:00',
    '2024-05-13T09:14:20+08:60',
    '2024-05-13T09:14:20.Z',
    '2024-05-13T09:14Z',
    ' 2024-05-13T09:14:20Z',
  ])('is none as %j', text => expect(parseRfc3339(text)).toBeNull());

  it('is none where it lies beyond the year 9999 in Shanghai, which could not be written', () => {
    expect(parseRfc3339('9999-12-31T23:59:59+08:00')).not.toBeNull();
    expect(parseRfc3339('9999-12-31T23:59:59Z')).toBeNull();
  });

  it('is none before the year 100 in Shanghai', () => {
    expect(parseRfc3339('0100-01-01T00:00:00+08:00')).not.toBeNull();
    expect(parseRfc3339('0100-01-01T00:00:00+08:01')).toBeNull();
  });

  it('is written so that it reads back, whatever was read', () => {
    const year = fc.oneof(fc.integer({ min: 0, max: 9999 }), fc.constantFrom(100, 9999));
    const aText = fc
      .tuple(year, fc.constantFrom('-23:59', '-08:00', '+00:00', '+23:59'))
      .chain(([year, offset]) =>
        fc
          .constantFrom('01-01T00:00:00', '12-31T23:59:59')
          .map(rest => `${String(year).padStart(4, '0')}-${rest}${offset}`),
      );
    fc.assert(
      fc.property(aText, text => {
        const ms = parseRfc3339(text);
        if (ms !== null) expect(parseRfc3339(dateTime(ms))).toBe(ms);
      }),
      RUNS,
    );
  });
});

describe('a day', () => {
  it('is read in either form, if there is such a day', () => {
    expect(parseDay('2024-02-29')).toBe('2024-02-29');
    expect(parseCompactDay('20240229')).toBe('2024-02-29');
    for (const none of ['2023-02-29', '20240513', '2024-5-13', '2024-05-13 00:00:00', ''])
      expect(parseDay(none)).toBeNull();
    for (const none of ['20230229', '2024-02-29', '2024051', '202405130', ''])
      expect(parseCompactDay(none)).toBeNull();
  });

  it.each([
    ['2024-03-01', '2024-02-29'],
    ['2024-01-01', '2023-12-31'],
    ['2024-05-13', '2024-05-12'],
  ])('%s follows %s', (day, before) => {
    expect(dayBefore(day)).toBe(before);
  });
});

describe('the schema’s DateTime', () => {
  it('is to the second, at +08:00', () => {
    expect(dateTime(EXAMPLE)).toBe('2024-05-13T09:14:20+08:00');
    expect(dateTime(EXAMPLE + 999)).toBe('2024-05-13T09:14:20+08:00');
    expect(localTime(EXAMPLE)).toBe('2024-05-13 09:14:20');
  });

  it('names the instant that it was made of', () => {
    fc.assert(
      fc.property(aSecond, ms => expect(parseRfc3339(dateTime(ms))).toBe(ms)),
      RUNS,
    );
  });
});
