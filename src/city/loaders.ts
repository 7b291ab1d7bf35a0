/**
 * The city's system as one request sees it: each clue is fetched once, in batches, with the parts that the request
 * reads, and matched by its number or by the number of the event at its origin.
 */
import DataLoader from 'dataloader';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import { Fields } from '../hub/fields.ts';
import { type Gap, noted, notedSpine } from '../hub/mapped.ts';
import type { Branch, PlatformReader } from '../hub/platform.ts';
import type { EventKey } from '../hub/spine.ts';
import { dateTime } from '../hub/time.ts';
import type { Request } from '../request.ts';
import { UpstreamError } from '../upstream/upstream-error.ts';
import { BATCH_LIMIT, type CityClient, type Include, type Parameters, type Reference } from './client.ts';
import { compile } from './filter.ts';
import * as mapping from './mapping.ts';

const PLATFORM = 'CITY';

export interface CityReader extends PlatformReader {
  /** What the platform holds of an event of any origin; null where it knows nothing of it. */
  section(event: EventKey): Promise<mapping.CitySection | null>;
  assignee: NonNullable<PlatformReader['assignee']>;
}

export function cityReader(client: CityClient, catalogue: Catalogue, request: Request): CityReader {
  // Asked for at each call: the readers are opened before the operation is read.
  const include = () => includeFor(request.selects('CitySection'));
  const unreadable = (gap: Gap) => noted({ value: null, gaps: [gap] }, request.sources, PLATFORM, null);

  /** The clues by their numbers; one without a number is left out, and reported. */
  function numbered(clues: readonly unknown[]): [string, unknown][] {
    return clues.flatMap((clue): [string, unknown][] => {
      const number = mapping.numberOf(clue);
      if (number !== null) return [[number, clue]];
      unreadable(unplaceable);
      return [];
    });
  }

  const own = new DataLoader<string, unknown>(
    async numbers => {
      const asked = numbers.filter(isClueNo);
      const clues = asked.length === 0 ? [] : await client.byNumbers(asked, include(), request);
      const records = new Map(numbered(clues));
      return numbers.map(number => records.get(number) ?? null);
    },
    { maxBatchSize: BATCH_LIMIT },
  );

  const referring = new DataLoader<Reference, [string, unknown][], string>(
    async references => {
      const found = new Map<string, [string, unknown][] | UpstreamError>();
      for (const answer of await client.byReferences(references, include(), request)) {
        const read = new Fields(answer);
        const [platform, no, clues] = [read.text('platform'), read.text('no'), read.records('clues')];
        if (platform === null || no === null) unreadable(unmatchable);
        else found.set(key({ platform, no }), clues ? numbered(clues) : unlisted());
      }
      return references.map(reference => found.get(key(reference)) ?? []);
    },
    { maxBatchSize: BATCH_LIMIT, cacheKeyFn: key },
  );

  /** All clues that the platform has of an event, by their numbers. */
  async function cluesOf({ origin, number }: EventKey): Promise<[string, unknown][]> {
    if (origin !== PLATFORM) return await referring.load({ platform: SOURCE[origin], no: number });
    const clue = await own.load(number);
    return clue === null ? [] : [[number, clue]];
  }

  /** The one of them that speaks for it; null where there is none. */
  const speaker = (clues: readonly [string, unknown][]) => mapping.speaking(clues.map(([, clue]) => clue));

  const page =
    (query: Parameters): Branch =>
    async ({ until, limit, continuation, total: counted }) => {
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
      const entries = numbered(clues).map(([number, clue]) => {
        own.prime(number, clue);
        const spine = notedSpine(mapping.spine(clue, number, catalogue), request.sources);
        return { spine, at: mapping.reportedSecondOf(clue) };
      });
      return { entries, total, continuation: nextCursor };
    };

  return {
    branches: filter => compile(filter, catalogue).map(page),
    async spine(number) {
      const clue = await own.load(number);
      if (clue === null || !mapping.isOwn(clue)) return null;
      return notedSpine(mapping.spine(clue, number, catalogue), request.sources);
    },
    async section(event) {
      const clues = await cluesOf(event);
      const clue = speaker(clues);
      const number = mapping.numberOf(clue);
      if (number === null) return null;
      const numbers = clues.map(([one]) => one).sort();
      return noted(mapping.section(clue, number, numbers, catalogue), request.sources, PLATFORM, number);
    },
    async assignee(event) {
      const clue = speaker(await cluesOf(event));
      if (clue === null) return null;
      const department = mapping.assignee(clue, catalogue);
      return { department: noted(department, request.sources, PLATFORM, mapping.numberOf(clue)) };
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

function includeFor(selected: ReadonlySet<string>): Include[] {
  const parts = Object.entries(PART).flatMap(([field, part]) => (selected.has(field) ? part : []));
  return [...new Set(parts)];
}

/** The city's words for where another platform's events began. */
const SOURCE = { GRASSROOTS: 'grassroots', PROVINCE: 'province' } as const;

/** One number of another form, which anybody can write into an id, and the city refuses the whole batch. */
function isClueNo(number: string): boolean {
  return /^XS\d{14}$/.test(number);
}

function key({ platform, no }: { platform: string; no: string }): string {
  return `${platform}:${no}`;
}

function unlisted(): UpstreamError {
  return new UpstreamError(
    'UPSTREAM_INVALID_DATA',
    PLATFORM,
    'clues:by-reference: expected a list at clues, got another value; ask the platform about it',
  );
}

const unplaceable = { field: 'clue_no', message: 'expected a number, got none; the record is left out' };
const unmatchable = {
  field: 'platform, no',
  message: 'expected a reference, got none; the answer is left out',
};
