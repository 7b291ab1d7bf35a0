/**
 * The grassroots governance system over HTTP (基层智治系统; lifecycle, section 10): its calls, signed, with its two
 * envelopes taken off. Records come out as the platform sent them; `mapping.ts` reads them.
 */
import type { Clock } from '../clock.ts';
import { typeName } from '../hub/records/fields.ts';
import { parseCompactTime } from '../hub/records/time.ts';
import type { Request } from '../request.ts';
import { type Call, get, type Layer, post, type Send, through } from '../upstream/call.ts';
import { openPool } from '../upstream/pool.ts';
import { recorded } from '../upstream/recorded.ts';
import { UpstreamError } from '../upstream/upstream-error.ts';
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
  const send: Send = through(recorded(clock), answered, signed(credentials, base.pathname, clock))(pool.send);

  /** The `sj` of an answer, which must be a list. */
  async function records(call: Call): Promise<{ records: unknown[]; total: unknown }> {
    const { sj, zts } = (await send(call)).body as { sj?: unknown; zts?: unknown };
    if (!Array.isArray(sj)) throw invalid(call, `expected a list at sj, got ${typeName(sj)}`);
    return { records: sj, total: zts };
  }

  return {
    async list(parameters, request) {
      const call = get(PLATFORM, 'sj/lb', parameters, { request, signal: request.signal });
      const { records: events, total } = await records(call);
      if (!/^\s*\d+\s*$/.test(String(total)))
        throw invalid(call, `expected a number at zts, got ${typeName(total)}`);
      return { events, total: Number(total) };
    },
    async byNumbers(numbers, request) {
      const body = { sjbhs: numbers.join(',') };
      return (await records(post(PLATFORM, 'sj/plcx', body, { request, signal: request.signal }))).records;
    },
    async byReferences(references, request) {
      const body = { yy: references.join(',') };
      return (await records(post(PLATFORM, 'sj/yycx', body, { request, signal: request.signal }))).records;
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

/** Lets through what the platform answered with success, and says in our terms what it answered else. */
const answered: Layer = next => async call => {
  const reply = await next(call);
  const { fhm, errorCode } = (reply.body ?? {}) as { fhm?: unknown; errorCode?: unknown };
  if (reply.status === 200 && fhm === '200') return reply;
  if (reply.status === 429 || fhm === '429')
    throw failure(call, 'UPSTREAM_OVERLOADED', 'it is asked too much; try again in some seconds');
  if (reply.status === 200 && fhm === '503')
    throw failure(call, 'UPSTREAM_UNAVAILABLE', 'it is under maintenance');
  if (reply.status === 200 && fhm === '400')
    throw invalid(call, 'it takes our parameters for wrong; see its contract');
  if (reply.status === 200 && fhm === undefined) throw invalid(call, 'expected an envelope with fhm');
  const said =
    typeof fhm === 'string'
      ? `fhm ${fhm}`
      : `HTTP ${reply.status}${typeof errorCode === 'string' ? `, ${errorCode}` : ''}`;
  throw failure(call, 'UPSTREAM_UNAVAILABLE', `expected fhm 200, got ${said}`);
};

function invalid(call: Call, message: string): UpstreamError {
  return failure(call, 'UPSTREAM_INVALID_DATA', message);
}

function failure(call: Call, code: UpstreamError['code'], message: string): UpstreamError {
  return new UpstreamError(code, PLATFORM, `${call.name}: ${message}`);
}
