import { describe, expect, it } from '@jest/globals';
import type { CityClient } from '../../../src/city/client.ts';
import { cityStatistics } from '../../../src/city/statistics.ts';
import { loadCatalogue } from '../../../src/hub/catalogue/files/load-catalogue.ts';
import { eventFilter } from '../../../src/hub/events/event-filter.ts';
import { SourceLog } from '../../../src/upstream/source-log.ts';
import { Tally } from '../../../src/upstream/tally.ts';
import { asking } from '../../city/asking.ts';

const catalogue = await loadCatalogue(new URL('../../../schema/', import.meta.url));

const row = (keys: object, total: unknown) => ({
  keys,
  total,
  voided: 0,
  closed: 0,
  transferred: 0,
  closed_on_time: 0,
  open_overdue: 0,
  hours_histogram: {},
});

interface Played {
  statistics?: CityClient['statistics'];
  items?: CityClient['items'];
}

/** The statistics of a city that answers so, whatever is asked. */
function reading({
  statistics = async () => [],
  items = async () => ({ records: [], total: null, nextCursor: null }),
}: Played) {
  const tally = new Tally();
  const request = { ...asking(), sources: new SourceLog(tally) };
  const client = { statistics, items } as CityClient;
  return { reader: cityStatistics(client, catalogue, request), sources: request.sources, tally };
}

const ALL = eventFilter(null, catalogue);

describe('a count', () => {
  it('asks nobody where nothing can match', async () => {
    const { reader } = reading({ statistics: () => Promise.reject(new Error('expected no call')) });
    const none = eventFilter({ statuses: ['PENDING_ACCEPTANCE'] }, catalogue);
    expect(await reader.statistics(none, 'NONE')).toEqual([]);
  });

  it('with a row that cannot be counted is no count: the rest would look like all', async () => {
    const { reader, sources } = reading({
      statistics: async () => [row({ status: 'closed' }, 4), row({ status: 'processing' }, 'many')],
    });
    await expect(reader.statistics(ALL, 'STATUS')).rejects.toMatchObject({
      code: 'UPSTREAM_INVALID_DATA',
      platform: 'CITY',
      message: 'statistics: expected whole numbers in each row, got others; ask the platform about it',
    });
    expect(sources.sources().CITY).toMatchObject({ status: 'UNAVAILABLE', code: 'UPSTREAM_INVALID_DATA' });
    expect(sources.diagnostics.map(({ field }) => field)).toEqual(['total']);
  });

  it('counts what it shows as it was sent, once a request, and reports what the contract does not list', async () => {
    const rows = [row({ status: 'merged' }, 2), row({ status: 'archived' }, 1)];
    const { reader, sources, tally } = reading({ statistics: async () => rows });
    await reader.statistics(ALL, 'STATUS');
    await reader.statistics(ALL, 'STATUS');
    const statuses = tally.list().filter(({ what }) => what === 'UNKNOWN_STATUS');
    expect(statuses.map(({ name, count }) => [name, count])).toEqual([
      ['merged', 1],
      ['archived', 1],
    ]);
    expect(sources.diagnostics[0]).toMatchObject({ field: 'keys.status', raw: 'archived' });
  });

  it('counts a matter’s code that the catalogue does not know likewise', async () => {
    const { reader, tally } = reading({ statistics: async () => [row({ item: 'CF-280901' }, 3)] });
    await reader.statistics(ALL, 'MATTER');
    expect(tally.list()).toEqual([{ platform: 'CITY', what: 'UNMAPPED_CODE', name: 'CF-280901', count: 1 }]);
  });
});

describe('the unmapped codes', () => {
  it('leave out events that carry no code, and say no day where none can be read', async () => {
    const { reader } = reading({
      statistics: async (_parameters, groupBy) =>
        groupBy.includes('item')
          ? [
              row({ day: '2024-05-13' }, 9),
              row({ item: 'CF-280901', day: 'yesterday' }, 3),
              row({ item: 'CF-010335', day: '2024-05-13' }, 8),
            ]
          : [
              row({ status: ' archived', day: '2024-05-14' }, 1),
              row({ status: 'archived', day: '2024-05-13' }, 1),
              row({ status: 'archived', day: '' }, 1),
              row({ status: 'constructor', day: '2024-05-13' }, 1),
              row({ status: 'closed', day: '2024-05-13' }, 7),
            ],
    });
    expect(await reader.unmappedCodes(null)).toEqual([
      {
        platform: 'CITY',
        code: 'CF-280901',
        kind: 'MATTER',
        name: null,
        count: 3,
        firstSeen: null,
        lastSeen: null,
      },
      {
        platform: 'CITY',
        code: 'archived',
        kind: 'STATUS',
        name: null,
        count: 3,
        firstSeen: '2024-05-13',
        lastSeen: '2024-05-14',
      },
      {
        platform: 'CITY',
        code: 'constructor',
        kind: 'STATUS',
        name: null,
        count: 1,
        firstSeen: '2024-05-13',
        lastSeen: '2024-05-13',
      },
    ]);
  });
});

describe('the names of a directory', () => {
  it('are read to its end, once a request', async () => {
    const cursors: unknown[] = [];
    const { reader } = reading({
      items: async ({ cursor }) => {
        cursors.push(cursor);
        return cursor === null
          ? {
              total: null,
              records: [{ item_code: 'CF-1', name: '甲' }, null, { item_code: 'CF-2' }],
              nextCursor: 'b',
            }
          : { total: null, records: [{ item_code: ' CF-3', name: '丙' }], nextCursor: null };
      },
    });
    const [names] = await Promise.all([reader.itemNames(), reader.itemNames()]);
    expect([...names]).toEqual([
      ['CF-1', '甲'],
      ['CF-3', '丙'],
    ]);
    expect(cursors).toEqual([null, 'b']);
  });

  it('of a directory that never ends are an error after 50 pages', async () => {
    let pages = 0;
    const { reader } = reading({
      items: async () => ({ records: [], total: null, nextCursor: `${++pages}` }),
    });
    await expect(reader.itemNames()).rejects.toMatchObject({
      code: 'UPSTREAM_INVALID_DATA',
      message: 'items: expected at most 50 pages, got more; ask the platform about it',
    });
    expect(pages).toBe(50);
  });
});
