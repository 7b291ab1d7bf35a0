import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EventStatus } from '../../src/generated/schema.ts';
import { compile } from '../../src/grassroots/filter.ts';
import * as mapping from '../../src/grassroots/mapping.ts';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import { type EventFilter, UNFILTERED } from '../../src/hub/events/event-filter.ts';
import { event } from './event.ts';

const catalogue = await loadCatalogue(new URL('../../schema/', import.meta.url));

/** The queries of a filter, without what they leave out. */
function queries(filter: Partial<EventFilter>): Record<string, unknown>[] {
  return compile({ ...UNFILTERED, ...filter }, catalogue, null).map(query =>
    Object.fromEntries(Object.entries(query).filter(([, value]) => value !== null)),
  );
}

describe('a filter in the words of the grassroots system', () => {
  it('always asks for what was born of the grid', () => {
    expect(queries({})).toEqual([{ sjly: 'WG' }]);
  });

  it.each<[Exclude<EventStatus, 'UNKNOWN'>, Record<string, string>]>([
    ['PENDING_ACCEPTANCE', { sjzt: 'DSL' }],
    ['PENDING_DISPATCH', { sjzt: 'DFP' }],
    ['PENDING_RECEIPT', { sjzt: 'DQS' }],
    ['RETURNED', { sjzt: 'YTH' }],
    ['IN_DISPUTE', { sjzt: 'ZYZ' }],
    ['IN_PROGRESS', { sjzt: 'CLZ' }],
    ['CASE_OPEN', { sjzt: 'YLA' }],
    ['SUSPENDED', { sjzt: 'YGQ' }],
    ['PENDING_VERIFICATION', { sjzt: 'DHC', hcjg: 'wu' }],
    ['PENDING_CLOSURE', { sjzt: 'DHC', hcjg: '1' }],
    ['CLOSED', { sjzt: 'YBJ' }],
    ['TRANSFERRED', { sjzt: 'YYS' }],
    ['VOIDED', { sjzt: 'YZF,BYSL' }],
  ])('asks for %s as %j', (status, words) => {
    expect(queries({ statuses: [status] })).toEqual([{ sjly: 'WG', ...words }]);
  });

  it('asks for several statuses at once, and apart for those that need a second field', () => {
    const statuses = ['CLOSED', 'PENDING_CLOSURE', 'VOIDED', 'PENDING_VERIFICATION'] as const;
    expect(queries({ statuses })).toEqual([
      { sjly: 'WG', sjzt: 'YBJ,YZF,BYSL' },
      { sjly: 'WG', sjzt: 'DHC', hcjg: '1' },
      { sjly: 'WG', sjzt: 'DHC', hcjg: 'wu' },
    ]);
  });

  it('asks nothing for no status', () => {
    expect(queries({ statuses: [] })).toEqual([]);
  });

  it('asks for a region, an urgency, what is overdue and a text by its own names', () => {
    const region = catalogue.region('331102')!;
    expect(queries({ region, urgency: 'URGENT', overdue: true, text: '垃圾' })).toEqual([
      { sjly: 'WG', xzqh: '331102', jjcd: '2', sfcq: '1', gjc: '垃圾' },
    ]);
    expect(queries({ urgency: 'NORMAL' })).toEqual([{ sjly: 'WG', jjcd: '1' }]);
    expect(queries({ urgency: 'CRITICAL' })).toEqual([{ sjly: 'WG', jjcd: '3' }]);
  });

  it('asks for seconds in Shanghai’s time', () => {
    const from = Date.parse('2024-07-25T16:00:00Z') / 1000;
    expect(queries({ from, to: from + 86_399 })).toEqual([
      { sjly: 'WG', kssj: '2024-07-26 00:00:00', jssj: '2024-07-26 23:59:59' },
    ]);
  });

  it('asks for a matter under each status apart', () => {
    const matter = catalogue.matter('E-01-005')!;
    expect(queries({ matter, statuses: ['CLOSED', 'PENDING_CLOSURE'] })).toEqual([
      { sjly: 'WG', sjzt: 'YBJ', lbsx: 'G10107:CF-010335' },
      { sjly: 'WG', sjzt: 'DHC', hcjg: '1', lbsx: 'G10107:CF-010335' },
    ]);
  });
});

describe('a filter by matter, category or kind', () => {
  const matterFilters = [
    ...catalogue.matters.map(matter => ({ matter })),
    ...catalogue.categories.flatMap(category => [
      { category },
      { category, kind: 'SUPERVISION' as const },
      { category, kind: 'ENFORCEMENT' as const },
    ]),
    { kind: 'SUPERVISION' as const },
    { kind: 'ENFORCEMENT' as const },
  ];
  const pairsOf = (filter: Partial<EventFilter>) =>
    compile({ ...UNFILTERED, ...filter }, catalogue, null).flatMap(({ lbsx }) => String(lbsx).split(','));

  it('is one query of at most 79 pairs, or none where no event can be of it', () => {
    const lengths = matterFilters.map(filter => pairsOf(filter).length);
    expect(Math.max(...lengths)).toBe(79);
    for (const filter of matterFilters) expect(queries(filter).length).toBeLessThanOrEqual(1);
  });

  it('asks for a class whole where all that share it fit', () => {
    const alone = catalogue.matters.find(
      ({ codes: { GRASSROOTS: codes } }) =>
        codes.length === 1 && catalogue.mattersByCode('GRASSROOTS', codes[0]!.code).length === 1,
    )!;
    expect(pairsOf({ matter: alone })).toEqual([`${alone.codes.GRASSROOTS[0]!.code}:*`]);
    expect(pairsOf({ category: catalogue.category('01')! })).toContain('G10107:*');
  });

  it('asks nothing for a matter that no grid class stands for', () => {
    const absent = catalogue.matters.find(({ codes }) => codes.GRASSROOTS.length === 0)!;
    expect(queries({ matter: absent })).toEqual([]);
  });

  it('asks nothing for a matter of another category', () => {
    const matter = catalogue.matter('E-01-005')!;
    expect(queries({ matter, category: catalogue.category('02')! })).toEqual([]);
  });

  it('matches exactly the events that are then shown with it', () => {
    const classes = [...catalogue.gridClasses.map(({ code }) => code), 'G10901', 'G99999', ''];
    const items = [
      ...new Set(catalogue.matters.flatMap(({ codes }) => codes.CITY.map(({ code }) => code))),
      'CF-999999',
      '',
    ];
    /** Half of the items are those of a matter of the class itself. */
    const aRecord = fc.constantFrom(...classes).chain(sjlb => {
      const own = catalogue
        .mattersByCode('GRASSROOTS', sjlb)
        .flatMap(({ codes }) => codes.CITY.map(({ code }) => code));
      return fc.record({
        sjlb: fc.constant(sjlb),
        zfsxdm: fc.oneof(fc.constantFrom(...items), fc.constantFrom('', ...own)),
      });
    });
    const asked = matterFilters.map(filter => ({ filter, pairs: new Set(pairsOf(filter)) }));
    fc.assert(
      fc.property(aRecord, record => {
        const { value: spine } = mapping.spine(event(record), 'SJ1', catalogue);
        const { sjlb, zfsxdm } = record;
        const wrong = asked.filter(({ filter, pairs }) => {
          const shown =
            (!('matter' in filter) || spine.matter.matter === filter.matter) &&
            (!('category' in filter) || spine.category === filter.category) &&
            (!('kind' in filter) || spine.kind === filter.kind);
          return shown !== (pairs.has(`${sjlb}:*`) || pairs.has(`${sjlb}:${zfsxdm}`));
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
