/**
 * The province's statistics in our words (`POST /stat/query`; lifecycle, sections 7 and 8).
 */
import type { components } from '../generated/province.ts';
import type { EventStatus } from '../generated/schema.ts';
import type { Catalogue, Region } from '../hub/catalogue/catalogue.ts';
import { itemOf } from '../hub/records/item.ts';
import { itemNames } from '../hub/records/item-names.ts';
import { regionCode } from '../hub/records/region-code.ts';
import { type StatisticsWire, statisticsReader } from '../hub/records/statistics-reader.ts';
import { statusCode } from '../hub/records/status-code.ts';
import { parseDay } from '../hub/records/time.ts';
import type { Dimension, StatisticsReader } from '../hub/situation/statistics.ts';
import type { Request } from '../request.ts';
import type { ProvinceClient } from './client.ts';
import { STATUS } from './codes.ts';
import { directoryRows } from './directory.ts';
import { compile, DECIDED_BY, type Query } from './filter.ts';

const PLATFORM = 'PROVINCE';

type GroupCode = components['schemas']['ProvinceGroupCode'];

/** The most items whose events are counted by a call each. */
const MOST_ITEMS = 20;

/**
 * Statuses as groups: a dispute and a passed review, which are in a second field, are codes of their own. A review
 * that failed is in no key; entering `40` clears it (section 6.1).
 */
const STATUS_GROUP = {
  ...STATUS,
  '20c': { status: 'IN_DISPUTE', name: '待签收（争议协调中）' },
  '21c': { status: 'IN_DISPUTE', name: '办理中（争议协调中）' },
  '22c': { status: 'IN_DISPUTE', name: '延期办理（争议协调中）' },
  '23c': { status: 'IN_DISPUTE', name: '已退回（争议协调中）' },
  '401': { status: 'PENDING_CLOSURE', name: '复核通过' },
} as const satisfies Record<
  components['schemas']['ProvinceStatusGroupCode'],
  { status: EventStatus; name: string }
>;

export const FIELDS = {
  keys: 'keys',
  total: 'total',
  voided: 'voided',
  closed: 'closed',
  transferred: 'transferred',
  closedOnTime: 'closedOnTime',
  openOverdue: 'openOverdue',
  hours: 'hoursHistogram',
} as const satisfies Record<string, keyof components['schemas']['StatRow']>;

export const KEYS: StatisticsWire<Query>['keys'] = {
  NONE: () => null,
  REGION: (keys, catalogue) => {
    const name = keys.says('region6') ? 'region6' : 'region9';
    return keys.known(name, 'a region', code => catalogue.region(regionCode(code)));
  },
  // Of an event that began here the category is the record's own, and so it is of a group.
  MATTER: (keys, catalogue, day) => ({
    ...itemOf(keys, PLATFORM, { code: 'item', name: 'itemName' }, code =>
      catalogue.mattersByCode(PLATFORM, code, day),
    ),
    category: keys.known('category', 'a category', code => catalogue.category(code)),
  }),
  STATUS: keys => statusCode(keys, PLATFORM, 'status', STATUS_GROUP),
  DAY: keys => keys.parsed('day', 'yyyy-MM-dd', parseDay),
};

export function groupBy(by: Dimension, region: Region | null): GroupCode[] {
  switch (by) {
    case 'NONE':
      return [];
    case 'REGION':
      return [region === null || region.level === 'CITY' ? 'region6' : 'region9'];
    case 'MATTER':
      return ['category', 'item'];
    case 'STATUS':
      return ['status'];
    case 'DAY':
      return ['day'];
  }
}

export function provinceStatistics(
  client: ProvinceClient,
  catalogue: Catalogue,
  request: Request,
): StatisticsReader {
  const wire: StatisticsWire<Query> = {
    platform: PLATFORM,
    call: 'stat/query',
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
        dimension: 'item' satisfies GroupCode,
        // Its filter takes one item. Where so many are unmapped, asking for all of them at once is the lesser evil.
        carrying: (query, codes) =>
          codes.length > MOST_ITEMS ? [query] : codes.map(itemCode => ({ ...query, itemCode })),
      },
      {
        kind: 'STATUS',
        of: PLATFORM,
        dimension: 'status' satisfies GroupCode,
        // A status that the contract does not list is no filter of it.
        carrying: query => [query],
      },
    ],
    day: 'day' satisfies GroupCode,
    statuses: STATUS_GROUP,
    itemNames: async () =>
      itemNames(await directoryRows(client, request), { code: 'itemCode', name: 'itemName' }),
  };
  return statisticsReader(wire, catalogue, request);
}
