import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FIELDS, groupBy, KEYS } from '../../src/grassroots/statistics.ts';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import { countedRow } from '../../src/hub/records/statistics-reader.ts';
import type { Dimension, Keys } from '../../src/hub/situation/statistics.ts';
import { like } from '../hub/records/misfits.ts';

const catalogue = await loadCatalogue(new URL('../../schema/', import.meta.url));
const DIMENSIONS = Object.keys(KEYS) as Dimension[];
const COUNTS = {
  zs: '12',
  zfs: ' 1',
  bjs: '7',
  yss: '2',
  asbjs: '6',
  cqs: '3',
  xsfb: { '5': '6', '913': '1 ' },
};

function read<By extends Dimension>(by: By, row: unknown) {
  const { value, gaps } = countedRow<Keys[By]>(row, FIELDS, keys => KEYS[by](keys, catalogue));
  return { ...value, gaps };
}

const key = <By extends Dimension>(by: By, keys: unknown) => read(by, { jz: keys, ...COUNTS });

describe('a row', () => {
  it('is read with all its measures', () => {
    expect(read('NONE', { jz: {}, ...COUNTS })).toEqual({
      key: null,
      measures: {
        total: 12,
        voided: 1,
        closed: 7,
        transferred: 2,
        closedOnTime: 6,
        openOverdue: 3,
        hours: new Map([
          [5, 6],
          [913, 1],
        ]),
      },
      gaps: [],
    });
  });

  it.each(Object.keys(COUNTS))('without a readable %s has no measures at all, and says so', name => {
    for (const rubbish of [undefined, null, '', -1, 1.5, '一', [], true, { '5': null }, { five: 1 }]) {
      const { measures, gaps } = read('NONE', { jz: {}, ...COUNTS, [name]: rubbish });
      expect(measures).toBeNull();
      expect(gaps.length).toBeGreaterThan(0);
    }
  });

  it('is read without throwing, whatever the platform sends', () => {
    const rows = like({
      jz: { xzqh6: '331102', sjlb: 'G10107', zfsxdm: 'CF-010335', sjzt: 'DHC1', rq: '20240513' },
      ...COUNTS,
    });
    fc.assert(
      fc.property(fc.oneof(rows, fc.anything()), fc.constantFrom(...DIMENSIONS), (row, by) => {
        const { measures, gaps } = read(by, row);
        if (measures === null) expect(gaps.length).toBeGreaterThan(0);
        else
          for (const [hours, count] of measures.hours)
            expect([hours, count].every(Number.isInteger)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a group', () => {
  it('of a county or a township is that region, and of another code none', () => {
    expect(key('REGION', { xzqh6: '331102' }).key).toBe(catalogue.region('331102'));
    expect(key('REGION', { xzqh9: ' 331102001' }).key).toBe(catalogue.region('331102001'));
    expect(key('REGION', { xzqh9: '331102000' }).key).toBe(catalogue.region('331102'));
    expect(key('REGION', { xzqh6: '' })).toMatchObject({ key: null, gaps: [] });
    expect(key('REGION', { xzqh6: '331199' })).toMatchObject({ key: null, gaps: [{ field: 'jz.xzqh6' }] });
  });

  it('of class and written-back item is decided as its events are', () => {
    const decided = key('MATTER', { sjlb: 'G10107', zfsxdm: 'CF-010335' }).key;
    expect(decided.matter).toMatchObject({ matter: { code: 'E-01-005' }, source: 'CITY' });
    expect(decided.category).toBe(catalogue.category('01'));

    const undecided = key('MATTER', { sjlb: 'G10107', zfsxdm: '' }).key;
    expect(undecided.matter.candidates.map(({ code }) => code)).toEqual(['S-01-003', 'E-01-005']);
    expect(undecided.category).toBe(catalogue.category('01'));

    expect(key('MATTER', { sjlb: 'G10901', zfsxdm: null }).key).toMatchObject({
      matter: { matter: null, candidates: [] },
      unmapped: { platform: 'GRASSROOTS', code: 'G10901' },
      category: null,
    });
    expect(key('MATTER', { sjlb: 'G10107', zfsxdm: 'CF-999999' }).key.unmapped).toMatchObject({
      platform: 'CITY',
      code: 'CF-999999',
    });
  });

  it.each([
    ['DHC', 'PENDING_VERIFICATION'],
    ['DHC1', 'PENDING_CLOSURE'],
    ['BYSL', 'VOIDED'],
    ['QTZT', 'UNKNOWN'],
  ])('of status %s is %s', (code, status) => {
    expect(key('STATUS', { sjzt: code })).toMatchObject({ key: { status, statusRaw: { code } }, gaps: [] });
  });

  it.each(['YGD', 'yBJ', 'DHC2', 'constructor', ''])(
    'of the unlisted status %j is UNKNOWN, and reported',
    code => {
      const { key: read, gaps } = key('STATUS', { sjzt: code });
      expect(read).toEqual({ status: 'UNKNOWN', statusRaw: { platform: 'GRASSROOTS', code, name: null } });
      expect(gaps).toMatchObject([{ field: 'jz.sjzt', raw: code }]);
    },
  );

  it('of a day is that day, if there is one', () => {
    expect(key('DAY', { rq: '20240513' }).key).toBe('2024-05-13');
    expect(key('DAY', { rq: '20240230' })).toMatchObject({ key: null, gaps: [{ field: 'jz.rq' }] });
  });

  it('is asked for by county in the city, and by township below', () => {
    expect(groupBy('REGION', null)).toEqual(['xzqh6']);
    expect(groupBy('REGION', catalogue.region('331100')!)).toEqual(['xzqh6']);
    expect(groupBy('REGION', catalogue.region('331102')!)).toEqual(['xzqh9']);
    expect(groupBy('MATTER', null)).toEqual(['sjlb', 'zfsxdm']);
  });
});
