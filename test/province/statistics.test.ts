import { describe, expect, it } from '@jest/globals';
import { dimensionsOf } from '../../src/hub/records/statistics-words.ts';
import type { ProvinceClient } from '../../src/province/client.ts';
import { provinceStatistics, WORDS } from '../../src/province/statistics.ts';
import { catalogue, describeRows, keyReader } from '../hub/records/counted-rows.ts';
import { asking } from './asking.ts';

const COUNTS = {
  total: 12,
  voided: 1,
  closed: 7,
  transferred: 2,
  closedOnTime: 6,
  openOverdue: 3,
  hoursHistogram: { '5': 6, '913': 1 },
};
const ROWS = { WORDS, counts: COUNTS };
const key = keyReader(ROWS);

describeRows(ROWS, {
  region6: '331102',
  category: '01',
  item: '3302012719005',
  status: '20c',
  day: '2024-05-13',
});

describe('a group', () => {
  it('of a county or a township is that region, and of another code none', () => {
    expect(key('REGION', { region6: '331102' }).key).toBe(catalogue.region('331102'));
    expect(key('REGION', { region9: '331102001' }).key).toBe(catalogue.region('331102001'));
    expect(key('REGION', { region9: '331102000' }).key).toBe(catalogue.region('331102'));
    expect(key('REGION', { region6: null })).toMatchObject({ key: null, gaps: [] });
    expect(key('REGION', { region6: '331199' })).toMatchObject({
      key: null,
      gaps: [{ field: 'keys.region6' }],
    });
  });

  it('of an item is the matter that its events are of, and of their own category', () => {
    const matter = catalogue.matters.find(({ codes }) => codes.PROVINCE.length > 0)!;
    const { key: read } = key('MATTER', { category: '40', item: matter.codes.PROVINCE[0]!.code });
    expect(read.matter.matter).toBe(matter);
    expect(read.category).toBe(catalogue.category('40'));
    expect(key('MATTER', { category: '19', item: '3306199001003' }).key).toMatchObject({
      matter: { matter: null, candidates: [] },
      unmapped: { platform: 'PROVINCE', code: '3306199001003' },
    });
    expect(key('MATTER', { category: null, item: null })).toMatchObject({
      key: { category: null, unmapped: null },
      gaps: [],
    });
  });

  it.each([
    ['20', 'PENDING_RECEIPT'],
    ['20c', 'IN_DISPUTE'],
    ['21c', 'IN_DISPUTE'],
    ['22', 'IN_PROGRESS'],
    ['22c', 'IN_DISPUTE'],
    ['23c', 'IN_DISPUTE'],
    ['40', 'PENDING_VERIFICATION'],
    ['401', 'PENDING_CLOSURE'],
    ['98', 'UNKNOWN'],
  ])('of status %s is %s', (code, status) => {
    expect(key('STATUS', { status: code })).toMatchObject({ key: { status, statusRaw: { code } }, gaps: [] });
  });

  it.each(['77', '11c', 'constructor', ''])('of the unlisted status %j is UNKNOWN, and reported', code => {
    const { key: read, gaps } = key('STATUS', { status: code });
    expect(read).toEqual({ status: 'UNKNOWN', statusRaw: { platform: 'PROVINCE', code, name: null } });
    expect(gaps).toMatchObject([{ field: 'keys.status', raw: code }]);
  });

  it('of a day is that day, if there is one', () => {
    expect(key('DAY', { day: '2024-05-13' }).key).toBe('2024-05-13');
    expect(key('DAY', { day: '2024-02-30' })).toMatchObject({ key: null, gaps: [{ field: 'keys.day' }] });
  });

  it('is asked for by county in the city, and by township below', () => {
    expect(dimensionsOf(WORDS, 'REGION', null)).toEqual(['region6']);
    expect(dimensionsOf(WORDS, 'REGION', catalogue.region('331100')!)).toEqual(['region6']);
    expect(dimensionsOf(WORDS, 'REGION', catalogue.region('331102')!)).toEqual(['region9']);
    expect(dimensionsOf(WORDS, 'MATTER', null)).toEqual(['category', 'item']);
  });
});

describe('the days of unmapped items', () => {
  /** What is asked of a province whose events carry so many items that no matter has, and what is read of it. */
  async function asked(items: number) {
    const codes = Array.from({ length: items }, (_, index) => `${9_000_000_000_000 + index}`);
    const queries: unknown[] = [];
    const statistics: ProvinceClient['statistics'] = async ({ itemCode }, groupBy) => {
      if (!groupBy.includes('item')) return [];
      if (groupBy.includes('day')) queries.push(itemCode ?? 'all');
      const carried = codes.filter(code => (itemCode ?? code) === code);
      return carried.map(item => ({ keys: { item, day: '2024-05-13' }, ...COUNTS }));
    };
    const reader = provinceStatistics({ statistics } as ProvinceClient, catalogue, asking());
    return { codes, queries, counted: await reader.unmappedCodes(null) };
  }

  it.each([
    ['each item, for it takes one', 20, (codes: string[]): string[] => codes],
    ['all at once, where they are more than 20', 21, () => ['all']],
  ])('are asked for %s', async (_, items, expected) => {
    const { codes, queries, counted } = await asked(items);
    expect(queries).toEqual(expected(codes));
    expect(counted).toMatchObject(
      codes.map(code => ({ code, count: 12, firstSeen: '2024-05-13', lastSeen: '2024-05-13' })),
    );
  });
});
