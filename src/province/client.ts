/**
 * The provincial supervision app over HTTP (省执法监管数字应用; lifecycle, section 8): its calls, signed, with its
 * envelope taken off. Records come out as the platform sent them; `mapping.ts` reads them.
 */
import type { components } from '../generated/province.ts';
import { parseLocalTime } from '../hub/records/time.ts';
import type { Request } from '../request.ts';
import { type Call, get, given, post } from '../upstream/call.ts';
import { invalid } from '../upstream/failure.ts';
import { type Asking, openLink } from '../upstream/link.ts';
import { Pulse } from '../upstream/pulse.ts';
import { answered, type Changes, changesOf, datasOf, pageOf, type RecordPage, recordsOf } from './answer.ts';
import { type ProvinceCredentials, signed } from './signature.ts';

const PLATFORM = 'PROVINCE';

/** The most numbers or references that one batch call takes. */
export const BATCH_LIMIT = 100;

/** A number at the platform where an event began, as the province writes it. */
export interface Reference {
  sourcePlatform: components['schemas']['ProvinceSourcePlatformCode'];
  sourceNo: string;
}

/** The lists beside the events, all paged in the same way. */
export type ListCall =
  | 'plan/list'
  | 'task/list'
  | 'delegation/list'
  | 'delegation/changeList'
  | 'scenario/list';

export interface ProvinceClient extends AsyncDisposable {
  /** `GET /event/list`: one page of events and how many match in all. */
  list(
    parameters: Record<string, string | number | null>,
    request: Request,
  ): Promise<{ events: unknown[]; total: number }>;
  /** `POST /event/batchGet`: events by their own numbers, in any order, without those that do not exist. */
  byNumbers(numbers: readonly string[], request: Request): Promise<unknown[]>;
  /** `POST /event/batchByRef`: per reference that has any, its events. */
  byReferences(references: readonly Reference[], request: Request): Promise<unknown[]>;
  /** `POST /stat/query`: the events that the parameters of a list match, counted by at most two dimensions. */
  statistics(
    parameters: Record<string, string | number | null>,
    groupBy: readonly string[],
    request: Request,
  ): Promise<unknown[]>;
  /** `GET /item/list`: one page of the directory of official items. */
  items(pageNum: number, pageSize: number, request: Request): Promise<unknown[]>;
  /** `GET /change/list`: what has changed behind a change of that number. */
  changes(since: number, limit: number, request: Request): Promise<Changes>;
  /** One page of another list, and how many match in all. */
  page(
    list: ListCall,
    parameters: Record<string, string | number | null>,
    request: Request,
  ): Promise<RecordPage>;
  /** `POST /task/batchGet`: inspection tasks by their numbers, in any order, without those that do not exist. */
  tasks(numbers: readonly string[], request: Request): Promise<unknown[]>;
  /** `GET /index/list`: the evaluation indices. */
  indices(parameters: Record<string, string | null>, request: Request): Promise<unknown[]>;
  /** Its health and its own time, by `GET /health`. */
  pulse: Pulse;
}

export function provinceClient(base: URL, credentials: ProvinceCredentials, asking: Asking): ProvinceClient {
  const { clock } = asking;
  const pulse = new Pulse(now, clock);
  const link = openLink({
    ...asking,
    platform: PLATFORM,
    base,
    answered: answered({ clock, theirNow: () => pulse.now() }),
    authorised: signed(credentials, clock),
  });
  const { ask } = link;
  const records = (call: Call) => ask(call, reply => recordsOf(call, reply));

  /** Rejects while the platform does not say that it is well. */
  async function now(signal: AbortSignal): Promise<number> {
    const call = get(PLATFORM, 'health', {}, { signal });
    const datas = datasOf(await link.probe(call)) ?? {};
    const { status, time } = datas as Record<string, unknown>;
    const now = typeof time === 'string' ? parseLocalTime(time) : null;
    if (status !== 'UP' || now === null) throw invalid(call, 'expected status UP and a time');
    return now;
  }

  return {
    list(parameters, request) {
      const call = get(PLATFORM, 'event/list', parameters, { request, signal: request.signal });
      return ask(call, reply => {
        const { records, total } = pageOf(call, reply);
        return { events: records, total };
      });
    },
    byNumbers(numbers, request) {
      const body = { eventNos: numbers };
      return records(post(PLATFORM, 'event/batchGet', body, { request, signal: request.signal }));
    },
    byReferences(references, request) {
      const body = { refs: references };
      return records(post(PLATFORM, 'event/batchByRef', body, { request, signal: request.signal }));
    },
    statistics(parameters, groupBy, request) {
      const body = { filter: given(parameters), groupBy };
      return records(post(PLATFORM, 'stat/query', body, { request, signal: request.signal }));
    },
    items(pageNum, pageSize, request) {
      const parameters = { pageNum, pageSize };
      return records(get(PLATFORM, 'item/list', parameters, { request, signal: request.signal }));
    },
    changes(since, limit, request) {
      const parameters = { sinceId: since, limit };
      const call = get(PLATFORM, 'change/list', parameters, { request, signal: request.signal });
      return ask(call, reply => changesOf(call, reply));
    },
    page(list, parameters, request) {
      const call = get(PLATFORM, list, parameters, { request, signal: request.signal });
      return ask(call, reply => pageOf(call, reply));
    },
    tasks(numbers, request) {
      const body = { taskNos: numbers };
      return records(post(PLATFORM, 'task/batchGet', body, { request, signal: request.signal }));
    },
    indices(parameters, request) {
      return records(get(PLATFORM, 'index/list', parameters, { request, signal: request.signal }));
    },
    pulse,
    async [Symbol.asyncDispose]() {
      pulse[Symbol.dispose]();
      await link[Symbol.asyncDispose]();
    },
  };
}
