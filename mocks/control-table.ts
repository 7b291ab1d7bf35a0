/** What can be asked of the mocks themselves, call by call. */
import type { DomainClock } from './clock.ts';
import { isObject } from './failing.ts';
import { FaultError } from './faults/order.ts';
import { readDuration } from './faults/parameter.ts';
import { formatRfc3339 } from './local-time.ts';
import { MAILINGS } from './mailer.ts';
import { PLATFORM_NAMES, type PlatformName } from './platform.ts';
import { scenarioNames } from './scenario/scenario-files.ts';
import type { Tester } from './tester.ts';
import { WebhookError } from './webhooks.ts';
import type { Planted } from './world/world.ts';

export interface Controlled {
  /** Once all are served. */
  tester(): Tester;
  planted: Planted[];
  clock: DomainClock;
}

export interface Asked {
  /** The one that was named, or else that was asked. */
  platform: PlatformName;
  /** Whether one was named. */
  named: boolean;
  body: Record<string, unknown>;
  query: URLSearchParams;
}

export interface Control {
  /** For the platform's page. */
  zh: string;
  answer(asked: Asked): unknown;
}

/** Every control, by method and path. */
export function controlsOf({ tester, planted, clock }: Controlled): Record<string, Control> {
  const time = () => ({ now: formatRfc3339(clock.now() / 1000) });
  const scenario = () => {
    const played = tester().playing();
    return {
      playing: played && {
        name: played.name,
        ...played.sentences,
        ...played.steps,
        failure: played.failure,
      },
      scenarios: scenarioNames(),
    };
  };
  return {
    'GET /__mock/planted': { zh: '预埋的差异与异常', answer: () => planted },
    'GET /__mock/clock': { zh: '平台时钟', answer: time },
    'POST /__mock/clock': {
      zh: '拨动平台时钟：{"to":"2024-07-27T01:00:00+08:00"} 或 {"by":"2h"}',
      answer({ body: { to, by } }) {
        moveClock(clock, to, by);
        return time();
      },
    },
    'GET /__mock/faults': { zh: '已加的故障', answer: () => tester().faults() },
    'POST /__mock/faults': {
      zh: '加故障：{"fault":"latency","ms":500}',
      answer({ platform, body: { platform: _, ...order } }) {
        keepReachable(tester(), platform, order);
        const { id } = tester().fault(platform, order.fault as never, order as never);
        return tester()
          .faults()
          [platform].find(told => told.id === id);
      },
    },
    'DELETE /__mock/faults': {
      zh: '取消故障；可用 ?platform=…&fault=… 限定',
      answer: async ({ platform, named, query }) => ({
        off: await tester().off(named ? platform : undefined, query.get('fault') ?? undefined),
      }),
    },
    'GET /__mock/status': {
      zh: '时钟、场景、故障和请求数',
      answer: () => ({
        ...time(),
        playing: scenario().playing,
        faults: tester().faults(),
        calls: tester().counts(),
      }),
    },
    'GET /__mock/calls': { zh: '各接口收到的请求数', answer: () => tester().counts() },
    'DELETE /__mock/calls': { zh: '请求数清零', answer: () => tester().recount() },
    'POST /__mock/edit': {
      zh: '修改记录：{"no":"…","set":{…},"announced":false}',
      answer: ({ platform, body: { no, nth, set, announced } }) => ({
        no: tester().edit(platform, {
          ...(no !== undefined && { no: `${no}` }),
          ...(nth !== undefined && { nth: Number(nth) }),
          ...(isObject(set) && { set }),
          announced: announced === true || announced === 'true',
        }),
      }),
    },
    'POST /__mock/webhooks': {
      zh: '市平台推送：{"how":"send"}，或 repeat、reorder、lose',
      async answer({ body: { how, url } }) {
        const mailing = MAILINGS.find(one => one === how);
        if (!mailing) throw slip('how', `expected one of ${MAILINGS.join(', ')}, got ${shown(how)}`);
        try {
          return await tester().mail(mailing, typeof url === 'string' ? url : undefined);
        } catch (error) {
          if (error instanceof WebhookError) throw slip('url', error.message);
          throw error;
        }
      },
    },
    'GET /__mock/scenario': { zh: '正在播放的场景', answer: scenario },
    'POST /__mock/scenario': {
      zh: '播放场景：{"name":"city-slow"}',
      answer({ body: { name, url } }) {
        tester().scenario(`${name}`, typeof url === 'string' ? { webhookUrl: url } : {});
        return scenario();
      },
    },
    'DELETE /__mock/scenario': {
      zh: '停止场景',
      async answer() {
        await tester().stopScenario();
        return scenario();
      },
    },
    'POST /__mock/reset': { zh: '恢复到启动时的状态', answer: () => tester().reset() },
  };
}

/** Were the last mock that answers taken away for good, nobody could bring one back. */
function keepReachable(
  tester: Tester,
  platform: PlatformName,
  { fault, forMs }: Record<string, unknown>,
): void {
  const away = ['refused', 'half-open'];
  if (!away.includes(`${fault}`) || forMs !== undefined) return;
  const on = tester.faults();
  const others = PLATFORM_NAMES.filter(one => one !== platform);
  if (others.every(one => on[one].some(told => away.includes(told.fault)))) {
    throw slip(
      'forMs',
      'this is the last mock that can be reached, to take faults off again; say for how long',
    );
  }
}

/** @throws FaultError for what is no time. */
function moveClock(clock: DomainClock, to: unknown, by: unknown): void {
  const ms = readDuration(by);
  const instant = new Date(`${to}`);
  if (by !== undefined && ms !== undefined) clock.advance(ms);
  else if (by === undefined && !Number.isNaN(instant.getTime())) clock.moveTo(instant);
  else {
    const expected = 'to, an instant such as 2024-07-27T01:00:00+08:00, or by, a time such as 2h';
    throw slip(by === undefined ? 'to' : 'by', `expected ${expected}, got ${shown(by ?? to)}`);
  }
}

export const slip = (name: string, problem: string): FaultError => new FaultError([{ name, problem }]);

export const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
