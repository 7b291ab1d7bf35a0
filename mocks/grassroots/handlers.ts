/**
 * The grassroots system (基层智治系统) as msw handlers, speaking from lifecycle.md section 10. Reads only: its
 * writes, and unknown calls, are answered by the gateway in front with 403, as calls that the key is not allowed.
 */
import { http } from 'msw/core/http';
import { Body } from '../body.ts';
import type { Clocks } from '../clock.ts';
import { formatCompact } from '../local-time.ts';
import { inAnyOrder, lookup } from '../lookup.ts';
import { BadParameter, Parameters } from '../parameters.ts';
import type { MockCall, MockPlatform } from '../platform.ts';
import { inRegion, regionPrefix } from '../region.ts';
import type { World } from '../world/world.ts';
import { grassrootsAbout } from './about.ts';
import { GatewayRejection, refusal, success } from './answer.ts';
import { checkSignature, queryPairs } from './auth.ts';
import { grassrootsChanges } from './changes.ts';
import { eventFilter, value } from './filter.ts';
import { pageOf } from './paging.ts';
import { readGroupBy, statistics } from './statistics.ts';

const BASE_PATH = '/jczz/api';
const MAX_BATCH = 50;

export function grassrootsMock(world: World, { domain, realTime }: Clocks): MockPlatform {
  const { events, classes, grids } = world.grassroots;
  const nowSeconds = () => Math.floor(domain.now() / 1000);
  const byNo = lookup(events, ({ record }) => value(record.sjbh));
  const bySource = lookup(
    events,
    ({ record }) => value(record.yybh) && `${value(record.yylx)}:${value(record.yybh)}`,
  );
  const byCase = lookup(events, ({ record }) => value(record.ajbh) && `AJ:${value(record.ajbh)}`);
  const changes = grassrootsChanges(world);

  const signed = (method: 'GET' | 'POST', path: string, gloss: string, answer: Answer): MockCall =>
    call('data', method, path, gloss, asked => {
      checkSignature(asked.method, asked.url, asked.headers, realTime);
      return answer(asked);
    });

  return {
    name: 'grassroots',
    basePath: BASE_PATH,
    calls: [
      call('health', 'GET', '/jkzt', '健康状态（免签名）', () => [
        { zt: '1', sj: formatCompact(nowSeconds()) },
        1,
      ]),
      signed('GET', '/sj/lb', '事件列表', ({ query }) => {
        const page = pageOf(query);
        const matches = eventFilter(query, nowSeconds());
        query.done();
        const found = events.filter(matches);
        return [page(found).map(({ record }) => record), found.length];
      }),
      signed('POST', '/sj/plcx', '按事件编号批量查询', asked => {
        const nos = new Set(posted(asked, body => commaList(body, 'sjbhs')));
        const found = [...nos].flatMap(no => byNo(no).slice(0, 1));
        return rows(inAnyOrder(found, event => event.no).map(({ record }) => record));
      }),
      signed('POST', '/sj/yycx', '按引用编号批量查询', asked => {
        const references = new Set(posted(asked, body => commaList(body, 'yy')));
        for (const reference of references) {
          if (!/^(XS|RW|AJ):\S+$/.test(reference))
            throw new BadParameter('yy', `expected XS:, RW: or AJ:, got ${reference}`);
        }
        // XS and RW are the number at the source; AJ is the case that the event led to (section 10).
        const eventsOf = (yy: string) => (yy.startsWith('AJ:') ? byCase(yy) : bySource(yy));
        const found = [...references].map(yy => ({ yy, sj: eventsOf(yy).map(({ record }) => record) }));
        return rows(
          inAnyOrder(
            found.filter(row => row.sj.length > 0),
            row => row.yy,
          ),
        );
      }),
      signed('POST', '/tj/cx', '统计（至多两个分组）', asked => {
        const { matches, groupBy } = posted(asked, body => {
          const filter = body.filter('tj', true);
          const matches = eventFilter(filter, nowSeconds());
          filter.done();
          return { matches, groupBy: readGroupBy(body.text('fz', { default: '' })) };
        });
        return rows(statistics(events.filter(matches), groupBy, nowSeconds()));
      }),
      signed('GET', '/bg/lb', '变更（按变更序号递增）', ({ query }) => rows(changes(query))),
      signed('GET', '/ml/lb', '网格事件类别目录', ({ query }) => {
        const page = pageOf(query);
        query.done();
        return [page(classes), classes.length];
      }),
      signed('GET', '/wg/lb', '网格目录', ({ query }) => {
        const page = pageOf(query);
        const prefix = query.parsed('xzqh', regionPrefix, 'a code of 6, 9 or 12 digits');
        query.done();
        const found = grids.filter(grid => prefix === undefined || inRegion(grid.xzqh, prefix));
        return [page(found), found.length];
      }),
    ],
    refusals: [
      http.all('*', ({ request }) =>
        answered(request, ({ method, url, headers }) => {
          checkSignature(method, url, headers, realTime);
          throw new GatewayRejection(403, 'BG-4031', `key not allowed for ${method} ${url.pathname}`);
        }),
      ),
    ],
    tooLarge: limit => refusal(new BadParameter('body', `at most ${limit} bytes`)),
    about: grassrootsAbout(world, realTime),
  };
}

interface Asked {
  method: string;
  url: URL;
  query: Parameters;
  headers: Headers;
  text: string;
}

/** What stands in `sj`, and in `zts`. */
type Answer = (asked: Asked) => [sj: unknown, zts: number];

function call(
  kind: MockCall['kind'],
  method: 'GET' | 'POST',
  path: string,
  gloss: string,
  answer: Answer,
): MockCall {
  const register = method === 'GET' ? http.get : http.post;
  return {
    method,
    path,
    kind,
    gloss,
    handler: register(`${BASE_PATH}${path}`, ({ request }) => answered(request, answer)),
  };
}

async function answered(request: Request, answer: Answer): Promise<Response> {
  const url = new URL(request.url);
  try {
    const query = new Parameters(queryPairs(url), true);
    const { method, headers } = request;
    return success(...answer({ method, url, query, headers, text: await request.text() }));
  } catch (error) {
    return refusal(error);
  }
}

/** Reads a body to its last field, so that an unknown one is refused. */
function posted<Read>({ query, text }: Asked, read: (body: Body) => Read): Read {
  query.done();
  const body = new Body(text);
  const value = read(body);
  body.done();
  return value;
}

function commaList(body: Body, name: string): string[] {
  const items = body
    .text(name)
    .split(',')
    .filter(item => item !== '');
  if (items.length > MAX_BATCH) throw new BadParameter(name, `at most ${MAX_BATCH}, got ${items.length}`);
  return items;
}

function rows(sj: unknown[]): [sj: unknown, zts: number] {
  return [sj, sj.length];
}
