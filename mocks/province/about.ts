import type { RealTime } from '../clock.ts';
import { Parameters } from '../parameters.ts';
import type { About } from '../platform.ts';
import type { World } from '../world/world.ts';
import { APP_KEY, APP_SECRET, type ProvinceAuth, sign } from './auth.ts';
import { eventFilter } from './filter.ts';
import type { Supervision } from './supervision-record.ts';

/** What the province's page says; its commands are signed with secrets issued for the reader. */
export function provinceAbout(
  world: World,
  lists: () => Promise<Supervision>,
  auth: ProvinceAuth,
  realTime: RealTime,
): About {
  const { events, items } = world.province;
  const firstNumbered = () => {
    for (const event of events) if (event.record.eventNo) return event;
    return undefined;
  };
  return {
    summary: '省级执法监管平台：事项目录、检查计划与任务、赋权清单、监管“一件事”、案件备案、督办、评价指数。',
    manners: [
      '每个请求带 appKey、requestTime、sign 三个查询参数；sign 为 md5(appKey + requestSecret + requestTime) 的小写十六进制，requestTime 允许误差 10 分钟',
      '出错时 HTTP 状态仍为 200，以 code 区分；未知参数返回 02，未开放的接口返回 09',
    ],
    credentials: [
      ['appKey', APP_KEY],
      ['appSecret', APP_SECRET],
    ],
    async counts() {
      const { plans, tasks, delegations, delegationChanges, scenarios } = await lists();
      return [
        ['事件', events.length],
        [
          '其中本级产生',
          events.table.select(eventFilter(events, new Parameters([['eventSource', 'self']]), 0)).length,
        ],
        ['事项', items.length],
        ['检查计划', plans.length],
        ['检查任务', tasks.length],
        ['赋权', delegations.length],
        ['赋权调整', delegationChanges.length],
        ['监管“一件事”', scenarios.length],
      ];
    },
    tryIt: base => {
      const secret = auth.issue().requestSecret;
      const requestTime = `${realTime()}`;
      const signing = new URLSearchParams({
        appKey: APP_KEY,
        requestTime,
        sign: sign(APP_KEY, secret, requestTime),
      });
      const eventNo = firstNumbered()?.record.eventNo;
      return [
        { what: '事件列表', command: `curl '${base}/event/list?pageNum=1&pageSize=2&${signing}'` },
        { what: '检查任务', command: `curl '${base}/task/list?pageNum=1&pageSize=2&${signing}'` },
        {
          what: '一个事件',
          command: `curl '${base}/event/batchGet?${signing}' -H 'content-type: application/json' -d '{"eventNos":["${eventNo}"]}'`,
        },
      ];
    },
  };
}
