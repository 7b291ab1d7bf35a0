import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startMocks } from '../../mocks/start.ts';
import { systemClock } from '../../src/clock.ts';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import { type EventFilter, eventFilter } from '../../src/hub/events/event-filter.ts';
import { parseEventId } from '../../src/hub/events/event-id.ts';
import type { Window } from '../../src/hub/platform.ts';
import { type ProvinceClient, provinceClient } from '../../src/province/client.ts';
import { provinceReader } from '../../src/province/loaders.ts';
import type { Request } from '../../src/request.ts';
import { Pulse } from '../../src/upstream/pulse.ts';
import { forgetful } from '../cache/forgetful.ts';
import { ONE_TRY } from '../upstream/one-try.ts';
import { contract } from '../upstreams/contract.ts';
import { asking } from './asking.ts';
import { event } from './event.ts';

const catalogue = await loadCatalogue(new URL('../../schema/', import.meta.url));
const mocks = await startMocks();
const client = provinceClient(
  new URL(mocks.urls.province),
  { appKey: 'lsgt-province-demo', appSecret: 'app-secret-demo' },
  { clock: systemClock, policy: ONE_TRY },
);
const province = { open: (request: Request) => provinceReader(client, catalogue, request, forgetful()) };

beforeEach(() => mocks.forget());
afterAll(async () => {
  await client[Symbol.asyncDispose]();
  await mocks[Symbol.asyncDispose]();
});

const ALL = eventFilter(null, catalogue);
const FIRST: Window = { until: null, limit: 50, continuation: null, total: false };
const WORKED = parseEventId('grassroots:SJ20240513000123');

const own = mocks.world.province.events.all().filter(({ record }) => record.eventSource === 'self');
const filed = mocks.world.province.events.all().filter(({ record }) => record.eventSource !== 'self');
const calls = () => mocks.callsOf('province').map(({ call }) => call);
const pageOf = (filter: Partial<EventFilter>, window: Partial<Window> = {}) => {
  const [branch] = province.open(asking()).branches({ ...ALL, ...filter });
  return branch!({ ...FIRST, ...window });
};

describe('the list of what began at the province', () => {
  it('is one call a page, in the platform’s order, with the count of all', async () => {
    const page = await pageOf({});
    expect(page.entries.map(({ spine }) => spine.number)).toEqual(own.slice(0, 50).map(({ no }) => no));
    expect(page.entries.map(({ at }) => at)).toEqual(own.slice(0, 50).map(({ reportedAt }) => reportedAt));
    expect(page.total).toBe(own.length);
    expect(calls()).toEqual(['GET /event/list']);
  });

  it('goes on by the number of the page, and ends', async () => {
    const [branch] = province.open(asking()).branches(ALL);
    const numbers: string[] = [];
    let continuation: string | null = null;
    do {
      const page = await branch!({ ...FIRST, limit: 7, continuation });
      numbers.push(...page.entries.map(({ spine }) => spine.number));
      continuation = page.continuation;
    } while (continuation !== null);
    expect(numbers).toEqual(own.map(({ no }) => no));
    expect(calls()).toHaveLength(Math.ceil(own.length / 7));
  });

  it('begins at a second, inclusive', async () => {
    const { reportedAt } = own[10]!;
    const page = await pageOf({}, { until: reportedAt });
    expect(page.entries[0]?.at).toBe(reportedAt);
    expect(page.total).toBe(own.filter(one => one.reportedAt <= reportedAt).length);
  });

  it('ends at the filter’s last second where no other bound is asked for', async () => {
    const to = own[10]!.reportedAt;
    expect((await pageOf({ to })).entries[0]?.at).toBe(to);
  });

  it('matches what its spines say, for each category and kind', async () => {
    const spines = (await pageOf({}, { limit: 100 })).entries.map(({ spine }) => spine);
    for (const { category, kind } of spines.slice(0, 10)) {
      const page = await pageOf({ category, kind }, { limit: 100 });
      expect(new Set(page.entries.map(({ spine }) => `${spine.category?.code} ${spine.kind}`))).toEqual(
        new Set([`${category?.code} ${kind}`]),
      );
    }
  });

  it('asks nothing where nothing can match', () => {
    expect(province.open(asking()).branches({ ...ALL, statuses: ['PENDING_ACCEPTANCE'] })).toEqual([]);
  });

  it('brings the section too, so that it costs no further call', async () => {
    const reader = province.open(asking());
    const page = await reader.branches(ALL)[0]!(FIRST);
    const sections = await Promise.all(page.entries.map(({ spine }) => reader.section(spine)));
    expect(sections.map(section => section?.number)).toEqual(page.entries.map(({ spine }) => spine.number));
    expect(sections.some(section => section?.filing)).toBe(true);
    expect(calls()).toEqual(['GET /event/list']);
  });
});

