/**
 * The grassroots system (基层智治系统) as msw handlers, speaking from lifecycle.md section 10. Reads only: its
 * writes, and unknown calls, are answered by the gateway in front with 403, as calls that the key is not allowed.
 */
import { http } from 'msw/core/http';
import { inAnyOrder } from '../any-order.ts';
import type { Clocks } from '../clock.ts';
import { formatCompact } from '../local-time.ts';
import { BadParameter } from '../parameters.ts';
import type { MockCall, OpenedMock } from '../platform.ts';
import { inRegion, regionPrefix } from '../region.ts';
import type { World } from '../world/world.ts';
import { grassrootsAbout } from './about.ts';
import { GatewayRejection, refusal } from './answer.ts';
import { checkSignature } from './auth.ts';
import { type Answer, answered, BASE_PATH, call, commaList, posted, rows } from './call.ts';
import { grassrootsChanges } from './changes.ts';
import { grassrootsEditable } from './editable.ts';
import { grassrootsFailing } from './failing.ts';
import { eventFilter } from './filter.ts';
import { pageOf } from './paging.ts';
import { readGroupBy, statistics } from './statistics.ts';

export function grassrootsMock(world: World, { domain, realTime }: Clocks): OpenedMock {
  const { events, classes, grids } = world.grassroots;
  const nowSeconds = () => Math.floor(domain.now() / 1000);
  const changes = grassrootsChanges(world);

  const signed = (method: 'GET' | 'POST', path: string, gloss: string, answer: Answer): MockCall =>
    call('data', method, path, gloss, asked => {
      checkSignature(asked.method, asked.url, asked.headers, realTime);
      return answer(asked);
    });

  return {
    basePath: BASE_PATH,
    calls: [
      call('health', 'GET', '/jkzt', '健康状态（免签名）', () => [
        { zt: '1', sj: formatCompact(nowSeconds()) },
        1,
      ]),
      signed('GET', '/sj/lb', '事件列表', ({ query }) => {
        const page = pageOf(query);
        const filter = eventFilter(events, query, nowSeconds());
        query.done();
        const found = events.table.select(filter);
        return [page(found).map(row => events.stored(row).record), found.length];
      }),
      signed('POST', '/sj/plcx', '按事件编号批量查询', asked => {
        const nos = new Set(posted(asked, body => commaList(body, 'sjbhs')));
        const found = [...nos].flatMap(no => events.numbered(no) ?? []);
        return rows(inAnyOrder(found, event => event.no).map(({ record }) => record));
      }),
      signed('POST', '/sj/yycx', '按引用编号批量查询', asked => {
        const references = new Set(posted(asked, body => commaList(body, 'yy')));
        for (const reference of references) {
          if (!/^(XS|RW|AJ):\S+$/.test(reference))
            throw new BadParameter('yy', `expected XS:, RW: or AJ:, got ${reference}`);
        }
        // XS and RW are the number at the source; AJ is the case that the event led to (section 10).
        const found = [...references].map(yy => ({ yy, sj: events.lookup(yy).map(({ record }) => record) }));
        return rows(
          inAnyOrder(
            found.filter(row => row.sj.length > 0),
            row => row.yy,
          ),
        );
      }),
      signed('POST', '/tj/cx', '统计（至多两个分组）', asked => {
        const { filter, groupBy } = posted(asked, body => {
          const given = body.filter('tj', true);
          const filter = eventFilter(events, given, nowSeconds());
          given.done();
          return { filter, groupBy: readGroupBy(body.text('fz', { default: '' })) };
        });
        return rows(statistics(events, events.table.select(filter), groupBy, nowSeconds()));
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
    failing: grassrootsFailing(),
    editable: grassrootsEditable(events),
    about: grassrootsAbout(world, realTime),
  };
}
