import { describe, expect, it } from '@jest/globals';
import { WORDS } from '../../src/grassroots/statistics.ts';
import { dimensionsOf } from '../../src/hub/records/statistics-words.ts';
import { catalogue, describeRows, keyReader } from '../hub/records/counted-rows.ts';

const COUNTS = {
  zs: '12',
  zfs: ' 1',
  bjs: '7',
  yss: '2',
  asbjs: '6',
  cqs: '3',
  xsfb: { '5': '6', '913': '1 ' },
};
const ROWS = { WORDS, counts: COUNTS };
const key = keyReader(ROWS);

describeRows(ROWS, { xzqh6: '331102', sjlb: 'G10107', zfsxdm: 'CF-010335', sjzt: 'DHC1', rq: '20240513' });

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
    expect(dimensionsOf(WORDS, 'REGION', null)).toEqual(['xzqh6']);
    expect(dimensionsOf(WORDS, 'REGION', catalogue.region('331100')!)).toEqual(['xzqh6']);
    expect(dimensionsOf(WORDS, 'REGION', catalogue.region('331102')!)).toEqual(['xzqh9']);
    expect(dimensionsOf(WORDS, 'MATTER', null)).toEqual(['sjlb', 'zfsxdm']);
  });
});
