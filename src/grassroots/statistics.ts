/**
 * The grassroots system's statistics in our words (`POST /tj/cx`; lifecycle, sections 7 and 10).
 */
import type { components } from '../generated/grassroots.ts';
import type { EventStatus } from '../generated/schema.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import { inCatalogue } from '../hub/records/item.ts';
import { itemNames } from '../hub/records/item-names.ts';
import { statisticsReader } from '../hub/records/statistics-reader.ts';
import type { StatisticsWire } from '../hub/records/statistics-wire.ts';
import type { StatisticsWords } from '../hub/records/statistics-words.ts';
import { parseCompactDay } from '../hub/records/time.ts';
import type { StatisticsReader } from '../hub/situation/statistics.ts';
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

export const WORDS = {
  platform: PLATFORM,
  fields: {
    keys: 'jz',
    total: 'zs',
    voided: 'zfs',
    closed: 'bjs',
    transferred: 'yss',
    closedOnTime: 'asbjs',
    openOverdue: 'cqs',
    hours: 'xsfb',
  } satisfies Record<string, keyof components['schemas']['StatRow']>,
  dimensions: {
    counties: 'xzqh6',
    townships: 'xzqh9',
    matter: ['sjlb', 'zfsxdm'],
    status: 'sjzt',
    day: 'rq',
  } satisfies Record<string, GroupCode | GroupCode[]>,
  statuses: STATUS_GROUP,
  days: { form: 'yyyyMMdd', parse: parseCompactDay },
  // A group of class and written-back item is decided as each of its events is.
  matterOf: (keys, catalogue, day) => inCatalogue(matterOf(keys, catalogue, { reportedAt: day, own: true })),
} satisfies StatisticsWords;

export function grassrootsStatistics(
  client: GrassrootsClient,
  catalogue: Catalogue,
  request: Request,
): StatisticsReader {
  const wire: StatisticsWire<Query> = {
    words: WORDS,
    call: 'tj/cx',
    compile: (filter, day) => compile(filter, catalogue, day),
    decidedBy: DECIDED_BY,
    ask: (query, groupBy) => client.statistics(query, groupBy, request),
    codes: [
      {
        of: PLATFORM,
        dimension: 'sjlb' satisfies GroupCode,
        carrying: (query, codes) => [{ ...query, sjlb: codes.join(',') }],
      },
      {
        of: 'CITY', // What is written back is the city's code.
        later: true,
        dimension: 'zfsxdm' satisfies GroupCode,
        carrying: (query, codes) => [{ ...query, zfsxdm: codes.join(',') }],
      },
    ],
    itemNames: async () => itemNames(await directoryRows(client, request), { code: 'lbdm', name: 'lbmc' }),
  };
  return statisticsReader(wire, catalogue, request);
}
