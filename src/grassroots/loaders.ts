/**
 * The grassroots system as one request sees it.
 */
import type { Cache } from '../cache/cache.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import { latestPosition, numberedFeed } from '../hub/changes/numbered-feed.ts';
import { eventId } from '../hub/events/event-id.ts';
import type { EventKey } from '../hub/events/spine.ts';
import { latest } from '../hub/records/latest.ts';
import { nextPage, pageNumber } from '../hub/records/page-number.ts';
import { type RecordReader, recordReader } from '../hub/records/record-reader.ts';
import { localTime } from '../hub/records/time.ts';
import type { StatisticsReader } from '../hub/situation/statistics.ts';
import type { Request } from '../request.ts';
import { changeFeed } from './change-feed.ts';
import { BATCH_LIMIT, type GrassrootsClient } from './client.ts';
import { grassrootsDirectory } from './directory.ts';
import { compile, DECIDED_BY } from './filter.ts';
import { log } from './log.ts';
import * as mapping from './mapping.ts';
import { grassroots } from './module.ts';
import { PLACING } from './placing.ts';
import { grassrootsStatistics } from './statistics.ts';
import { sourceOf, testimony } from './testimony.ts';

const PLATFORM = 'GRASSROOTS';

/** The most that one page of the list holds. */
const REFERRING_LIMIT = 200;

/** The kind of number that other platforms' events are sent down under. */
const REFERENCE = { CITY: 'XS', PROVINCE: 'RW' } as const;

export type GrassrootsReader = RecordReader<mapping.GrassrootsSection> & StatisticsReader;

export function grassrootsReader(
  client: GrassrootsClient,
  catalogue: Catalogue,
  request: Request,
  cache: Cache,
): GrassrootsReader {
  const feed = changeFeed(client, request);
  const reader = recordReader(
    {
      platform: PLATFORM,
      batchLimit: BATCH_LIMIT,
      numberField: 'sjbh',
      numberCall: 'sj/plcx',
      timeField: 'sbsj',
      isNumber: number => grassroots.numbers.pattern.test(number),
      compile: (filter, day) => compile(filter, catalogue, day),
      changeDays: catalogue.changeDays(DECIDED_BY),
      async list(query, { until, limit, continuation }) {
        const page = Number(continuation ?? 1);
        const jssj = until === null ? (query.jssj ?? null) : localTime(until * 1000);
        const { events, total } = await client.list({ ...query, jssj, page, limit }, request);
        return { records: events, total, continuation: nextPage(page, limit, events.length, total) };
      },
      parts: () => '',
      byNumbers: (numbers, lead) => client.byNumbers(numbers, lead),
      changes: numberedFeed(feed),
      directory: () => grassrootsDirectory(client, request),
      placing: PLACING,
      elsewhere: {
        origins: ['CITY', 'PROVINCE'],
        byReferences: (events, lead) => client.byReferences(events.map(referenceOf), lead),
        reference: {
          call: 'sj/yycx',
          fields: 'yy',
          records: 'sj',
          eventOf: answer => answer.parsed('yy', 'XS: or RW: and a number', referredEvent),
        },
        // Those of the grid are among them: the list can be restricted to these, and not to the others.
        async listReferring(page) {
          const number = pageNumber(page);
          const parameters = { sjly: 'QB', page: number, limit: REFERRING_LIMIT };
          const { events, total } = await client.list(parameters, request);
          return { items: events, next: nextPage(number, REFERRING_LIMIT, events.length, total) };
        },
        isOwn: mapping.isOwn,
        sourceOf,
      },
      mapping: {
        ...mapping,
        log,
        spine: (record, number) => mapping.spine(record, number, catalogue),
        section: (record, number) => mapping.section(record, number, catalogue),
        testimony: (found, all) => testimony(found, all, catalogue),
        speaking: records => latest(records, mapping.updatedAtOf),
      },
    },
    request,
    cache,
  );
  return {
    ...reader,
    latestChange: () => latestPosition(feed),
    ...grassrootsStatistics(client, catalogue, request),
  };
}

function referenceOf({ origin, number }: EventKey): string {
  return `${REFERENCE[origin as keyof typeof REFERENCE]}:${number}`;
}

function referredEvent(reference: string): string | null {
  const [kind, number] = reference.split(':', 2);
  const origin = (Object.keys(REFERENCE) as (keyof typeof REFERENCE)[]).find(
    code => REFERENCE[code] === kind,
  );
  return origin && number ? eventId(origin, number) : null;
}
