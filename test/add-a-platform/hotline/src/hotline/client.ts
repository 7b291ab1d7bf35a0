/**
 * The hotline over HTTP: its calls, with their envelope taken off. Records come out as it sent them; `mapping.ts` reads
 * them.
 */
import type { Clock } from '../clock.ts';
import { listAt } from '../hub/records/list-at.ts';
import { parseRfc3339 } from '../hub/records/time.ts';
import type { Request } from '../request.ts';
import { type Call, get, type Layer, type Reply } from '../upstream/call.ts';
import { failedOnce, failure, invalid, overloaded } from '../upstream/failure.ts';
import { type Asking, openLink } from '../upstream/link.ts';
import { Pulse } from '../upstream/pulse.ts';
import { retryAfterMs } from '../upstream/retry-after.ts';

const PLATFORM = 'HOTLINE';

/** The most numbers that one batch call takes. */
export const BATCH_LIMIT = 50;

export interface HotlineCredentials {
  apiKey: string;
}

/** What a call is asked with; null is left out. */
export type Parameters = Record<string, string | number | null>;

export interface HotlineClient extends AsyncDisposable {
  /** `GET /tickets`: one page, and how many match in all. */
  list(parameters: Parameters, request: Request): Promise<{ tickets: unknown[]; total: number }>;
  /** `GET /tickets/batch`: in any order, without those that do not exist. */
  byNumbers(numbers: readonly string[], request: Request): Promise<unknown[]>;
  /** `GET /tickets/count`: what the parameters of a list match, by at most two dimensions. */
  count(parameters: Parameters, by: readonly string[], request: Request): Promise<unknown[]>;
  /** `GET /classes`, whole. */
  classes(request: Request): Promise<unknown[]>;
  /** `GET /changes`: behind a change of that number. */
  changes(after: number, size: number, request: Request): Promise<unknown[]>;
  /** Its health and its own time, by `GET /health`. */
  pulse: Pulse;
}

export function hotlineClient(base: URL, { apiKey }: HotlineCredentials, asking: Asking): HotlineClient {
  const { clock } = asking;
  const pulse = new Pulse(now, clock);
  const link = openLink({
    ...asking,
    platform: PLATFORM,
    base,
    answered: answered(clock),
    authorised: next => call => next({ ...call, headers: { ...call.headers, 'x-api-key': apiKey } }),
  });

  const asked = (name: string, parameters: Parameters, request: Request): Call =>
    get(PLATFORM, name, parameters, { request, signal: request.signal });
  const rows = (name: string, parameters: Parameters, request: Request): Promise<unknown[]> => {
    const call = asked(name, parameters, request);
    return link.ask(call, reply => dataOf(call, reply));
  };

  /** Rejects while the hotline does not say that it is well. */
  async function now(signal: AbortSignal): Promise<number> {
    const call = get(PLATFORM, 'health', {}, { signal });
    const { status, time } = ((await link.probe(call)).body ?? {}) as { status?: unknown; time?: unknown };
    const said = typeof time === 'string' ? parseRfc3339(time) : null;
    if (status !== 'UP' || said === null) throw invalid(call, 'expected the status UP and a time');
    return said;
  }

  return {
    list(parameters, request) {
      const call = asked('tickets', parameters, request);
      return link.ask(call, reply => ({ tickets: dataOf(call, reply), total: totalOf(call, reply) }));
    },
    byNumbers: (numbers, request) => rows('tickets/batch', { numbers: numbers.join(',') }, request),
    count: (parameters, by, request) =>
      rows('tickets/count', { ...parameters, by: by.join(',') || null }, request),
    classes: request => rows('classes', {}, request),
    changes: (after, size, request) => rows('changes', { after, size }, request),
    pulse,
    async [Symbol.asyncDispose]() {
      pulse[Symbol.dispose]();
      await link[Symbol.asyncDispose]();
    },
  };
}

/** Lets through what was answered with success, and says in our terms what was answered else: none of its own words. */
const answered =
  (clock: Clock): Layer =>
  next =>
  async call => {
    const reply = await next(call);
    if (reply.status === 200) return reply;
    const message = `expected HTTP 200, got ${reply.status}`;
    if (reply.status === 429) throw overloaded(call, retryAfterMs(reply, clock));
    if (reply.status === 400) throw invalid(call, 'it takes our parameters for wrong; see its contract');
    throw reply.status >= 500
      ? failedOnce(call, message, { repeatAfterMs: retryAfterMs(reply, clock) })
      : failure(call, 'UPSTREAM_UNAVAILABLE', message);
  };

const dataOf = (call: Call, { body }: Reply): unknown[] =>
  listAt(call, 'data', (body as { data?: unknown } | undefined)?.data);

function totalOf(call: Call, { body }: Reply): number {
  const { total } = body as { total?: unknown };
  if (!Number.isSafeInteger(total) || (total as number) < 0)
    throw invalid(call, 'expected a number at total');
  return total as number;
}
