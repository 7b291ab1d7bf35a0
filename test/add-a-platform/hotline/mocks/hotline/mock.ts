/** The 12345 hotline as msw handlers, by `schema/upstreams/hotline.yaml`. */
import { http } from 'msw/core/http';
import { inAnyOrder } from '../any-order.ts';
import type { Clocks } from '../clock.ts';
import type { Editable } from '../editable.ts';
import { type Failing, isObject, retryAfterHeader } from '../failing.ts';
import { formatRfc3339 } from '../local-time.ts';
import { assertListed, BadParameter, Parameters } from '../parameters.ts';
import type { MockCall, OpenedMock, PlatformMock } from '../platform.ts';
import type { World } from '../world/world.ts';
import { counted, DIMENSIONS, matching } from './queries.ts';
import { CLASSES, type Ticket, ticketsUntil } from './tickets.ts';

const BASE_PATH = '/hotline/api';
const API_KEY = 'lsgt-hotline-demo';

export const mock: PlatformMock = { title: '12345政务服务热线', open };

function open(world: World, { domain }: Clocks): OpenedMock {
  const tickets = ticketsUntil(Math.floor(world.options.now.getTime() / 1000));
  const now = () => Math.floor(domain.now() / 1000);

  return {
    basePath: BASE_PATH,
    calls: [
      call('/health', '健康状态（免密钥）', () => ({ status: 'UP', time: formatRfc3339(now()) }), 'health'),
      call('/tickets', '工单列表', query => {
        const page = query.integer('page', { min: 1, default: 1 });
        const size = query.integer('size', { min: 1, max: 100, default: 20 });
        const found = tickets.filter(matching(query, now()));
        return { data: found.slice((page - 1) * size, page * size), total: found.length };
      }),
      call('/tickets/batch', '按编号批量查询', query => {
        const numbers = query.list('numbers') ?? [];
        if (numbers.length === 0 || numbers.length > 50)
          throw new BadParameter('numbers', 'expected 1 to 50');
        const found = tickets.filter(({ number }) => numbers.includes(number));
        return { data: inAnyOrder(found, ({ number }) => number) };
      }),
      call('/tickets/count', '统计（至多两个分组）', query => {
        const by = query.list('by') ?? [];
        assertListed('by', by, Object.keys(DIMENSIONS));
        if (by.length > 2) throw new BadParameter('by', `expected at most 2, got ${by.length}`);
        return { data: counted(tickets.filter(matching(query, now())), by, now()) };
      }),
      call('/classes', '工单分类目录', () => ({ data: CLASSES })),
      call('/changes', '变更（按变更序号递增）', query => {
        const after = query.integer('after', { min: 0, default: 0 });
        const size = query.integer('size', { min: 1, max: 200, default: 200 });
        return { data: changesOf(tickets).slice(after, after + size) };
      }),
    ],
    refusals: [http.all('*', () => refusal(404, 'NOT_FOUND'))],
    tooLarge: () => refusal(413, 'TOO_LARGE'),
    failing: FAILING,
    editable: editable(tickets),
    about: {
      summary: '市民来电的登记、派单、办理和回访。',
      manners: ['请求头 x-api-key；错误以 HTTP 状态和 { code, message } 表示'],
      credentials: [['api key', API_KEY]],
      counts: () => [['工单', tickets.length]],
      tryIt: base => [
        { what: '工单列表', command: `curl '${base}/tickets?size=2' -H 'x-api-key: ${API_KEY}'` },
      ],
    },
  };
}

const editable = (tickets: readonly Ticket[]): Editable<Ticket> => ({
  records: {
    at: place => numbered(tickets[place]),
    find: number => numbered(tickets.find(ticket => ticket.number === number)),
    change: (number, change) => change(tickets.find(ticket => ticket.number === number)!),
  },
  marked: ({ title }, mark) => ({ title: `${title}${mark}` }),
  announced({ version, status, log }, seconds) {
    const at = formatRfc3339(seconds);
    const entry = { id: `${log.length + 1}`, action: 'REPLY', at, from: status, to: status, by: '陈*' };
    return { version: version + 1, updatedAt: at, log: [...log, entry] };
  },
});

const numbered = (record: Ticket | undefined) => record && { no: record.number, record };

/** Every entry of every log, the oldest first. */
const changesOf = (tickets: readonly Ticket[]) =>
  tickets
    .flatMap(({ number, log }) => log.map(({ action, at }) => ({ ticket: number, action, at })))
    .sort((one, other) => (one.at < other.at ? -1 : 1))
    .map((change, place) => ({ number: place + 1, ...change }));

function call(
  path: string,
  gloss: string,
  answer: (query: Parameters) => unknown,
  kind: MockCall['kind'] = 'data',
): MockCall {
  const handler = http.get(`${BASE_PATH}${path}`, ({ request }) => {
    if (kind === 'data' && request.headers.get('x-api-key') !== API_KEY) return refusal(401, 'UNKNOWN_KEY');
    try {
      const query = new Parameters(new URL(request.url).searchParams);
      const body = answer(query);
      query.done();
      return Response.json(body);
    } catch (error) {
      if (error instanceof BadParameter) return refusal(400, 'BAD_PARAMETER', error.message);
      throw error;
    }
  });
  return { method: 'GET', path, kind, gloss, handler };
}

const refusal = (status: number, code: string, message = code, headers: Record<string, string> = {}) =>
  Response.json({ code, message }, { status, headers });

/** How it fails when a fault is put on it. */
const STATUS: Record<string, number> = { SYSTEM_ERROR: 500, TOO_MANY: 429, UNKNOWN_KEY: 401 };
const FAILING: Failing = {
  codes: Object.keys(STATUS),
  systemError: 'SYSTEM_ERROR',
  throttled: 'TOO_MANY',
  code: (code, { retryAfter }) => refusal(STATUS[code]!, code, code, retryAfterHeader(retryAfter)),
  status: (status, { retryAfter }) => refusal(status, 'ERROR', 'ERROR', retryAfterHeader(retryAfter)),
  revoked: () => refusal(401, 'UNKNOWN_KEY'),
  expire: null,
  rowsOf: body => (isObject(body) && Array.isArray(body.data) ? body.data : null),
};
