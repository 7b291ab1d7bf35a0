/**
 * The grassroots system's statistics in our words (`POST /tj/cx`; lifecycle, sections 7 and 10).
 */
import type { components } from '../generated/grassroots.ts';
import type { EventStatus } from '../generated/schema.ts';
import type { Catalogue, Region } from '../hub/catalogue/catalogue.ts';
import { shared } from '../hub/events/matter-decision.ts';
import { itemNames } from '../hub/records/item-names.ts';
import { regionCode } from '../hub/records/region-code.ts';
import { type StatisticsWire, statisticsReader } from '../hub/records/statistics-reader.ts';
import { statusCode } from '../hub/records/status-code.ts';
import { parseCompactDay } from '../hub/records/time.ts';
import type { Dimension, StatisticsReader } from '../hub/situation/statistics.ts';
import type { Request } from '../request.ts';
import type { GrassrootsClient } from './client.ts';
import { STATUS } from './codes.ts';
import { directoryRows } from './directory.ts';
import { compile, DECIDED_BY, type Query } from './filter.ts';
import { matterOf } from './matter.ts';

const PLATFORM = 'GRASSROOTS';

type GroupCode = components['schemas']['GrassrootsGroupCode'];

/**
 * Statuses as groups: a passed verification, which is in a second field, is a code of its own. One that failed is in
 * no key; entering `DHC` clears it (section 6.1).
 */
const STATUS_GROUP = {
  ...STATUS,
  DHC1: { status: 'PENDING_CLOSURE', name: '核查通过' },
} as const satisfies Record<
  components['schemas']['GrassrootsStatusGroupCode'],
  { status: EventStatus; name: string }
>;

export const FIELDS = {
  keys: 'jz',
  total: 'zs',
  voided: 'zfs',
  closed: 'bjs',
  transferred: 'yss',
  closedOnTime: 'asbjs',
  openOverdue: 'cqs',
  hours: 'xsfb',
} as const satisfies Record<string, keyof components['schemas']['StatRow']>;

export const KEYS: StatisticsWire<Query>['keys'] = {
  NONE: () => null,
  REGION: (keys, catalogue) => {
    const name = keys.says('xzqh6') ? 'xzqh6' : 'xzqh9';
    return keys.known(name, 'a region', code => catalogue.region(regionCode(code)));
  },
  // A group of class and written-back item is decided as each of its events is.
  MATTER(keys, catalogue, day) {
    const item = matterOf(keys, catalogue, day);
    return { ...item, category: shared(item.matter, one => one.category) };
  },
  STATUS: keys => statusCode(keys, PLATFORM, 'sjzt', STATUS_GROUP),
  DAY: keys => keys.parsed('rq', 'yyyyMMdd', parseCompactDay),
};

export function groupBy(by: Dimension, region: Region | null): GroupCode[] {
  switch (by) {
    case 'NONE':
      return [];
    case 'REGION':
      return [region === null || region.level === 'CITY' ? 'xzqh6' : 'xzqh9'];
    case 'MATTER':
      return ['sjlb', 'zfsxdm'];
    case 'STATUS':
      return ['sjzt'];
    case 'DAY':
      return ['rq'];
  }
}

export function grassrootsStatistics(
  client: GrassrootsClient,
  catalogue: Catalogue,
  request: Request,
): StatisticsReader {
  const wire: StatisticsWire<Query> = {
    platform: PLATFORM,
    call: 'tj/cx',
    compile: (filter, day) => compile(filter, catalogue, day),
    decidedBy: DECIDED_BY,
    ask: (query, groupBy) => client.statistics(query, groupBy, request),
    groupBy,
    keys: KEYS,
    fields: FIELDS,
    codes: [
      {
        kind: 'MATTER',
        of: PLATFORM,
        dimension: 'sjlb' satisfies GroupCode,
        carrying: (query, codes) => [{ ...query, sjlb: codes.join(',') }],
      },
      {
        kind: 'MATTER',
        of: 'CITY', // What is written back is the city's code.
        later: true,
        dimension: 'zfsxdm' satisfies GroupCode,
        carrying: (query, codes) => [{ ...query, zfsxdm: codes.join(',') }],
      },
      {
        kind: 'STATUS',
        of: PLATFORM,
        dimension: 'sjzt' satisfies GroupCode,
        // A status that the contract does not list is no filter of it.
        carrying: query => [query],
      },
    ],
    day: 'rq' satisfies GroupCode,
    statuses: STATUS_GROUP,
    itemNames: async () => itemNames(await directoryRows(client, request), { code: 'lbdm', name: 'lbmc' }),
  };
  return statisticsReader(wire, catalogue, request);
}
