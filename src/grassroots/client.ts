/**
 * The grassroots governance system over HTTP (基层智治系统; lifecycle, section 10): its calls, signed, with its two
 * envelopes taken off. Records come out as the platform sent them; `mapping.ts` reads them.
 */
import { parseCompactTime } from '../hub/records/time.ts';
import type { Request } from '../request.ts';
import { type Call, get, given, post } from '../upstream/call.ts';
import { invalid } from '../upstream/failure.ts';
import { type Asking, openLink } from '../upstream/link.ts';
import { Pulse } from '../upstream/pulse.ts';
import { answered, recordsOf, totalOf } from './answer.ts';
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
  /** `POST /tj/cx`: the events that the parameters of a list match, counted by at most two dimensions. */
  statistics(
    parameters: Record<string, string | number | null>,
    groupBy: readonly string[],
    request: Request,
  ): Promise<unknown[]>;
  /** `GET /ml/lb`: one page of the directory of grid classes and how many there are in all. */
  classes(page: number, limit: number, request: Request): Promise<{ classes: unknown[]; total: number }>;
  /** `GET /bg/lb`: what has changed behind a change of that number. */
  changes(since: number, limit: number, request: Request): Promise<unknown[]>;
  /** Its health and its own time, by `GET /jkzt`. */
  pulse: Pulse;
}

export function grassrootsClient(
  base: URL,
  credentials: GrassrootsCredentials,
  asking: Asking,
): GrassrootsClient {
  const { clock } = asking;
  const pulse = new Pulse(now, clock);
  const link = openLink({
    ...asking,
    platform: PLATFORM,
    base,
    answered: answered(clock),
    authorised: signed(credentials, base.pathname, clock),
  });
  const { ask } = link;
  const records = (call: Call) => ask(call, reply => recordsOf(call, reply));

  /** Rejects while the platform does not say that it is well. */
  async function now(signal: AbortSignal): Promise<number> {
    const call = get(PLATFORM, 'jkzt', {}, { signal });
    const reply = await link.probe(call);
    const { zt, sj } = (reply.body as { sj?: { zt?: unknown; sj?: unknown } }).sj ?? {};
    const now = typeof sj === 'string' ? parseCompactTime(sj) : null;
    if (zt !== '1' || now === null) throw invalid(call, 'expected zt 1 and a time at sj');
    return now;
  }

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
    statistics(parameters, groupBy, request) {
      const body = { tj: given(parameters), fz: groupBy.join(',') };
      return records(post(PLATFORM, 'tj/cx', body, { request, signal: request.signal }));
    },
    classes(page, limit, request) {
      const call = get(PLATFORM, 'ml/lb', { page, limit }, { request, signal: request.signal });
      return ask(call, reply => ({ classes: recordsOf(call, reply), total: totalOf(call, reply) }));
    },
    changes(since, limit, request) {
      const parameters = { bgxh: since, limit };
      return records(get(PLATFORM, 'bg/lb', parameters, { request, signal: request.signal }));
    },
    pulse,
    async [Symbol.asyncDispose]() {
      pulse[Symbol.dispose]();
      await link[Symbol.asyncDispose]();
    },
  };
}
