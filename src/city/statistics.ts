/**
 * The city's statistics in our words (`POST /statistics`; lifecycle, sections 7 and 9).
 */
import type { components } from '../generated/city.ts';
import type { Catalogue, Region } from '../hub/catalogue/catalogue.ts';
import { shared } from '../hub/events/matter-decision.ts';
import { itemOf } from '../hub/records/item.ts';
import { itemNames } from '../hub/records/item-names.ts';
import { regionCode } from '../hub/records/region-code.ts';
import { type StatisticsWire, statisticsReader } from '../hub/records/statistics-reader.ts';
import { statusCode } from '../hub/records/status-code.ts';
import { parseDay } from '../hub/records/time.ts';
import type { Dimension, StatisticsReader } from '../hub/situation/statistics.ts';
import type { Request } from '../request.ts';
import type { CityClient, Parameters } from './client.ts';
import { STATUS } from './codes.ts';
import { directoryRows } from './directory.ts';
import { compile, DECIDED_BY } from './filter.ts';

const PLATFORM = 'CITY';

type GroupCode = components['schemas']['CityGroupCode'];

export const FIELDS = {
  keys: 'keys',
  total: 'total',
  voided: 'voided',
  closed: 'closed',
  transferred: 'transferred',
  closedOnTime: 'closed_on_time',
  openOverdue: 'open_overdue',
  hours: 'hours_histogram',
} as const satisfies Record<string, keyof components['schemas']['StatisticsRow']>;

export const KEYS: StatisticsWire<Parameters>['keys'] = {
  NONE: () => null,
  REGION: (keys, catalogue) => {
    const name = keys.says('region_6') ? 'region_6' : 'region_9';
    return keys.known(name, 'a region', code => catalogue.region(regionCode(code)));
  },
  // The category is the catalogue's: the city files an item elsewhere (section 13).
  MATTER(keys, catalogue, day) {
    const item = itemOf(keys, PLATFORM, { code: 'item', name: 'item_name' }, code =>
      catalogue.mattersByCode(PLATFORM, code, day),
    );
    return { ...item, category: shared(item.matter, one => one.category) };
  },
  STATUS: keys => statusCode(keys, PLATFORM, 'status', STATUS),
  DAY: keys => keys.parsed('day', 'yyyy-MM-dd', parseDay),
};

export function groupBy(by: Dimension, region: Region | null): GroupCode[] {
  switch (by) {
    case 'NONE':
      return [];
    case 'REGION':
      return [region === null || region.level === 'CITY' ? 'region_6' : 'region_9'];
    case 'MATTER':
      return ['item'];
    case 'STATUS':
      return ['status'];
    case 'DAY':
      return ['day'];
  }
}

export function cityStatistics(client: CityClient, catalogue: Catalogue, request: Request): StatisticsReader {
  const wire: StatisticsWire<Parameters> = {
    platform: PLATFORM,
    call: 'statistics',
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
        carrying: (query, codes) => [{ ...query, item_code: codes }],
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
    statuses: STATUS,
    itemNames: async () =>
      itemNames(await directoryRows(client, request), { code: 'item_code', name: 'name' }),
  };
  return statisticsReader(wire, catalogue, request);
}