describe('an event’s section', () => {
  it('is asked for in one batch for all events of other origins, and in one for the province’s own', async () => {
    const reader = province.open(asking());
    const keys = [
      ...filed.slice(0, 60).map(({ record }) => `${record.sourcePlatform}:${record.sourceNo}`),
      ...own.slice(0, 60).map(({ no }) => `province:${no}`),
    ];
    const sections = await Promise.all(keys.map(id => reader.section(parseEventId(id))));
    expect(sections.map(section => section?.number)).toEqual([
      ...filed.slice(0, 60).map(({ no }) => no),
      ...own.slice(0, 60).map(({ no }) => no),
    ]);
    expect(calls().sort()).toEqual(['POST /event/batchByRef', 'POST /event/batchGet']);
  });

  it('is asked for in batches of at most 100', async () => {
    const reader = province.open(asking());
    const keys = Array.from({ length: 150 }, (_, n) => `grassroots:SJ20990101${String(n).padStart(6, '0')}`);
    const sections = await Promise.all(keys.map(id => reader.section(parseEventId(id))));
    expect(new Set(sections)).toEqual(new Set([null]));
    expect(mocks.callsOf('province').map(({ body }) => (body as { refs: unknown[] }).refs.length)).toEqual([
      100, 50,
    ]);
  });

  it('is the contract’s worked example for its event, asked for once however often it is read', async () => {
    const reader = province.open(asking());
    const [section, again] = await Promise.all([reader.section(WORKED), reader.section({ ...WORKED })]);
    expect(again).toEqual(section);
    expect(mocks.callsOf('province').map(({ body }) => body)).toEqual([
      { refs: [{ sourcePlatform: 'grassroots', sourceNo: 'SJ20240513000123' }] },
    ]);
    expect(section).toMatchObject({
      number: 'ZF20240514000019',
      status: 'CLOSED',
      filing: { filingNo: 'BA33110220240514019', stage: 'CONCLUDED', fine: '5000.00' },
    });
  });

  it('is null for an event that the province knows nothing of', async () => {
    const reader = province.open(asking());
    expect(await reader.section(parseEventId('city:XS20990101000001'))).toBeNull();
    expect(await reader.section(parseEventId('province:RW20990101000001'))).toBeNull();
  });
});

describe('one event of the province', () => {
  it('is asked for in one batch, remembered, and null where none has the number', async () => {
    const reader = province.open(asking());
    const numbers = [own[3]!.no, 'RW20990101000001', own[0]!.no, own[3]!.no];
    const spines = await Promise.all(numbers.map(number => reader.spine(number)));
    expect(spines.map(spine => spine?.number)).toEqual([own[3]!.no, undefined, own[0]!.no, own[3]!.no]);
    expect((await reader.section(parseEventId(`province:${own[3]!.no}`)))?.number).toBe(own[3]!.no);
    expect(calls()).toEqual(['POST /event/batchGet']);
  });

  it('is none where the record was born of a filing: that is an event of its own origin', async () => {
    expect(await province.open(asking()).spine(filed[0]!.no)).toBeNull();
  });

  it('is none for a number that the province cannot have, for which it is not asked', async () => {
    const reader = province.open(asking());
    expect(await Promise.all(['RW1', 'SJ20240513000123'].map(number => reader.spine(number)))).toEqual([
      null,
      null,
    ]);
    expect(calls()).toEqual([]);
  });
});

