import type { RealTime } from '../clock.ts';
import { Parameters } from '../parameters.ts';
import type { About } from '../platform.ts';
import type { World } from '../world/world.ts';
import { ACCESS_KEY, ALGORITHM, SECRET_KEY, signatureOf } from './auth.ts';
import { eventFilter } from './filter.ts';

/** What the grassroots system's page says; its commands are signed for the reader, good for 90 seconds. */
export function grassrootsAbout(world: World, realTime: RealTime): About {
  const { events, classes, grids } = world.grassroots;
  const signed = (method: string, address: string) => {
    const date = new Date(realTime()).toUTCString();
    const headers = {
      'X-BG-HMAC-ACCESS-KEY': ACCESS_KEY,
      'X-BG-HMAC-ALGORITHM': ALGORITHM,
      'X-BG-DATE-TIME': date,
      'X-BG-HMAC-SIGNATURE': signatureOf(SECRET_KEY, method, new URL(address), date),
    };
    return Object.entries(headers)
      .map(([name, value]) => `-H '${name}: ${value}'`)
      .join(' ');
  };
  const reportedByGrid = () => eventFilter(events, new Parameters([['sjly', 'WG']]), 0);
  return {
    summary: '乡镇（街道）基层治理平台：网格上报事件、网格与网格员、处置反馈、核查与办结。',
    manners: [
      '四个请求头签名（HMAC-SHA256），X-BG-DATE-TIME 允许误差 90 秒；前置网关以真实 HTTP 状态拒绝（401、403、408）',
      '字段为拼音首字母，所有值均为字符串；HTTP 200 时以 fhm 区分，未知参数返回 400',
    ],
    credentials: [
      ['access key', ACCESS_KEY],
      ['secret key', SECRET_KEY],
    ],
    counts: () => [
      ['事件', events.length],
      ['其中网格上报', events.table.select(reportedByGrid()).length],
      ['事件类别', classes.length],
      ['网格', grids.length],
    ],
    tryIt: base => {
      const list = `${base}/sj/lb?page=1&limit=2`;
      const batch = `${base}/sj/plcx`;
      const json = `-H 'content-type: application/json' -d '{"sjbhs":"${events.at(0)?.record.sjbh}"}'`;
      return [
        { what: '事件列表', command: `curl '${list}' ${signed('GET', list)}` },
        { what: '一个事件', command: `curl '${batch}' ${signed('POST', batch)} ${json}` },
      ];
    },
  };
}
