/**
 * The grassroots governance system over HTTP (基层智治系统; lifecycle, section 10): its calls, signed, with its two
 * envelopes taken off. Records come out as the platform sent them; `mapping.ts` reads them.
 */
import type { Clock } from '../clock.ts';
import { typeName } from '../hub/records/fields.ts';
import { parseCompactTime } from '../hub/records/time.ts';
import type { Request } from '../request.ts';
import { type Call, get, type Layer, post, type Reply, through } from '../upstream/call.ts';
import { failure, invalid } from '../upstream/failure.ts';
import { openPool } from '../upstream/pool.ts';
import { recorded } from '../upstream/recorded.ts';
import type { UpstreamError } from '../upstream/upstream-error.ts';
import { type GrassrootsCredentials, signed } from './signature.ts';

const PLATFORM = 'GRASSROOTS';

/** The most numbers or references that one batch call takes. */
export const BATCH_LIMIT = 50;

export interface GrassrootsClient extends AsyncDisposable {
  /** `GET /sj/lb`: one page of events and how many match in all. */
  list(
    parameters: Record<string, string | number | null>,
    request: Request,
  ): Promise<{ events: unknown[]; total: number }>;
  /** `POST /sj/plcx`: events by their own numbers, in any order, without those that do not exist. */
  byNumbers(numbers: readonly string[], request: Request): Promise<unknown[]>;
  /** `POST /sj/yycx`: per reference (`XS:XS2024…`, `RW:RW2024…`), the events sent down under it. */
  byReferences(references: readonly string[], request: Request): Promise<unknown[]>;
  /** `GET /jkzt`: the platform's own time, Unix ms; rejects while it says that it is not well. */
  now(signal: AbortSignal): Promise<number>;
}

export function grassrootsClient(
  base: URL,
  credentials: GrassrootsCredentials,
  clock: Clock,
): GrassrootsClient {
  const pool = openPool(base);
  const send = through(answered, signed(credentials, base.pathname, clock))(pool.send);
  const ask = recorded(send, clock);
  const records = (call: Call) => ask(call, reply => recordsOf(call, reply));

  return {
    list(parameters, request) {
      const call = get(PLATFORM, 'sj/lb', parameters, { request, signal: request.signal });
      return ask(call, reply => ({ events: recordsOf(call, reply), total: totalOf(call, reply) }));
    },
    byNumbers(numbers, request) {
      const body = { sjbhs: numbers.join(',') };
      return records(post(PLATFORM, 'sj/plcx', body, { request, signal: request.signal }));
    },
    byReferences(references, request) {
      const body = { yy: references.join(',') };
      return records(post(PLATFORM, 'sj/yycx', body, { request, signal: request.signal }));
    },
    async now(signal) {
      const call = get(PLATFORM, 'jkzt', {}, { signal });
      const reply = await through(answered)(pool.send)(call);
      const { zt, sj } = (reply.body as { sj?: { zt?: unknown; sj?: unknown } }).sj ?? {};
      const now = typeof sj === 'string' ? parseCompactTime(sj) : null;
      if (zt !== '1' || now === null) throw invalid(call, 'expected zt 1 and a time at sj');
      return now;
    },
    [Symbol.asyncDispose]: () => pool[Symbol.asyncDispose](),
  };
}

/** The `sj` of an answer, which must be a list. */
function recordsOf(call: Call, { body }: Reply): unknown[] {
  const { sj } = body as { sj?: unknown };
  if (!Array.isArray(sj)) throw invalid(call, `expected a list at sj, got ${typeName(sj)}`);
  return sj;
}

/** The `zts` of an answer, which must be a number. */
function totalOf(call: Call, { body }: Reply): number {
  const { zts } = body as { zts?: unknown };
  if (!/^\s*\d{1,15}\s*$/.test(String(zts)))
    throw invalid(call, `expected a number at zts, got ${typeName(zts)}`);
  return Number(zts);
}

/**
 * Lets through what the platform answered with success, and says in our terms what it answered else. Of its words
 * only codes are told: its messages may hold what was asked.
 */
const answered: Layer = next => async call => {
  const reply = await next(call);
  const { status, body } = reply;
  const { fhm, errorCode } = (body ?? {}) as { fhm?: unknown; errorCode?: unknown };
  if (status === 429) throw overloaded(call);
  if (status !== 200) {
    const code = typeof errorCode === 'string' && /^[\w-]{1,20}$/.test(errorCode) ? `, ${errorCode}` : '';
    throw failure(call, 'UPSTREAM_UNAVAILABLE', `expected fhm 200, got HTTP ${status}${code}`);
  }
  switch (fhm) {
    case '200':
      return reply;
    case '400':
      throw invalid(call, 'it takes our parameters for wrong; see its contract');
    case '429':
      throw overloaded(call);
    case '503':
      throw failure(call, 'UPSTREAM_UNAVAILABLE', 'it is under maintenance');
    case undefined:
      throw invalid(call, 'expected an envelope with fhm');
  }
  if (typeof fhm !== 'string') throw invalid(call, `expected fhm 200, got ${typeName(fhm)}`);
  const code = /^\d{3,5}$/.test(fhm) ? fhm : 'another';
  throw failure(call, 'UPSTREAM_UNAVAILABLE', `expected fhm 200, got fhm ${code}`);
};

function overloaded(call: Call): UpstreamError {
  return failure(call, 'UPSTREAM_OVERLOADED', 'it is asked too much; try again in some seconds');
}
