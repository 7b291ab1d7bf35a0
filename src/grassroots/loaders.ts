/**
 * The grassroots system as one request sees it: each record is fetched once, in batches, and matched by its number.
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
import { BATCH_LIMIT, type GrassrootsClient } from './client.ts';
import { compile, type Query } from './filter.ts';
import * as mapping from './mapping.ts';

const PLATFORM = 'GRASSROOTS';

export interface GrassrootsReader extends PlatformReader {
  /** What the platform holds of an event of any origin; null where it knows nothing of it. */
  section(event: EventKey): Promise<mapping.GrassrootsSection | null>;
}

export function grassrootsReader(
  client: GrassrootsClient,
  catalogue: Catalogue,
  request: Request,
): GrassrootsReader {
  const unreadable = (gap: Gap) => noted({ value: null, gaps: [gap] }, request.sources, PLATFORM, null);

  const own = new DataLoader<string, unknown>(
    async numbers => {
      const asked = numbers.filter(isEventNumber);
      const events = asked.length === 0 ? [] : await client.byNumbers(asked, request);
      const records = Map.groupBy(events, mapping.numberOf);
      return numbers.map(number => records.get(number)?.[0] ?? null);
    },
    { maxBatchSize: BATCH_LIMIT },
  );

  const referring = new DataLoader<string, unknown[]>(
    async references => {
      const records = new Map<string, unknown[] | UpstreamError>();
      for (const answer of await client.byReferences(references, request)) {
        const read = new Fields(answer);
        const reference = read.text('yy');
        if (reference === null) unreadable(unmatchable);
        else records.set(reference, read.records('sj') ?? unlisted());
      }
      return references.map(reference => records.get(reference) ?? []);
    },
    { maxBatchSize: BATCH_LIMIT },
  );

  /** The platform's record of an event: its own, or the one sent down under the event's number at its origin. */
  async function record({ origin, number }: EventKey): Promise<unknown> {
    if (origin === PLATFORM) return await own.load(number);
    const records = await referring.load(`${REFERENCE[origin]}:${number}`);
    const placeable = records.filter(one => mapping.numberOf(one) !== null || unreadable(unplaceable));
    return latest(placeable, mapping.updatedAtOf, mapping.numberOf) ?? null;
  }

  const page =
    (query: Query): Branch =>
    async ({ until, limit, continuation }) => {
      const page = Number(continuation ?? 1);
      const { events, total } = await client.list(
        { ...query, jssj: until === null ? (query.jssj ?? null) : localTime(until * 1000), page, limit },
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
      return { entries, total, continuation: page * limit < total ? String(page + 1) : null };
    };

  return {
    branches: filter => compile(filter, catalogue).map(page),
    async spine(number) {
      const event = await own.load(number);
      if (event === null || !mapping.isOwn(event)) return null;
      return notedSpine(mapping.spine(event, number, catalogue), request.sources);
    },
    async section(key) {
      const event = await record(key);
      const number = mapping.numberOf(event);
      if (event === null || number === null) return null;
      return noted(mapping.section(event, number, catalogue), request.sources, PLATFORM, number);
    },
  };
}

/** The kind of number that other platforms' events are sent down under. */
const REFERENCE = { CITY: 'XS', PROVINCE: 'RW' } as const;

/** A number of another form, which anybody can write into an id, is one that the platform does not have. */
function isEventNumber(number: string): boolean {
  return /^SJ\d{14}$/.test(number);
}

function unlisted(): UpstreamError {
  return new UpstreamError(
    'UPSTREAM_INVALID_DATA',
    PLATFORM,
    'sj/yycx: expected a list at sj, got another value; ask the platform about it',
  );
}

const unplaceable = { field: 'sjbh', message: 'expected a number, got none; the record is left out' };
const unmatchable = { field: 'yy', message: 'expected a reference, got none; the answer is left out' };
