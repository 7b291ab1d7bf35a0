import { describe, expect, it } from '@jest/globals';
import type { EventStatus } from '../../src/generated/schema.ts';
import type { Catalogue, Matter } from '../../src/hub/catalogue/catalogue.ts';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import { type EventFilter, UNFILTERED } from '../../src/hub/events/event-filter.ts';
import { STAGE } from '../../src/hub/events/stage.ts';
import { compile, type Query } from '../../src/province/filter.ts';
import * as mapping from '../../src/province/mapping.ts';
import { type Event, event } from './event.ts';

const catalogue = await loadCatalogue(new URL('../../schema/', import.meta.url));

type Status = Exclude<EventStatus, 'UNKNOWN'>;
const STATUSES = Object.keys(STAGE).filter((status): status is Status => status !== 'UNKNOWN');

/** The queries of a filter, without what they leave out. */
function queries(filter: Partial<EventFilter>, of: Catalogue = catalogue) {
  return compile({ ...UNFILTERED, ...filter }, of, null).map(query =>
    Object.fromEntries(Object.entries(query).filter(([, value]) => value !== null)),
  );
}

describe('a filter in the words of the province', () => {
  it('always asks for what began there', () => {
    expect(queries({})).toEqual([{ eventSource: 'self' }]);
  });

  it.each<[Status, Query[]]>([
    ['PENDING_ACCEPTANCE', []],
    ['PENDING_DISPATCH', [{ eventStatus: '11' }]],
    ['PENDING_RECEIPT', [{ eventStatus: '20', coordinating: '0' }]],
    ['RETURNED', [{ eventStatus: '23', coordinating: '0' }]],
    ['IN_DISPUTE', [{ eventStatus: '20,21,22,23', coordinating: '1' }]],
    ['IN_PROGRESS', [{ eventStatus: '21,22', coordinating: '0' }]],
    ['CASE_OPEN', [{ eventStatus: '30,31' }]],
    ['SUSPENDED', [{ eventStatus: '29' }]],
    ['PENDING_VERIFICATION', [{ eventStatus: '40', reviewResult: 'empty' }]],
    ['PENDING_CLOSURE', [{ eventStatus: '40', reviewResult: '1' }]],
    ['CLOSED', [{ eventStatus: '90' }]],
    ['TRANSFERRED', [{ eventStatus: '91' }]],
    ['VOIDED', [{ eventStatus: '99' }]],
  ])('asks for %s as %j', (status, expected) => {
    expect(queries({ statuses: [status] })).toEqual(
      expected.map(query => ({ eventSource: 'self', ...query })),
    );
  });

  it('asks for statuses of one second field in one query, and for those of several in one each', () => {
    expect(queries({ statuses: STATUSES })).toEqual([
      { eventSource: 'self', eventStatus: '11,30,31,29,90,91,99' },
      { eventSource: 'self', eventStatus: '20,23,21,22', coordinating: '0' },
      { eventSource: 'self', eventStatus: '20,21,22,23', coordinating: '1' },
      { eventSource: 'self', eventStatus: '40', reviewResult: 'empty' },
      { eventSource: 'self', eventStatus: '40', reviewResult: '1' },
    ]);
    expect(queries({ statuses: ['CLOSED', 'PENDING_ACCEPTANCE', 'VOIDED'] })).toEqual([
      { eventSource: 'self', eventStatus: '90,99' },
    ]);
  });

  it.each<[string, EventFilter['statuses']]>([
    ['no status', []],
    ['a status that the province does not have', ['PENDING_ACCEPTANCE']],
  ])('asks nothing for %s', (_, statuses) => {
    expect(queries({ statuses })).toEqual([]);
  });

  it('asks for a region, an urgency, what is overdue and a text by its own names', () => {
    const region = catalogue.region('331102')!;
    expect(queries({ region, urgency: 'CRITICAL', overdue: true, text: '垃圾' })).toEqual([
      { eventSource: 'self', regionCode: '331102', urgency: '3', overdue: '1', keyword: '垃圾' },
    ]);
  });

  it('asks for seconds in the platforms’ local time, both inclusive', () => {
    const from = Date.parse('2024-07-25T16:00:00Z') / 1000;
    expect(queries({ from, to: from + 86_399 })).toEqual([
      {
        eventSource: 'self',
        reportTimeStart: '2024-07-26 00:00:00',
        reportTimeEnd: '2024-07-26 23:59:59',
      },
    ]);
  });
});

