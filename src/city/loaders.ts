/**
 * The city's system as one request sees it. A clue comes with the parts that the request reads, and no others.
 */
import type { Cache } from '../cache/cache.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import type { EventKey } from '../hub/events/spine.ts';
import { cursorTooOld, invalidCursor } from '../hub/paging/cursor.ts';
import type { PlatformReader } from '../hub/platform.ts';
import { noted } from '../hub/records/mapped.ts';
import { type RecordReader, recordReader } from '../hub/records/record-reader.ts';
import { dateTime } from '../hub/records/time.ts';
import type { StatisticsReader } from '../hub/situation/statistics.ts';
import type { Request } from '../request.ts';
import { changeFeed } from './change-feed.ts';
import { BATCH_LIMIT, type CityClient, type Include, type Reference } from './client.ts';
import { cityDirectory } from './directory.ts';
import { compile, DECIDED_BY } from './filter.ts';
import { type CityLists, cityLists } from './lists.ts';
import { log } from './log.ts';
import * as mapping from './mapping.ts';
import { city } from './module.ts';
import { PLACING } from './placing.ts';
import { cityStatistics } from './statistics.ts';
import { sourceOf, testimony } from './testimony.ts';

const PLATFORM = 'CITY';

export interface CityReader extends RecordReader<mapping.CitySection>, CityLists, StatisticsReader {
  assignee: NonNullable<PlatformReader['assignee']>;
}

export function cityReader(
  client: CityClient,
  catalogue: Catalogue,
  request: Request,
  cache: Cache,
): CityReader {
  // Asked for at each call: the readers are opened before the operation is read.
  const include = () =>
    includeFor(
      request.selects('CitySection'),
      new Set([...request.selects('Event'), ...request.selects('Query')]),
    );

  const reader = recordReader(
    {
      platform: PLATFORM,
      batchLimit: BATCH_LIMIT,
      numberField: 'clue_no',
      numberCall: 'clues:batch-get',
      timeField: 'reported_at',
      isNumber: number => city.numbers.pattern.test(number),
      compile: (filter, day) => compile(filter, catalogue, day),
      changeDays: catalogue.changeDays(DECIDED_BY),
      async list(query, { until, limit, continuation, total: counted }) {
        const { clues, total, nextCursor } = await client.list(
          {
            ...query,
            reported_to: until === null ? (query.reported_to ?? null) : dateTime(until * 1000),
            limit,
            cursor: continuation,
            include_total: counted ? 'true' : null,
            include: include(),
          },
          request,
        );
        // A cursor that leads to where it was asked from, or to nothing, is the end.
        const goesOn = clues.length > 0 && nextCursor !== continuation;
        return { records: clues, total, continuation: goesOn ? nextCursor : null };
      },
      parts: () => include().sort().join(),
      byNumbers: (numbers, lead) => client.byNumbers(numbers, include(), lead),
      changes: changeFeed(client, request),
      directory: () => cityDirectory(client, request),
      placing: PLACING,
      elsewhere: {
        origins: ['GRASSROOTS', 'PROVINCE'],
        byReferences: (events, lead) => client.byReferences(events.map(referenceOf), include(), lead),
        reference: {
          call: 'clues:by-reference',
          fields: 'platform, no',
          records: 'clues',
          eventOf(answer) {
            const [origin, number] = [answer.text('platform'), answer.text('no')];
            return origin && number ? `${origin}:${number}` : null;
          },
        },
        async listReferring(page) {
          const { origin, cursor } = page === null ? FIRST_REFERRING : referringPage(page);
          const native = await client.resumed({ origin, cursor, limit: REFERRING_LIMIT }, request);
          if (!native) throw cursorTooOld();
          const { records, nextCursor } = native;
          const goesOn = records.length > 0 && nextCursor !== null && nextCursor !== cursor;
          return { items: records, next: goesOn ? `${origin} ${nextCursor}` : listedAfter(origin) };
        },
        isOwn: mapping.isOwn,
        sourceOf,
      },
      mapping: {
        ...mapping,
        log,
        spine: (record, number) => mapping.spine(record, number, catalogue),
        section: (record, number, numbers) => mapping.section(record, number, numbers, catalogue),
        testimony: (found, all) => testimony(found, all, catalogue),
        unmappedOf: section => section.clue.unmapped,
      },
    },
    request,
    cache,
  );

  return {
    ...reader,
    ...cityLists(client, catalogue, request),
    ...cityStatistics(client, catalogue, request),
    async assignee(event) {
      const found = await reader.recordOf(event);
      if (!found) return null;
      const department = mapping.assignee(found.record, catalogue);
      return { department: noted(department, request.sources, PLATFORM, found.number) };
    },
  };
}

/** Which part of a clue a field of its section is read from; the other fields come with every clue. */
const PART = {
  documents: 'documents',
  supervised: 'documents',
  enforcementCase: 'case',
  dispute: 'dispute',
  consultations: 'consultations',
  feedbacks: 'logs',
} as const satisfies Partial<Record<keyof mapping.CitySection, Include>>;

/** The same for fields of an event, or of all, that the hub reads from the city too. */
const HUB_PARTS = {
  timeline: ['logs', 'documents'],
  discrepancies: ['case', 'logs'],
} as const satisfies Record<string, readonly Include[]>;

function includeFor(section: ReadonlySet<string>, hub: ReadonlySet<string>): Include[] {
  const parts = [
    ...Object.entries(PART).flatMap(([field, part]) => (section.has(field) ? part : [])),
    ...Object.entries(HUB_PARTS).flatMap(([field, parts]) => (hub.has(field) ? parts : [])),
  ];
  return [...new Set(parts)];
}

/** Clues of other origins are listed origin by origin: the page says whose, and by which cursor of the platform's. */
const REFERRING = ['grassroots', 'province'] as const;
const REFERRING_LIMIT = 100;
const FIRST_REFERRING = { origin: REFERRING[0], cursor: null };

/** @throws `INVALID_CURSOR` for one that names no origin: somebody else made it. */
function referringPage(page: string): { origin: (typeof REFERRING)[number]; cursor: string | null } {
  const [named, cursor = null] = page.split(' ', 2);
  const origin = REFERRING.find(one => one === named);
  if (!origin) throw invalidCursor();
  return { origin, cursor };
}

function listedAfter(origin: (typeof REFERRING)[number]): string | null {
  return REFERRING[REFERRING.indexOf(origin) + 1] ?? null;
}

/** The city's words for the other platforms are those of an event's id. */
function referenceOf({ id, number }: EventKey): Reference {
  return { platform: id.split(':', 1)[0] as Reference['platform'], no: number };
}
