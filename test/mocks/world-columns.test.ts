/**
 * A world holds columns and derives records: what is asked of the columns is answered as if every record had been
 * looked at.
 */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as city from '../../mocks/city/facts.ts';
import { clueFilter } from '../../mocks/city/filter.ts';
import { statistics as cityStatistics } from '../../mocks/city/statistics.ts';
import * as grassroots from '../../mocks/grassroots/facts.ts';
import { eventFilter as grassrootsFilter } from '../../mocks/grassroots/filter.ts';
import { statistics as grassrootsStatistics } from '../../mocks/grassroots/statistics.ts';
import { Parameters } from '../../mocks/parameters.ts';
import * as province from '../../mocks/province/facts.ts';
import { eventFilter as provinceFilter } from '../../mocks/province/filter.ts';
import { statistics as provinceStatistics } from '../../mocks/province/statistics.ts';
import type { Schema } from '../../mocks/table/columns.ts';
import type { Table } from '../../mocks/table/table.ts';
import { createWorld } from '../../mocks/world/create.ts';
import type { World } from '../../mocks/world/world.ts';

const worlds = fc
  .record({
    seed: fc.nat(),
    events: fc.integer({ min: 1, max: 220 }),
    scenario: fc.constantFrom('default' as const, 'malformed' as const),
  })
  .map(options => createWorld(options));
const checked = (property: fc.IPropertyWithHooks<unknown[]>) => fc.assert(property as never, { numRuns: 12 });

/** What the columns say of a row. */
function rowOf(table: Table<Schema>, row: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(table.columns).map(([name, column]) => [
      name,
      'text' in column ? column.text(row) : column.data[row],
    ]),
  );
}

const local = (time: string | null | undefined): number =>
  time ? Date.parse(`${time.replace(' ', 'T')}+08:00`) / 1000 : Number.NaN;
const zoned = (time: string | undefined): number => Date.parse(time ?? '') / 1000;
const now = (world: World) => world.options.now.getTime() / 1000;
const count = <Row>(rows: Row[], test: (row: Row) => boolean) => rows.filter(test).length;

describe('the columns', () => {
  it('say of each record what can be read from it', () => {
    checked(
      fc.property(worlds, world => {
        const { events } = world.grassroots;
        const { clues } = world.city;
        const filings = world.province.events;
        events.all().forEach(({ record }, row) => {
          expect(rowOf(events.table, row)).toEqual(grassroots.factsOf(record));
        });
        clues.all().forEach(({ record }, row) => {
          expect(rowOf(clues.table, row)).toEqual(city.factsOf(record));
        });
        filings.all().forEach(({ record }, row) => {
          expect(rowOf(filings.table, row)).toEqual(province.factsOf(record));
        });
      }),
    );
  });

  it('say of each document and dispute what can be read from its clue', () => {
    checked(
      fc.property(worlds, ({ city: { clues } }) => {
        const records = clues.all().map(({ record }) => record);
        const { documents, disputes } = clues.parts;
        const said = (table: Table<Schema>) =>
          Array.from({ length: table.length }, (_, row) => ({ at: table.at[row], ...rowOf(table, row) }));
        const newestFirst = (rows: { at: number; no: string }[]) =>
          rows.sort((a, b) => b.at - a.at || (a.no < b.no ? -1 : 1)).map(({ no, ...rest }) => rest);
        expect(said(documents)).toEqual(
          newestFirst(
            records.flatMap(clue =>
              (clue.documents ?? []).map(document => ({
                at: zoned(document.issued_at),
                no: `${document.id} ${clue.clue_no}`,
                ...city.documentFacts(document, clue),
              })),
            ),
          ),
        );
        expect(said(disputes)).toEqual(
          newestFirst(
            records.flatMap(({ clue_no, dispute, region_code }) =>
              dispute
                ? [
                    {
                      at: zoned(dispute.raised_at),
                      no: `${dispute.dispute_no} ${clue_no}`,
                      ...city.disputeFacts(dispute, region_code),
                    },
                  ]
                : [],
            ),
          ),
        );
      }),
    );
  });
});

