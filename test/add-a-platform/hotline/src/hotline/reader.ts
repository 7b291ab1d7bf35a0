/** The hotline as one request sees it. */
import type { Cache } from '../cache/cache.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import { CODE_ALONE, directoryOf } from '../hub/catalogue/drift/directory-item.ts';
import { latestPosition, numberedFeed } from '../hub/changes/numbered-feed.ts';
import { Fields } from '../hub/records/fields.ts';
import { nextPage } from '../hub/records/page-number.ts';
import { type RecordReader, recordReader } from '../hub/records/record-reader.ts';
import { dateTime } from '../hub/records/time.ts';
import type { StatisticsReader } from '../hub/situation/statistics.ts';
import type { Request } from '../request.ts';
import { changeFeed } from './changes.ts';
import { BATCH_LIMIT, type HotlineClient } from './client.ts';
import { compile, DECIDED_BY } from './filter.ts';
import * as mapping from './mapping.ts';
import { hotline } from './module.ts';
import { hotlineStatistics } from './statistics.ts';

const PLATFORM = 'HOTLINE';

export type HotlineReader = RecordReader<mapping.HotlineSection> & StatisticsReader;

export function hotlineReader(
  client: HotlineClient,
  catalogue: Catalogue,
  request: Request,
  cache: Cache,
): HotlineReader {
  const feed = changeFeed(client, request);
  return {
    ...recordReader(
      {
        platform: PLATFORM,
        batchLimit: BATCH_LIMIT,
        numberField: 'number',
        numberCall: 'tickets/batch',
        timeField: 'receivedAt',
        isNumber: number => hotline.numbers.pattern.test(number),
        compile: (filter, day) => compile(filter, catalogue, day),
        changeDays: catalogue.changeDays(DECIDED_BY),
        async list(query, { until, limit: size, continuation }) {
          const page = Number(continuation ?? 1);
          const to = until === null ? (query.to ?? null) : dateTime(until * 1000);
          const { tickets, total } = await client.list({ ...query, to, page, size }, request);
          return { records: tickets, total, continuation: nextPage(page, size, tickets.length, total) };
        },
        parts: () => '',
        byNumbers: (numbers, lead) => client.byNumbers(numbers, lead),
        changes: numberedFeed(feed),
        async directory() {
          const rows = await client.classes(request);
          return directoryOf({ platform: PLATFORM, lists: 'ITEMS' }, rows.map(directoryItem));
        },
        placing: mapping.PLACING,
        // All that it holds was reported to it.
        elsewhere: null,
        mapping: {
          ...mapping,
          spine: (record, number) => mapping.spine(record, number, catalogue),
          speaking: tickets => tickets[0] ?? null,
        },
      },
      request,
      cache,
    ),
    latestChange: () => latestPosition(feed),
    ...hotlineStatistics(client, catalogue, request),
  };
}

/** Null, with a gap, for a row without a code. */
function directoryItem(row: unknown) {
  const read = new Fields(row);
  const code = read.text('code') ?? read.gap('code', 'expected a code; the row is left out');
  const value = code && { ...CODE_ALONE, code, name: read.text('name'), live: read.flag('active') ?? true };
  return { value: value || null, gaps: read.gaps };
}
