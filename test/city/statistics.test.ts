import { describe, expect, it } from '@jest/globals';
import { WORDS } from '../../src/city/statistics.ts';
import { dimensionsOf } from '../../src/hub/records/statistics-words.ts';
import { catalogue, describeRows, keyReader } from '../hub/records/counted-rows.ts';

const COUNTS = {
  total: 12,
  voided: 1,
  closed: 7,
  transferred: 2,
  closed_on_time: 6,
  open_overdue: 3,
  hours_histogram: { '5': 6, '913': 1 },
};
const ROWS = { WORDS, counts: COUNTS };
const key = keyReader(ROWS);

describeRows(ROWS, { region_6: '331102', item: 'CF-010335', status: 'closed', day: '2024-05-13' });

describe('a group', () => {
  it('of a county or a township is that region, and of another code none', () => {
    expect(key('REGION', { region_6: '331102' }).key).toBe(catalogue.region('331102'));
    expect(key('REGION', { region_9: '331102001' }).key).toBe(catalogue.region('331102001'));
    expect(key('REGION', { region_9: '331102000' }).key).toBe(catalogue.region('331102'));
    expect(key('REGION', {})).toMatchObject({ key: null, gaps: [] });
    expect(key('REGION', { region_6: '331199' })).toMatchObject({
      key: null,
      gaps: [{ field: 'keys.region_6' }],
    });
  });

  it('of an item is the matter that its events are of, and of the catalogue’s category', () => {
    // The city files this one under C19.
    const { key: read } = key('MATTER', { item: 'JG-221789' });
    expect(read.matter.matter).toBe(catalogue.matter('S-22-002'));
    expect(read.category).toBe(catalogue.category('22'));
    expect(key('MATTER', { item: 'CF-280901' }).key).toMatchObject({
      matter: { matter: null, candidates: [] },
      unmapped: { platform: 'CITY', code: 'CF-280901' },
      category: null,
    });
    expect(key('MATTER', {})).toMatchObject({ key: { category: null, unmapped: null }, gaps: [] });
  });

  it.each([
    ['registered', 'PENDING_DISPATCH'],
    ['pending_dispatch', 'PENDING_DISPATCH'],
    ['merged', 'UNKNOWN'],
  ])('of status %s is %s', (code, status) => {
    expect(key('STATUS', { status: code })).toMatchObject({ key: { status, statusRaw: { code } }, gaps: [] });
  });

  it.each(['archived', 'Closed', 'constructor', ''])(
    'of the unlisted status %j is UNKNOWN, and reported',
    code => {
      const { key: read, gaps } = key('STATUS', { status: code });
      expect(read).toEqual({ status: 'UNKNOWN', statusRaw: { platform: 'CITY', code, name: null } });
      expect(gaps).toMatchObject([{ field: 'keys.status', raw: code }]);
    },
  );

  it('of a day is that day, if there is one', () => {
    expect(key('DAY', { day: '2024-05-13' }).key).toBe('2024-05-13');
    expect(key('DAY', { day: '13.5.2024' })).toMatchObject({ key: null, gaps: [{ field: 'keys.day' }] });
  });

  it('is asked for by county in the city, and by township below', () => {
    expect(dimensionsOf(WORDS, 'REGION', null)).toEqual(['region_6']);
    expect(dimensionsOf(WORDS, 'REGION', catalogue.region('331100')!)).toEqual(['region_6']);
    expect(dimensionsOf(WORDS, 'REGION', catalogue.region('331102')!)).toEqual(['region_9']);
    expect(dimensionsOf(WORDS, 'MATTER', null)).toEqual(['item']);
  });
});
