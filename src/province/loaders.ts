/**
 * The provincial supervision app as one request sees it.
 */
import type { Cache } from '../cache/cache.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import { latestPosition, numberedFeed } from '../hub/changes/numbered-feed.ts';
import type { EventKey } from '../hub/events/spine.ts';
import { latest } from '../hub/records/latest.ts';
import { nextPage, pageNumber } from '../hub/records/page-number.ts';
import { type RecordReader, recordReader } from '../hub/records/record-reader.ts';
import { localTime } from '../hub/records/time.ts';
import type { StatisticsReader } from '../hub/situation/statistics.ts';
import type { Request } from '../request.ts';
import { changeFeed } from './change-feed.ts';
import { BATCH_LIMIT, type ProvinceClient, type Reference } from './client.ts';
import { provinceDirectory } from './directory.ts';
import { compile, DECIDED_BY } from './filter.ts';
import { type ProvinceLists, provinceLists } from './lists.ts';
import { log } from './log.ts';
import * as mapping from './mapping.ts';
import { province } from './module.ts';
import { PLACING } from './placing.ts';
import { provinceStatistics } from './statistics.ts';
import { sourceOf, testimony } from './testimony.ts';

const PLATFORM = 'PROVINCE';

/** The most that one page of the list holds. */
const REFERRING_LIMIT = 100;

export type ProvinceReader = RecordReader<mapping.ProvinceSection> & ProvinceLists & StatisticsReader;

export function provinceReader(
  client: ProvinceClient,
  catalogue: Catalogue,
  request: Request,
  cache: Cache,
): ProvinceReader {
  const feed = changeFeed(client, request);
  const reader = recordReader(
    {
      platform: PLATFORM,
      batchLimit: BATCH_LIMIT,
      numberField: 'eventNo',
      numberCall: 'event/batchGet',
      timeField: 'reportTime',
      isNumber: number => province.numbers.pattern.test(number),
      compile: (filter, day) => compile(filter, catalogue, day),
      changeDays: catalogue.changeDays(DECIDED_BY),
      async list(query, { until, limit, continuation }) {
        const pageNum = Number(continuation ?? 1);
        const reportTimeEnd = until === null ? (query.reportTimeEnd ?? null) : localTime(until * 1000);
        const parameters = { ...query, reportTimeEnd, pageNum, pageSize: limit };
        const { events, total } = await client.list(parameters, request);
        return { records: events, total, continuation: nextPage(pageNum, limit, events.length, total) };
      },
      parts: () => '',
      byNumbers: (numbers, lead) => client.byNumbers(numbers, lead),
      changes: numberedFeed(feed),
      directory: () => provinceDirectory(client, request),
      placing: PLACING,
      elsewhere: {
        origins: ['CITY', 'GRASSROOTS'],
        byReferences: (events, lead) => client.byReferences(events.map(referenceOf), lead),
        reference: {
          call: 'event/batchByRef',
          fields: 'sourcePlatform, sourceNo',
          records: 'events',
          eventOf(answer) {
            const [origin, number] = [answer.text('sourcePlatform'), answer.text('sourceNo')];
            return origin && number ? `${origin}:${number}` : null;
          },
        },
        // Those that began here are among them: the list can be restricted to these, and not to the others.
        async listReferring(page) {
          const pageNum = pageNumber(page);
          const parameters = { eventSource: 'all', pageNum, pageSize: REFERRING_LIMIT };
          const { events, total } = await client.list(parameters, request);
          return { items: events, next: nextPage(pageNum, REFERRING_LIMIT, events.length, total) };
        },
        isOwn: mapping.isOwn,
        sourceOf,
      },
      mapping: {
        ...mapping,
        log,
        spine: (record, number) => mapping.spine(record, number, catalogue),
        // An event that began here holds its filing on its own record (lifecycle, section 13).
        section: (record, number) => mapping.section(record, number, catalogue),
        testimony: (found, all) => testimony(found, all, catalogue),
        speaking: records => latest(records, mapping.updatedAtOf),
        unmappedOf: section => section.unmapped,
      },
    },
    request,
    cache,
  );
  return {
    ...reader,
    latestChange: () => latestPosition(feed),
    ...provinceLists(client, catalogue, request),
    ...provinceStatistics(client, catalogue, request),
  };
}

/** The province's words for the other platforms are those of an event's id. */
function referenceOf({ id, number }: EventKey): Reference {
  return { sourcePlatform: id.split(':', 1)[0] as Reference['sourcePlatform'], sourceNo: number };
}