describe('what the province answers out of form', () => {
  const reference = { sourcePlatform: 'grassroots', sourceNo: 'SJ20240513000123' };
  const second = parseEventId('city:XS20240513000087');

  /** A reader whose province gives these answers, whatever is asked. */
  function reading(answers: { list?: unknown[]; byNumbers?: unknown[]; byReferences?: unknown[] }) {
    const request = asking();
    const played: ProvinceClient = {
      list: async () => ({ events: answers.list ?? [], total: answers.list?.length ?? 0 }),
      byNumbers: async () => answers.byNumbers ?? [],
      byReferences: async () => answers.byReferences ?? [],
      statistics: async () => [],
      items: async () => [],
      changes: async () => ({ changes: [], nextId: null, hasMore: false }),
      page: async () => ({ records: [], total: 0 }),
      tasks: async () => [],
      indices: async () => [],
      pulse: new Pulse(async () => 0, systemClock),
      [Symbol.asyncDispose]: async () => {},
    };
    const reported = () => request.sources.diagnostics.map(({ record, field }) => [record, field]);
    return { reader: provinceReader(played, catalogue, request, forgetful()), reported };
  }

  it('is matched by key, in whatever order it comes', async () => {
    const { reader } = reading({
      byReferences: [
        { sourcePlatform: 'city', sourceNo: second.number, events: [event({ eventNo: 'ZF20240101000002' })] },
        { ...reference, events: [event({ eventNo: 'ZF20240101000001' })] },
        { ...reference, sourcePlatform: 'city', events: [event({ eventNo: 'ZF20240101000003' })] },
      ],
    });
    const sections = await Promise.all([WORKED, second].map(key => reader.section(key)));
    expect(sections.map(section => section?.number)).toEqual(['ZF20240101000001', 'ZF20240101000002']);
  });

  it('of several records of one event the later updated speaks, then the one of the greater number', async () => {
    const one = (eventNo: string, updateTime: string) => event({ eventNo, updateTime });
    const speaking = (...events: unknown[]) =>
      reading({ byReferences: [{ ...reference, events }] }).reader.section(WORKED);
    const early = one('ZF20240101000009', '2024-01-01 10:00:00');
    const [a, b] = [
      one('ZF20240101000001', '2024-01-02 10:00:00'),
      one('ZF20240101000002', '2024-01-02 10:00:00'),
    ];
    expect((await speaking(early, a))?.number).toBe('ZF20240101000001');
    expect((await speaking(b, early, a))?.number).toBe('ZF20240101000002');
  });

  it('leaves a record without a number out of the list, and reports it', async () => {
    const { reader, reported } = reading({ list: [event({ eventNo: null }), event()] });
    const page = await reader.branches(ALL)[0]!(FIRST);
    expect(page.entries.map(({ spine }) => spine.number)).toEqual(['RW20240318000045']);
    expect(page.total).toBe(2);
    expect(reported()).toEqual([[null, 'eventNo']]);
  });

  it('keeps an event whose reported time cannot be read, without its second, and reports it', async () => {
    const { reader, reported } = reading({ list: [event({ reportTime: '昨天' })] });
    const page = await reader.branches(ALL)[0]!(FIRST);
    expect(page.entries).toMatchObject([{ at: null, spine: { reportedAt: null } }]);
    expect(reported()).toEqual([['RW20240318000045', 'reportTime']]);
  });

  it('is an error in its own place where the events of one reference are no list', async () => {
    const { reader } = reading({
      byReferences: [
        { ...reference, events: 'none' },
        { sourcePlatform: 'city', sourceNo: second.number, events: [event({ eventNo: 'ZF20240101000002' })] },
      ],
    });
    const [first, other] = await Promise.allSettled([WORKED, second].map(key => reader.section(key)));
    expect(first).toMatchObject({ status: 'rejected', reason: { code: 'UPSTREAM_INVALID_DATA' } });
    expect(other).toMatchObject({ status: 'fulfilled', value: { number: 'ZF20240101000002' } });
  });

  it('is left out and reported where an answer names no reference, or a record no number', async () => {
    const { reader, reported } = reading({
      byReferences: [{ events: [event()] }, { ...reference, events: [event({ eventNo: '' })] }],
    });
    // To say that there is none would be a guess.
    await expect(reader.section(WORKED)).rejects.toMatchObject({ code: 'UPSTREAM_INVALID_DATA' });
    expect(reported()).toEqual([
      [null, 'sourcePlatform, sourceNo'],
      [null, 'eventNo'],
    ]);
  });
});

