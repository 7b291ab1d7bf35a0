/**
 * The provincial supervision app as one request sees it: each record is fetched once, in batches, and matched by its
 * number or by the number of the event at its origin.
 */
import DataLoader from 'dataloader';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import { Fields } from '../hub/fields.ts';
import { latest } from '../hub/latest.ts';
import { type Gap, noted, notedSpine } from '../hub/mapped.ts';
import type { Branch, PlatformReader } from '../hub/platform.ts';
import type { EventKey } from '../hub/spine.ts';
import { localTime } from '../hub/time.ts';
import type { Request } from '../request.ts';
import { UpstreamError } from '../upstream/upstream-error.ts';
import { BATCH_LIMIT, type ProvinceClient, type Reference } from './client.ts';
import { compile, type Query } from './filter.ts';
import * as mapping from './mapping.ts';

const PLATFORM = 'PROVINCE';

export interface ProvinceReader extends PlatformReader {
  /** What the platform holds of an event of any origin; null where it knows nothing of it. */
  section(event: EventKey): Promise<mapping.ProvinceSection | null>;
}

export function provinceReader(
  client: ProvinceClient,
  catalogue: Catalogue,
  request: Request,
): ProvinceReader {
  const unreadable = (gap: Gap) => noted({ value: null, gaps: [gap] }, request.sources, PLATFORM, null);

  const own = new DataLoader<string, unknown>(
    async numbers => {
      const asked = numbers.filter(isEventNo);
      const events = asked.length === 0 ? [] : await client.byNumbers(asked, request);
      const records = Map.groupBy(events, mapping.numberOf);
      return numbers.map(number => records.get(number)?.[0] ?? null);
    },
    { maxBatchSize: BATCH_LIMIT },
  );

  const referring = new DataLoader<Reference, unknown[], string>(
    async references => {
      const records = new Map<string, unknown[] | UpstreamError>();
      for (const answer of await client.byReferences(references, request)) {
        const read = new Fields(answer);
        const [sourcePlatform, sourceNo] = [read.text('sourcePlatform'), read.text('sourceNo')];
        if (sourcePlatform === null || sourceNo === null) unreadable(unmatchable);
        else records.set(key({ sourcePlatform, sourceNo }), read.records('events') ?? unlisted());
      }
      return references.map(reference => records.get(key(reference)) ?? []);
    },
    { maxBatchSize: BATCH_LIMIT, cacheKeyFn: key },
  );

  /**
   * The platform's record of an event: its own, which also holds its filing (lifecycle, section 13), or the one born
   * of a filing that names the event.
   */
  async function record({ origin, number }: EventKey): Promise<unknown> {
    if (origin === PLATFORM) return await own.load(number);
    const records = await referring.load({ sourcePlatform: SOURCE[origin], sourceNo: number });
    const placeable = records.filter(one => mapping.numberOf(one) !== null || unreadable(unplaceable));
    return latest(placeable, mapping.updatedAtOf, mapping.numberOf) ?? null;
  }

  const page =
    (query: Query): Branch =>
    async ({ until, limit, continuation }) => {
      const pageNum = Number(continuation ?? 1);
      const { events, total } = await client.list(
        {
          ...query,
          reportTimeEnd: until === null ? (query.reportTimeEnd ?? null) : localTime(until * 1000),
          pageNum,
          pageSize: limit,
        },
        request,
      );
      const entries = events.flatMap(event => {
        const number = mapping.numberOf(event);
        if (number === null) {
          unreadable(unplaceable);
          return [];
        }
        own.prime(number, event);
        const spine = notedSpine(mapping.spine(event, number, catalogue), request.sources);
        return [{ spine, at: mapping.reportedSecondOf(event) }];
      });
      return { entries, total, continuation: pageNum * limit < total ? String(pageNum + 1) : null };
    };

  return {
    branches: filter => compile(filter, catalogue).map(page),
    async spine(number) {
      const event = await own.load(number);
      if (event === null || !mapping.isOwn(event)) return null;
      return notedSpine(mapping.spine(event, number, catalogue), request.sources);
    },
    async section(event) {
      const found = await record(event);
      const number = mapping.numberOf(found);
      if (found === null || number === null) return null;
      return noted(mapping.section(found, number, catalogue), request.sources, PLATFORM, number);
    },
  };
}

/** The province's words for where another platform's events began. */
const SOURCE = { CITY: 'city', GRASSROOTS: 'grassroots' } as const;

/** One number of another form, which anybody can write into an id, and the province refuses the whole batch. */
function isEventNo(number: string): boolean {
  return /^(RW|ZF)\d{14}$/.test(number);
}

function key({ sourcePlatform, sourceNo }: { sourcePlatform: string; sourceNo: string }): string {
  return `${sourcePlatform}:${sourceNo}`;
}

function unlisted(): UpstreamError {
  return new UpstreamError(
    'UPSTREAM_INVALID_DATA',
    PLATFORM,
    'event/batchByRef: expected a list at events, got another value; ask the platform about it',
  );
}

const unplaceable = { field: 'eventNo', message: 'expected a number, got none; the record is left out' };
const unmatchable = {
  field: 'sourcePlatform, sourceNo',
  message: 'expected a reference, got none; the answer is left out',
};
