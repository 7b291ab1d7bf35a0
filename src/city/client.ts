/**
 * The city's smart-enforcement system over HTTP (丽水市智慧执法系统; lifecycle, section 9): its calls, with a token,
 * and its problems in our terms. Records come out as the platform sent them; `mapping.ts` reads them.
 */
import { parseRfc3339 } from '../hub/records/time.ts';
import type { Request } from '../request.ts';
import { type Call, get, given, post, type Reply } from '../upstream/call.ts';
import { invalid } from '../upstream/failure.ts';
import { type Asking, openLink } from '../upstream/link.ts';
import { Pulse } from '../upstream/pulse.ts';
import {
  answered,
  type Changes,
  type CursorExpired,
  changesOf,
  itemsOf,
  pageOf,
  refusesCursor,
  rowsOf,
} from './answer.ts';
import { authorised, type CityCredentials } from './token.ts';

const PLATFORM = 'CITY';

/** The most numbers or references that one batch call takes. */
export const BATCH_LIMIT = 200;

/** What a call's query may hold; a list is a repeated parameter. */
export type Parameters = Record<string, string | number | readonly string[] | null>;

/** A part that comes with a clue only when it is asked for. */
export type Include = 'documents' | 'case' | 'dispute' | 'consultations' | 'logs';

/** A number at the platform where an event began, as the city writes it. */
export interface Reference {
  platform: 'grassroots' | 'province';
  no: string;
}

export interface CluePage {
  clues: unknown[];
  /** Null where it was not asked for (`include_total`). */
  total: number | null;
  /** Null on the last page. */
  nextCursor: string | null;
}

/** A page of a list whose cursors a reader of the API may bring back later. */
export interface RecordPage {
  records: unknown[];
  total: number | null;
  nextCursor: string | null;
}

export interface CityClient extends AsyncDisposable {
  /** `GET /clues`: one page of clues. */
  list(parameters: Parameters, request: Request): Promise<CluePage>;
  /** The same for a walk that goes on in a later request; null where it no longer takes the cursor. */
  resumed(parameters: Parameters, request: Request): Promise<RecordPage | null>;
  /** `POST /clues:batch-get`: clues by their own numbers, in any order, without those that do not exist. */
  byNumbers(numbers: readonly string[], include: readonly Include[], request: Request): Promise<unknown[]>;
  /** `POST /clues:by-reference`: per reference that has any, its clues. */
  byReferences(
    references: readonly Reference[],
    include: readonly Include[],
    request: Request,
  ): Promise<unknown[]>;
  /** `GET /documents`: one page of the documents of all clues; null where it no longer takes the cursor. */
  documents(parameters: Parameters, request: Request): Promise<RecordPage | null>;
  /** `GET /disputes`: one page of disputes; null where it no longer takes the cursor. */
  disputes(parameters: Parameters, request: Request): Promise<RecordPage | null>;
  /** `GET /forums`: all of them. */
  forums(parameters: Parameters, request: Request): Promise<unknown[]>;
  /** `POST /statistics`: the clues that the parameters of a list match, counted by at most two dimensions. */
  statistics(parameters: Parameters, groupBy: readonly string[], request: Request): Promise<unknown[]>;
  /** `GET /items`: one page of the directory of items. */
  items(parameters: Parameters, request: Request): Promise<RecordPage>;
  /** `GET /changes`: what has changed behind a cursor; null for the oldest that it still tells. */
  changes(cursor: string | null, limit: number, request: Request): Promise<Changes | CursorExpired>;
  /** Its health and its own time, by `GET /health`. */
  pulse: Pulse;
}

export function cityClient(base: URL, credentials: CityCredentials, asking: Asking): CityClient {
  const { clock } = asking;
  const pulse = new Pulse(now, clock);
  const link = openLink({
    ...asking,
    platform: PLATFORM,
    base,
    answered: answered(clock),
    authorised: authorised(credentials, clock),
  });
  const { ask } = link;
  const items = (call: Call) => ask(call, reply => itemsOf(call, reply));
  const page = (name: string) => (parameters: Parameters, request: Request) => {
    const call = get(PLATFORM, name, parameters, { request, signal: request.signal });
    return ask(call, reply => (refusesCursor(reply) ? null : pageOf(call, reply)));
  };

  /** Rejects while the platform does not say that it is well. */
  async function now(signal: AbortSignal): Promise<number> {
    const call = get(PLATFORM, 'health', {}, { signal });
    const { status, time } = (await link.probe(call)).body as Record<string, unknown>;
    const now = typeof time === 'string' ? parseRfc3339(time) : null;
    if (status !== 'ok' || now === null) throw invalid(call, 'expected status ok and a time');
    return now;
  }

  return {
    list(parameters, request) {
      const call = get(PLATFORM, 'clues', parameters, { request, signal: request.signal });
      return ask(call, reply => {
        const { records: clues, ...rest } = walkedPageOf(call, reply);
        return { clues, ...rest };
      });
    },
    resumed: page('clues'),
    byNumbers(numbers, include, request) {
      const body = { clue_nos: numbers, include };
      return items(post(PLATFORM, 'clues:batch-get', body, { request, signal: request.signal }));
    },
    byReferences(references, include, request) {
      const body = { references, include };
      return items(post(PLATFORM, 'clues:by-reference', body, { request, signal: request.signal }));
    },
    documents: page('documents'),
    disputes: page('disputes'),
    forums(parameters, request) {
      return items(get(PLATFORM, 'forums', parameters, { request, signal: request.signal }));
    },
    statistics(parameters, groupBy, request) {
      // In a body it is a truth value; in a query there are texts alone.
      const overdue = parameters.overdue === 'true' ? { overdue: true } : {};
      const body = { filter: { ...given(parameters), ...overdue }, group_by: groupBy };
      const call = post(PLATFORM, 'statistics', body, { request, signal: request.signal });
      return ask(call, reply => rowsOf(call, reply));
    },
    items(parameters, request) {
      const call = get(PLATFORM, 'items', parameters, { request, signal: request.signal });
      return ask(call, reply => walkedPageOf(call, reply));
    },
    changes(cursor, limit, request) {
      const call = get(PLATFORM, 'changes', { cursor, limit }, { request, signal: request.signal });
      return ask(call, reply => changesOf(call, reply));
    },
    pulse,
    async [Symbol.asyncDispose]() {
      pulse[Symbol.dispose]();
      await link[Symbol.asyncDispose]();
    },
  };
}

/** A page of a walk that is of this very request, and younger than any cursor gets. */
function walkedPageOf(call: Call, reply: Reply): RecordPage {
  if (refusesCursor(reply)) throw invalid(call, 'it does not take its own cursor; see its contract');
  return pageOf(call, reply);
}
