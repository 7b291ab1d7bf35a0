/** The hotline's counts in our words. */
import type { components } from '../generated/hotline.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import { shared } from '../hub/events/matter-decision.ts';
import { itemOf } from '../hub/records/item.ts';
import { itemNames } from '../hub/records/item-names.ts';
import { regionCode } from '../hub/records/region-code.ts';
import { type StatisticsWire, statisticsReader } from '../hub/records/statistics-reader.ts';
import { statusCode } from '../hub/records/status-code.ts';
import { parseDay } from '../hub/records/time.ts';
import type { StatisticsReader } from '../hub/situation/statistics.ts';
import type { Request } from '../request.ts';
import type { HotlineClient, Parameters } from './client.ts';
import { compile, DECIDED_BY } from './filter.ts';
import { STATUS } from './mapping.ts';

const PLATFORM = 'HOTLINE';

type Group = components['schemas']['HotlineGroupCode'];

export function hotlineStatistics(
  client: HotlineClient,
  catalogue: Catalogue,
  request: Request,
): StatisticsReader {
  const wire: StatisticsWire<Parameters> = {
    platform: PLATFORM,
    call: 'tickets/count',
    compile: (filter, day) => compile(filter, catalogue, day),
    decidedBy: DECIDED_BY,
    ask: (query, by) => client.count(query, by, request),
    groupBy(by, region): Group[] {
      switch (by) {
        case 'NONE':
          return [];
        case 'REGION':
          return [region === null || region.level === 'CITY' ? 'county' : 'township'];
        case 'MATTER':
          return ['class'];
        case 'STATUS':
          return ['status'];
        case 'DAY':
          return ['day'];
      }
    },
    keys: {
      NONE: () => null,
      REGION: (keys, { region }) =>
        keys.known(keys.says('county') ? 'county' : 'township', 'a region', code => region(regionCode(code))),
      MATTER(keys, mappings, day) {
        const lookup = (code: string) => mappings.mattersByCode(PLATFORM, code, day);
        const item = itemOf(keys, PLATFORM, { code: 'class', name: 'className' }, lookup);
        return { ...item, category: shared(item.matter, one => one.category) };
      },
      STATUS: keys => statusCode(keys, PLATFORM, 'status', STATUS),
      DAY: keys => keys.parsed('day', 'yyyy-MM-dd', parseDay),
    },
    fields: {
      keys: 'key',
      total: 'total',
      voided: 'cancelled',
      closed: 'closed',
      transferred: 'transferred',
      closedOnTime: 'closedOnTime',
      openOverdue: 'openOverdue',
      hours: 'hours',
    },
    codes: [
      {
        kind: 'MATTER',
        of: PLATFORM,
        dimension: 'class' satisfies Group,
        carrying: (query, codes) => [{ ...query, classes: codes.join(',') }],
      },
      {
        kind: 'STATUS',
        of: PLATFORM,
        dimension: 'status' satisfies Group,
        // A status that the contract does not list is no filter of it.
        carrying: query => [query],
      },
    ],
    day: 'day' satisfies Group,
    statuses: STATUS,
    itemNames: async () => itemNames(await client.classes(request), { code: 'code', name: 'name' }),
  };
  return statisticsReader(wire, catalogue, request);
}