describe('matter, category and kind in the words of the province', () => {
  const litter = catalogue.matter('E-01-005')!;

  it('ask for a matter by the item that decides for it', () => {
    expect(queries({ matter: litter })).toEqual([{ eventSource: 'self', itemCode: '3302012719005' }]);
  });

  it('ask for a category and a kind as the record’s own', () => {
    expect(queries({ category: catalogue.category('22')! })).toEqual([
      { eventSource: 'self', categoryCode: '22' },
    ]);
    expect(queries({ kind: 'SUPERVISION' })).toEqual([{ eventSource: 'self', itemKind: '1' }]);
    expect(queries({ kind: 'ENFORCEMENT' })).toEqual([{ eventSource: 'self', itemKind: '2' }]);
  });

  it('are asked together, in each query of the statuses', () => {
    const { category } = litter;
    const item = { eventSource: 'self', itemCode: '3302012719005', categoryCode: '01', itemKind: '2' };
    expect(
      queries({ matter: litter, category, kind: 'ENFORCEMENT', statuses: ['CLOSED', 'PENDING_CLOSURE'] }),
    ).toEqual([
      { ...item, eventStatus: '90' },
      { ...item, eventStatus: '40', reviewResult: '1' },
    ]);
  });

  it('ask nothing for a matter that the province has no item for', () => {
    const unknown: Matter = { ...litter, code: 'E-01-099', codes: { ...litter.codes, PROVINCE: [] } };
    expect(queries({ matter: unknown })).toEqual([]);
  });

  it('ask nothing for a matter that shares its item, since the item then decides for none', () => {
    const twin: Matter = { ...litter, code: 'E-01-098' };
    const shared: Catalogue = { ...catalogue, mattersByCode: () => [litter, twin] };
    expect(queries({ matter: litter }, shared)).toEqual([]);
  });

  it('have a query for each matter with an item there', () => {
    for (const matter of catalogue.matters) {
      expect(queries({ matter })).toEqual(
        matter.codes.PROVINCE.map(({ code }) => ({ eventSource: 'self', itemCode: code })),
      );
    }
  });
});

describe('a status’s filter and its mapping', () => {
  const CODES = ['11', '20', '21', '22', '23', '29', '30', '31', '40', '90', '91', '98', '99', '77'];
  const records = CODES.flatMap(eventStatus =>
    [null, '0', '1', '2'].flatMap(coordinating =>
      [null, '1', '2'].map(reviewResult => event({ eventStatus, coordinating, reviewResult })),
    ),
  );
  const statusOf = (record: Event) => mapping.spine(record, 'RW20240318000045', catalogue).value.status;
  const found = (statuses: Status[], record: Event) =>
    queries({ statuses }).filter(query => matches(query as Query, record)).length;

  it('agree on every code with every second field: the filter finds what is mapped to it, and once', () => {
    for (const record of records) {
      for (const status of STATUSES) {
        expect([record, status, found([status], record)]).toEqual([
          record,
          status,
          statusOf(record) === status ? 1 : 0,
        ]);
      }
    }
  });

  it('agree for all statuses together: the queries are disjoint and leave out only what is UNKNOWN', () => {
    for (const record of records) {
      expect([record, found(STATUSES, record)]).toEqual([record, statusOf(record) === 'UNKNOWN' ? 0 : 1]);
    }
  });
});

/** The three status parameters of `GET /event/list`, as the contract words them (`null` is `0`). */
function matches({ eventStatus, coordinating, reviewResult }: Query, record: Event): boolean {
  return (
    String(eventStatus).split(',').includes(String(record.eventStatus)) &&
    (coordinating === undefined || coordinating === (record.coordinating ?? '0')) &&
    (reviewResult === undefined || reviewResult === (record.reviewResult ?? 'empty'))
  );
}