describe('what the gateway asks the province', () => {
  it('keeps the contract', async () => {
    const { checkRequest } = contract('province');
    const reader = province.open(asking());
    const everything: EventFilter = {
      ...ALL,
      region: catalogue.region('331102001')!,
      matter: catalogue.matter('E-01-005')!,
      category: catalogue.category('01')!,
      kind: 'ENFORCEMENT',
      statuses: ['PENDING_RECEIPT', 'IN_DISPUTE', 'CLOSED', 'PENDING_VERIFICATION', 'PENDING_CLOSURE'],
      urgency: 'URGENT',
      from: 1_704_067_200,
      to: 1_721_988_000,
      overdue: true,
      text: '占道 经营',
    };
    await Promise.all(reader.branches(everything).map(branch => branch(FIRST)));
    await Promise.all([WORKED, parseEventId(`province:${own[0]!.no}`)].map(key => reader.section(key)));
    const asked = mocks.calls.filter(({ platform }) => platform === 'province');
    expect(asked).toHaveLength(7);
    for (const { call, query, body } of asked) {
      const [method, path] = call.split(' ') as [string, string];
      const headers: Record<string, string> =
        body === undefined ? {} : { 'content-type': 'application/json' };
      const search = new URLSearchParams(query as Record<string, string>);
      expect(checkRequest({ method, path, query: search, headers, body })).toEqual([]);
    }
  });
});

describe('the secrets against the mock, which really checks them', () => {
  it('are renewed by the refresh secret as they near their end, and by the key once that has ended', async () => {
    let now = Date.parse('2024-07-26T18:00:00+08:00');
    await using timed = await startMocks({ world: mocks.world, realTime: () => now });
    const clock = { ...systemClock, now: () => now };
    await using renewing = provinceClient(
      new URL(timed.urls.province),
      { appKey: 'lsgt-province-demo', appSecret: 'app-secret-demo' },
      { clock, policy: ONE_TRY },
    );
    const hour = 3_600_000;
    for (const wait of [0, hour / 4 - 30_000, hour, 50 * hour]) {
      now += wait;
      expect((await renewing.list({ pageNum: 1, pageSize: 1 }, asking())).events).toHaveLength(1);
    }
    const auth = timed.calls.filter(({ kind }) => kind === 'auth').map(({ call }) => call);
    expect(auth).toEqual([
      'GET /gateway/app/refreshTokenByKey',
      'GET /gateway/app/refreshTokenBySec',
      'GET /gateway/app/refreshTokenBySec',
      'GET /gateway/app/refreshTokenByKey',
    ]);
    expect(timed.callsOf('province')).toHaveLength(4);
  });

  it('are asked for anew of a platform that was restarted and knows them no more', async () => {
    const before = await startMocks({ world: mocks.world });
    const port = Number(new URL(before.urls.province).port);
    await using restarting = provinceClient(
      new URL(before.urls.province),
      { appKey: 'lsgt-province-demo', appSecret: 'app-secret-demo' },
      { clock: systemClock, policy: ONE_TRY },
    );
    const ask = () => restarting.list({ pageNum: 1, pageSize: 1 }, asking());
    await ask();
    await before[Symbol.asyncDispose]();
    await expect(ask()).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    await using _after = await startMocks({
      world: mocks.world,
      ports: { province: port, city: 0, grassroots: 0 },
    });
    expect((await ask()).events).toHaveLength(1);
  });

  it('are not given for a wrong application’s secret, which is said, and nothing is asked without them', async () => {
    await using stranger = provinceClient(
      new URL(mocks.urls.province),
      { appKey: 'lsgt-province-demo', appSecret: 'wrong' },
      { clock: systemClock, policy: ONE_TRY },
    );
    await expect(stranger.list({}, asking())).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      message:
        "gateway/app/refreshTokenByKey: expected code 00, got 03; check the application's key and secret",
    });
    expect(mocks.callsOf('province')).toEqual([]);
  });
});
