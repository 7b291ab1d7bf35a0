import { Parameters } from '../parameters.ts';
import type { About } from '../platform.ts';
import type { World } from '../world/world.ts';
import { type CityAuth, CLIENT_ID, CLIENT_SECRET } from './auth.ts';
import { clueFilter } from './filter.ts';

/** What the city's page says; its commands carry a token issued for the reader. */
export function cityAbout(world: World, auth: CityAuth): About {
  const { clues, items, departments, teams, forums, itemDisputes } = world.city;
  return {
    summary: '市级智慧执法平台：线索、四类文书（交办单、督办单、建议书、提醒函）、案件、争议、执法队伍。',
    manners: [
      'OAuth 2 客户端凭据：以 HTTP Basic 换取令牌，10 分钟内以 Authorization: Bearer 访问',
      'HTTP 状态码如其义，错误为 application/problem+json（RFC 9457）；列表参数重复书写（status=a&status=b）',
    ],
    credentials: [
      ['client_id', CLIENT_ID],
      ['client_secret', CLIENT_SECRET],
    ],
    counts: () => [
      ['线索', clues.length],
      ['其中本级产生', clues.table.select(clueFilter(clues, new Parameters([['origin', 'city']]), 0)).length],
      ['文书', clues.parts.documents.length],
      ['争议（案件、事项）', clues.parts.disputes.length + itemDisputes().length],
      ['议事平台会议', forums().reduce((sum, { meetings }) => sum + meetings.length, 0)],
      ['事项', items.length],
      ['部门', departments.length],
      ['执法队伍', teams.length],
    ],
    tryIt: base => {
      const bearer = `-H 'authorization: Bearer ${auth.issue().access_token}'`;
      const no = clues.at(0)?.record.clue_no;
      return [
        { what: '线索列表', command: `curl '${base}/clues?limit=2&include_total=true' ${bearer}` },
        {
          what: '未结督办单',
          command: `curl '${base}/documents?type=supervision&state=issued&state=signed&include_total=true' ${bearer}`,
        },
        { what: '一条线索', command: `curl '${base}/clues/${no}?include=documents,case,logs' ${bearer}` },
      ];
    },
  };
}
