/** The hotline's counts in our words. */
import type { components } from '../generated/hotline.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import { inCatalogue, itemOf } from '../hub/records/item.ts';
import { itemNames } from '../hub/records/item-names.ts';
import { statisticsReader } from '../hub/records/statistics-reader.ts';
import type { StatisticsWords } from '../hub/records/statistics-words.ts';
import { parseDay } from '../hub/records/time.ts';
import type { StatisticsReader } from '../hub/situation/statistics.ts';
import type { Request } from '../request.ts';
import type { HotlineClient, Parameters } from './client.ts';
import { compile, DECIDED_BY } from './filter.ts';
import { STATUS } from './mapping.ts';

const PLATFORM = 'HOTLINE';

type Group = components['schemas']['HotlineGroupCode'];

const WORDS = {
  platform: PLATFORM,
  fields: {
    keys: 'key',
    total: 'total',
    voided: 'cancelled',
    closed: 'closed',
    transferred: 'transferred',
    closedOnTime: 'closedOnTime',
    openOverdue: 'openOverdue',
    hours: 'hours',
  } satisfies Record<string, keyof components['schemas']['Group']>,
  dimensions: {
    counties: 'county',
    townships: 'township',
    matter: ['class'],
    status: 'status',
    day: 'day',
  } satisfies Record<string, Group | Group[]>,
  statuses: STATUS,
  days: { form: 'yyyy-MM-dd', parse: parseDay },
  matterOf: (keys, catalogue, day) =>
    inCatalogue(
      itemOf(keys, PLATFORM, { code: 'class', name: 'className' }, code =>
        catalogue.mattersByCode(PLATFORM, code, day),
      ),
    ),
} satisfies StatisticsWords;

export function hotlineStatistics(
  client: HotlineClient,
  catalogue: Catalogue,
  request: Request,
): StatisticsReader {
  return statisticsReader<Parameters>(
    {
      words: WORDS,
      call: 'tickets/count',
      compile: (filter, day) => compile(filter, catalogue, day),
      decidedBy: DECIDED_BY,
      ask: (query, by) => client.count(query, by, request),
      codes: [
        {
          of: PLATFORM,
          dimension: 'class' satisfies Group,
          carrying: (query, codes) => [{ ...query, classes: codes.join(',') }],
        },
      ],
      itemNames: async () => itemNames(await client.classes(request), { code: 'code', name: 'name' }),
    },
    catalogue,
    request,
  );
}