describe('filters and statistics', () => {
  it('of the grassroots system are those of its records', () => {
    const filters = fc.record(
      {
        sjly: fc.constantFrom('WG', 'QB'),
        xzqh: fc.constantFrom('331100', '331102', '331121', '331102001'),
        sjlb: fc.constantFrom('G10101,G10107', 'G30101'),
        zfsxdm: fc.constantFrom('wu', 'CF-010335,wu'),
        sjzt: fc.constantFrom('YBJ', 'DHC,CLZ', 'YZF,BYSL'),
        hcjg: fc.constantFrom('1', 'wu'),
        kssj: fc.constantFrom('2024-03-01 00:00:00', '2024-07-01 00:00:00'),
        jssj: fc.constantFrom('2024-06-30 23:59:59'),
        sfcq: fc.constant('1'),
        gjc: fc.constantFrom('占道', '道', '街', '路边'),
      },
      { requiredKeys: [] },
    );
    checked(
      fc.property(worlds, filters, (world, filter) => {
        const { events } = world.grassroots;
        const expected = events.all().filter(({ record, reportedAt }) => {
          const [status, item] = [record.sjzt.trim(), (record.zfsxdm ?? '').trim()];
          const open = /^(DSL|DFP|DQS|YTH|ZYZ|CLZ|YLA|DHC)$/.test(status);
          return (
            (filter.sjly !== 'WG' || record.sjly === 'WG') &&
            (!filter.xzqh ||
              (/^(\d{6}|\d{9}|\d{12})$/.test(record.xzqh) &&
                record.xzqh.startsWith(filter.xzqh.replace(/00$/, '')))) &&
            (!filter.sjlb || filter.sjlb.split(',').includes(record.sjlb)) &&
            (!filter.zfsxdm || filter.zfsxdm.split(',').includes(item || 'wu')) &&
            (!filter.sjzt || filter.sjzt.split(',').includes(status)) &&
            (!filter.hcjg || (record.hcjg || 'wu') === filter.hcjg) &&
            (!filter.kssj || reportedAt >= local(filter.kssj)) &&
            (!filter.jssj || reportedAt <= local(filter.jssj)) &&
            (!filter.sfcq || (open && local(record.blsx) < now(world))) &&
            (!filter.gjc || record.sjbt.includes(filter.gjc))
          );
        });
        const asked = grassrootsFilter(events, new Parameters(Object.entries(filter)), now(world));
        const rows = events.table.select(asked);
        expect(rows.slice(0, rows.length).map(row => events.noOf(row))).toEqual(expected.map(({ no }) => no));

        const groups = grassrootsStatistics(events, rows, ['sjlb', 'rq'], now(world));
        const keyed = Map.groupBy(
          expected,
          ({ record }) => `${record.sjlb.trim()} ${record.sbsj.slice(0, 10)}`,
        );
        const told = groups.map(({ jz, zs, bjs }) => [jz.sjlb, jz.rq, zs, bjs]);
        expect(told).toEqual(
          [...keyed].map(([key, of]) => [
            ...key.replaceAll('-', '').split(' '),
            `${of.length}`,
            `${count(of, ({ record }) => record.sjzt.trim() === 'YBJ')}`,
          ]),
        );
      }),
    );
  });

  it('of the city are those of its clues', () => {
    const filters = fc.record(
      {
        origin: fc.constantFrom('city', 'grassroots'),
        region_code: fc.constantFrom('331100', '331102', '331171'),
        item_kind: fc.constantFrom('supervision', 'enforcement'),
        status: fc.constantFrom('closed', 'processing', 'merged'),
        urgency: fc.constantFrom('normal', 'urgent'),
        reported_from: fc.constantFrom('2024-03-01T00:00:00+08:00'),
        overdue: fc.constant('true'),
        q: fc.constantFrom('占道', '反映', '街'),
      },
      { requiredKeys: [] },
    );
    checked(
      fc.property(worlds, filters, (world, filter) => {
        const { clues } = world.city;
        const open =
          /^(registered|pending_dispatch|dispatched|processing|returned|in_dispute|case_filed|pending_review|pending_close)$/;
        const expected = clues.all().filter(
          ({ record, reportedAt }) =>
            (!filter.origin || (record.source?.platform ?? 'city') === filter.origin) &&
            (!filter.region_code || record.region_code.startsWith(filter.region_code.replace(/00$/, ''))) &&
            (!filter.item_kind || record.item_kind === filter.item_kind) &&
            (!filter.status || record.status === filter.status) &&
            (!filter.urgency || record.urgency === filter.urgency) &&
            (!filter.reported_from || reportedAt >= zoned(filter.reported_from)) &&
            (!filter.overdue ||
              // A time without a zone cannot be read.
              (open.test(record.status) &&
                /\+08:00$/.test(record.due_at ?? '') &&
                zoned(record.due_at) < now(world))) &&
            (!filter.q || record.title.includes(filter.q)),
        );
        const asked = clueFilter(clues, new Parameters(Object.entries(filter)), now(world));
        const rows = clues.table.select(asked);
        expect(rows.slice(0, rows.length).map(row => clues.noOf(row))).toEqual(expected.map(({ no }) => no));

        const groups = cityStatistics(clues, rows, ['status'], now(world));
        const keyed = Map.groupBy(expected, ({ record }) => record.status);
        expect(groups.map(({ keys, total }) => [keys.status, total])).toEqual(
          [...keyed].map(([status, of]) => [status, of.length]),
        );
        const hours = groups.flatMap(group => Object.entries(group.hours_histogram));
        const closed = expected.filter(
          ({ record, reportedAt }) =>
            record.status === 'closed' && zoned(record.status_changed_at) >= reportedAt,
        );
        expect(hours.reduce((sum, [, times]) => sum + times, 0)).toBe(closed.length);
        expect(hours.reduce((sum, [hour, times]) => sum + Number(hour) * times, 0)).toBe(
          closed.reduce(
            (sum, { record, reportedAt }) =>
              sum + Math.ceil((zoned(record.status_changed_at) - reportedAt) / 3600),
            0,
          ),
        );
      }),
    );
  });

  it('of the province are those of its records', () => {
    const filters = fc.record(
      {
        eventSource: fc.constantFrom('self', 'all'),
        regionCode: fc.constantFrom('331102', '331121000000'),
        eventStatus: fc.constantFrom('90', '30,31', '40'),
        coordinating: fc.constantFrom('0', '1'),
        reviewResult: fc.constantFrom('1', 'empty'),
        keyword: fc.constantFrom('检查任务', '案', '街道检'),
        reportTimeEnd: fc.constantFrom('2024-06-30 23:59:59'),
      },
      { requiredKeys: [] },
    );
    checked(
      fc.property(worlds, filters, (world, filter) => {
        const { events } = world.province;
        const expected = events
          .all()
          .filter(
            ({ record, reportedAt }) =>
              (filter.eventSource !== 'self' || record.eventSource === 'self') &&
              (!filter.regionCode || record.regionCode.startsWith(filter.regionCode.slice(0, 6))) &&
              (!filter.eventStatus || filter.eventStatus.split(',').includes(record.eventStatus)) &&
              (!filter.coordinating || (record.coordinating ?? '0') === filter.coordinating) &&
              (!filter.reviewResult || (record.reviewResult ?? 'empty') === filter.reviewResult) &&
              (!filter.keyword || (record.eventTitle ?? '').includes(filter.keyword)) &&
              (!filter.reportTimeEnd || reportedAt <= local(filter.reportTimeEnd)),
          );
        const asked = provinceFilter(events, new Parameters(Object.entries(filter)), now(world));
        const rows = events.table.select(asked);
        expect(rows.slice(0, rows.length).map(row => events.noOf(row))).toEqual(expected.map(({ no }) => no));

        const groups = provinceStatistics(events, rows, ['category', 'region6'], now(world));
        const keyed = Map.groupBy(
          expected,
          ({ record }) => `${record.categoryCode} ${record.regionCode.slice(0, 6)}`,
        );
        expect(groups.map(({ keys, total }) => [`${keys.category} ${keys.region6}`, total])).toEqual(
          [...keyed].map(([key, of]) => [key, of.length]),
        );
      }),
    );
  });
});
