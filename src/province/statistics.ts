/**
 * The province's statistics in our words (`POST /stat/query`; lifecycle, sections 7 and 8).
 */
import type { components } from '../generated/province.ts';
import type { EventStatus } from '../generated/schema.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import { itemOf } from '../hub/records/item.ts';
import { itemNames } from '../hub/records/item-names.ts';
import { statisticsReader } from '../hub/records/statistics-reader.ts';
import type { StatisticsWire } from '../hub/records/statistics-wire.ts';
import type { StatisticsWords } from '../hub/records/statistics-words.ts';
import { parseDay } from '../hub/records/time.ts';
import type { StatisticsReader } from '../hub/situation/statistics.ts';
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

export const WORDS = {
  platform: PLATFORM,
  fields: {
    keys: 'keys',
    total: 'total',
    voided: 'voided',
    closed: 'closed',
    transferred: 'transferred',
    closedOnTime: 'closedOnTime',
    openOverdue: 'openOverdue',
    hours: 'hoursHistogram',
  } satisfies Record<string, keyof components['schemas']['StatRow']>,
  dimensions: {
    counties: 'region6',
    townships: 'region9',
    matter: ['category', 'item'],
    status: 'status',
    day: 'day',
  } satisfies Record<string, GroupCode | GroupCode[]>,
  statuses: STATUS_GROUP,
  days: { form: 'yyyy-MM-dd', parse: parseDay },
  // Of an event that began here the category is the record's own, and so it is of a group.
  matterOf: (keys, catalogue, day) => ({
    ...itemOf(keys, PLATFORM, { code: 'item', name: 'itemName' }, code =>
      catalogue.mattersByCode(PLATFORM, code, day),
    ),
    category: keys.known('category', 'a category', code => catalogue.category(code)),
  }),
} satisfies StatisticsWords;

export function provinceStatistics(
  client: ProvinceClient,
  catalogue: Catalogue,
  request: Request,
): StatisticsReader {
  const wire: StatisticsWire<Query> = {
    words: WORDS,
    call: 'stat/query',
    compile: (filter, day) => compile(filter, catalogue, day),
    decidedBy: DECIDED_BY,
    ask: (query, groupBy) => client.statistics(query, groupBy, request),
    codes: [
      {
        of: PLATFORM,
        dimension: 'item' satisfies GroupCode,
        // Its filter takes one item. Where so many are unmapped, asking for all of them at once is the lesser evil.
        carrying: (query, codes) =>
          codes.length > MOST_ITEMS ? [query] : codes.map(itemCode => ({ ...query, itemCode })),
      },
    ],
    itemNames: async () =>
      itemNames(await directoryRows(client, request), { code: 'itemCode', name: 'itemName' }),
  };
  return statisticsReader(wire, catalogue, request);
}
