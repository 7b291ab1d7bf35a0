/**
 * The provincial supervision app (省执法监管数字应用) as msw handlers, speaking from lifecycle.md section 8. Reads
 * only: its writes are answered like any call that the key has no permission for (`09`).
 */
import { http } from 'msw/core/http';
import { inAnyOrder } from '../any-order.ts';
import type { Clocks } from '../clock.ts';
import { formatLocal, parseLocal } from '../local-time.ts';
import { assertListed } from '../parameters.ts';
import type { MockCall, OpenedMock } from '../platform.ts';
import type { World } from '../world/world.ts';
import { provinceAbout } from './about.ts';
import { ProvinceRefusal, refusal } from './answer.ts';
import { ProvinceAuth } from './auth.ts';
import { type Answer, answered, BASE_PATH, call, posted } from './call.ts';
import { provinceChanges } from './changes.ts';
import { provinceEditable } from './editable.ts';
import { provinceFailing } from './failing.ts';
import { eventFilter } from './filter.ts';
import { indexList } from './indices.ts';
import { pageOf } from './paging.ts';
import { readGroupBy, statistics } from './statistics.ts';
import {
  delegationChangeList,
  delegationList,
  planList,
  scenarioList,
  supervision,
  taskList,
  tasksByNumber,
} from './supervision.ts';

const MAX_BATCH = 100;

export function provinceMock(world: World, { domain, realTime }: Clocks): OpenedMock {
  const { events, items } = world.province;
  const auth = new ProvinceAuth(realTime);
  const nowSeconds = () => Math.floor(domain.now() / 1000);
  const changes = provinceChanges(world);
  const lists = supervision(world);

  const signed = (method: 'GET' | 'POST', path: string, gloss: string, answer: Answer): MockCall =>
    call('data', method, path, gloss, async (query, text) => {
      auth.check(query);
      return answer(query, text);
    });

  return {
    basePath: BASE_PATH,
    calls: [
      call('auth', 'GET', '/gateway/app/refreshTokenByKey', '用应用密钥换取请求密钥', query =>
        auth.byKey(query),
      ),
      call('auth', 'GET', '/gateway/app/refreshTokenBySec', '用刷新密钥换取请求密钥', query =>
        auth.bySecret(query),
      ),
      call('health', 'GET', '/health', '健康状态（免签名）', () => ({
        status: 'UP',
        time: formatLocal(nowSeconds()),
      })),
      signed('GET', '/event/list', '事件列表', query => {
        const page = pageOf(query);
        const filter = eventFilter(events, query, nowSeconds());
        query.done();
        const { list, ...rest } = page(events.table.select(filter));
        return { ...rest, list: list.map(row => events.stored(row).record) };
      }),
      signed('POST', '/event/batchGet', '按事件编号批量查询', (query, text) => {
        const nos = new Set(posted(query, text, body => body.texts('eventNos', { max: MAX_BATCH })));
        const found = [...nos].flatMap(no => events.numbered(no) ?? []);
        return inAnyOrder(found, event => event.no).map(({ record }) => record);
      }),
      signed('POST', '/event/batchByRef', '按来源编号批量查询', (query, text) => {
        const refs = posted(query, text, body =>
          body.references('refs', ['sourcePlatform', 'sourceNo'], MAX_BATCH),
        );
        assertListed(
          'refs',
          refs.map(ref => ref.sourcePlatform),
          ['city', 'grassroots'],
        );
        const asked = new Map(refs.map(ref => [`${ref.sourcePlatform} ${ref.sourceNo}`, ref]));
        const found = [...asked]
          .map(([key, ref]) => ({ key, ref, events: events.lookup(key).map(({ record }) => record) }))
          .filter(row => row.events.length > 0);
        return inAnyOrder(found, row => row.key).map(row => ({ ...row.ref, events: row.events }));
      }),
      signed('POST', '/stat/query', '统计（至多两个分组）', (query, text) =>
        posted(query, text, body => {
          const groupBy = readGroupBy(body.texts('groupBy'));
          const given = body.filter('filter');
          const filter = eventFilter(events, given, nowSeconds());
          given.done();
          return () => statistics(events, events.table.select(filter), groupBy, nowSeconds());
        })(),
      ),
      signed('GET', '/change/list', '变更（按变更号递增）', query => changes(query)),
      signed('GET', '/item/list', '事项目录', query => {
        const page = pageOf(query);
        const kind = query.oneOf('itemKind', ['1', '2']);
        const since = query.parsed('updatedSince', parseLocal, 'yyyy-MM-dd HH:mm:ss');
        query.done();
        const updated = (time: string) => since === undefined || (parseLocal(time) ?? 0) >= since;
        return page(items.filter(item => (!kind || item.itemKind === kind) && updated(item.updateTime))).list;
      }),
      signed('GET', '/index/list', '评价指数', query => indexList(query)),
      signed('GET', '/plan/list', '检查计划', async query => planList(query, await lists())),
      signed('GET', '/task/list', '检查任务', async query => taskList(query, await lists())),
      signed('POST', '/task/batchGet', '按任务编号批量查询', async (query, text) =>
        tasksByNumber(query, text, await lists(), MAX_BATCH),
      ),
      signed('GET', '/delegation/list', '赋权清单', async query => delegationList(query, await lists())),
      signed('GET', '/delegation/changeList', '赋权事项调整', async query =>
        delegationChangeList(query, await lists()),
      ),
      signed('GET', '/scenario/list', '监管“一件事”', async query => scenarioList(query, await lists())),
    ],
    refusals: [
      http.all('*', ({ request }) =>
        answered(request, query => {
          auth.check(query);
          // The code for a call that this key may not make: `10` would read as "no such record" to a caller.
          throw new ProvinceRefusal('09', '无该接口权限');
        }),
      ),
    ],
    tooLarge: limit => refusal(new ProvinceRefusal('02', `请求体超过 ${limit} 字节`)),
    failing: provinceFailing(auth, { domain, realTime }),
    editable: provinceEditable(events),
    about: provinceAbout(world, lists, auth, realTime),
  };
}
