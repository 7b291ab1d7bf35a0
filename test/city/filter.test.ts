import { describe, expect, it } from '@jest/globals';
import { compile } from '../../src/city/filter.ts';
import type { EventStatus } from '../../src/generated/schema.ts';
import type { Catalogue, Matter } from '../../src/hub/catalogue/catalogue.ts';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import { type EventFilter, UNFILTERED } from '../../src/hub/events/event-filter.ts';

const catalogue = await loadCatalogue(new URL('../../schema/', import.meta.url));

/** The queries of a filter, without what they leave out. */
function queries(filter: Partial<EventFilter>, of: Catalogue = catalogue) {
  return compile({ ...UNFILTERED, ...filter }, of, null).map(query =>
    Object.fromEntries(Object.entries(query).filter(([, value]) => value !== null)),
  );
}

describe('a filter in the words of the city', () => {
  it('always asks for what began there', () => {
    expect(queries({})).toEqual([{ origin: 'city' }]);
  });

  it.each<[Exclude<EventStatus, 'UNKNOWN'>, string[]]>([
    ['PENDING_DISPATCH', ['registered', 'pending_dispatch']],
    ['PENDING_RECEIPT', ['dispatched']],
    ['RETURNED', ['returned']],
    ['IN_DISPUTE', ['in_dispute']],
    ['IN_PROGRESS', ['processing']],
    ['CASE_OPEN', ['case_filed']],
    ['SUSPENDED', ['suspended']],
    ['PENDING_VERIFICATION', ['pending_review']],
    ['PENDING_CLOSURE', ['pending_close']],
    ['CLOSED', ['closed']],
    ['TRANSFERRED', ['transferred']],
    ['VOIDED', ['cancelled']],
  ])('asks for %s as %j', (status, codes) => {
    expect(queries({ statuses: [status] })).toEqual([{ origin: 'city', status: codes }]);
  });

  it('asks for several statuses in one query', () => {
    expect(queries({ statuses: ['CLOSED', 'PENDING_ACCEPTANCE', 'PENDING_DISPATCH'] })).toEqual([
      { origin: 'city', status: ['closed', 'registered', 'pending_dispatch'] },
    ]);
  });

  it.each<[string, EventFilter['statuses']]>([
    ['no status', []],
    ['a status that the city does not have', ['PENDING_ACCEPTANCE']],
  ])('asks nothing for %s', (_, statuses) => {
    expect(queries({ statuses })).toEqual([]);
  });

  it('asks for a region, an urgency, what is overdue and a text by its own names', () => {
    const region = catalogue.region('331102')!;
    expect(queries({ region, urgency: 'CRITICAL', overdue: true, text: '垃圾' })).toEqual([
      { origin: 'city', region_code: '331102', urgency: 'critical', overdue: 'true', q: '垃圾' },
    ]);
  });

  it('asks for seconds as RFC 3339 in the platforms’ zone', () => {
    const from = Date.parse('2024-07-25T16:00:00Z') / 1000;
    expect(queries({ from, to: from + 86_399 })).toEqual([
      {
        origin: 'city',
        reported_from: '2024-07-26T00:00:00+08:00',
        reported_to: '2024-07-26T23:59:59+08:00',
      },
    ]);
  });
});

describe('matter, category and kind in the words of the city', () => {
  const litter = catalogue.matter('E-01-005')!;
  const category = litter.category;

  it('ask for a matter by the item that decides for it', () => {
    expect(queries({ matter: litter })).toEqual([{ origin: 'city', item_code: ['CF-010335'] }]);
  });

  it('ask for a category by the items of its matters, never by the city’s own category', () => {
    const expected = catalogue
      .mattersOf(category.code)
      .flatMap(({ codes }) => codes.CITY.map(({ code }) => code));
    const [query, ...more] = queries({ category });
    expect(more).toEqual([]);
    expect(Object.keys(query!).sort()).toEqual(['item_code', 'origin']);
    expect([...(query!.item_code as string[])].sort()).toEqual(expected.sort());
  });

  it('find S-22-002 under its category here, though the city files it elsewhere', () => {
    const [query] = queries({ category: catalogue.category('22')! });
    expect(query!.item_code).toContain('JG-221789');
  });

  it('ask for a kind as the record’s own', () => {
    expect(queries({ kind: 'SUPERVISION' })).toEqual([{ origin: 'city', item_kind: 'supervision' }]);
    expect(queries({ kind: 'ENFORCEMENT' })).toEqual([{ origin: 'city', item_kind: 'enforcement' }]);
  });

  it('are asked together in one query', () => {
    expect(queries({ matter: litter, category, kind: 'ENFORCEMENT', statuses: ['CLOSED'] })).toEqual([
      { origin: 'city', item_code: ['CF-010335'], item_kind: 'enforcement', status: ['closed'] },
    ]);
  });

  it('ask nothing where the matter is of another category', () => {
    expect(queries({ matter: litter, category: catalogue.category('22')! })).toEqual([]);
  });

  it('ask nothing for a matter that the city has no item for', () => {
    const unknown: Matter = { ...litter, code: 'E-01-099', codes: { ...litter.codes, CITY: [] } };
    expect(queries({ matter: unknown })).toEqual([]);
  });

  it('find an item that two matters share by what they share, and by neither matter', () => {
    const twin: Matter = { ...litter, code: 'E-01-098' };
    const shared: Catalogue = {
      ...catalogue,
      matters: [litter, twin],
      mattersByCode: (platform, code) => (platform === 'CITY' && code === 'CF-010335' ? [litter, twin] : []),
    };
    expect(queries({ matter: litter }, shared)).toEqual([]);
    expect(queries({ category }, shared)).toEqual([{ origin: 'city', item_code: ['CF-010335'] }]);
  });
});
