/**
 * The city's statistics in our words (`POST /statistics`; lifecycle, sections 7 and 9).
 */
import type { components } from '../generated/city.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import { inCatalogue, itemOf } from '../hub/records/item.ts';
import { itemNames } from '../hub/records/item-names.ts';
import { statisticsReader } from '../hub/records/statistics-reader.ts';
import type { StatisticsWire } from '../hub/records/statistics-wire.ts';
import type { StatisticsWords } from '../hub/records/statistics-words.ts';
import { parseDay } from '../hub/records/time.ts';
import type { StatisticsReader } from '../hub/situation/statistics.ts';
import type { Request } from '../request.ts';
import type { CityClient, Parameters } from './client.ts';
import { STATUS } from './codes.ts';
import { directoryRows } from './directory.ts';
import { compile, DECIDED_BY } from './filter.ts';

const PLATFORM = 'CITY';

type GroupCode = components['schemas']['CityGroupCode'];

export const WORDS = {
  platform: PLATFORM,
  fields: {
    keys: 'keys',
    total: 'total',
    voided: 'voided',
    closed: 'closed',
    transferred: 'transferred',
    closedOnTime: 'closed_on_time',
    openOverdue: 'open_overdue',
    hours: 'hours_histogram',
  } satisfies Record<string, keyof components['schemas']['StatisticsRow']>,
  dimensions: {
    counties: 'region_6',
    townships: 'region_9',
    matter: ['item'],
    status: 'status',
    day: 'day',
  } satisfies Record<string, GroupCode | GroupCode[]>,
  statuses: STATUS,
  days: { form: 'yyyy-MM-dd', parse: parseDay },
  // The category is the catalogue's: the city files an item elsewhere (section 13).
  matterOf: (keys, catalogue, day) =>
    inCatalogue(
      itemOf(keys, PLATFORM, { code: 'item', name: 'item_name' }, code =>
        catalogue.mattersByCode(PLATFORM, code, day),
      ),
    ),
} satisfies StatisticsWords;

export function cityStatistics(client: CityClient, catalogue: Catalogue, request: Request): StatisticsReader {
  const wire: StatisticsWire<Parameters> = {
    words: WORDS,
    call: 'statistics',
    compile: (filter, day) => compile(filter, catalogue, day),
    decidedBy: DECIDED_BY,
    ask: (query, groupBy) => client.statistics(query, groupBy, request),
    codes: [
      {
        of: PLATFORM,
        dimension: 'item' satisfies GroupCode,
        carrying: (query, codes) => [{ ...query, item_code: codes }],
      },
    ],
    itemNames: async () =>
      itemNames(await directoryRows(client, request), { code: 'item_code', name: 'name' }),
  };
  return statisticsReader(wire, catalogue, request);
}
