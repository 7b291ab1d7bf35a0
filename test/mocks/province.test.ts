/** The province's mock against lifecycle.md sections 7 and 8. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sign } from '../../mocks/province/auth.ts';
import type { ProvinceEvent } from '../../mocks/province/record.ts';
import { type Mocks, startMocks } from '../../mocks/start.ts';
import { ask, md5, PROVINCE, provinceCaller, provinceSigning, type Query } from './callers.ts';
import { NOW, tinyWorld } from './tiny-world.ts';

let realNow = Date.now();
let mocks: Mocks;
let url: string;
let province: Awaited<ReturnType<typeof provinceCaller>>;

beforeAll(async () => {
  mocks = await startMocks({ world: tinyWorld(), realTime: () => realNow });
  url = mocks.urls.province;
  province = await provinceCaller(url, () => realNow);
});
afterAll(async () => mocks[Symbol.asyncDispose]());

const events = () => mocks.world.province.events.all().map(({ record }) => record);
const list = (query: Query) => province.get('/event/list', { pageNum: 1, pageSize: 100, ...query });
const numbers = (rows: ProvinceEvent[]) => rows.map(row => row.eventNo);

describe('the province checks who calls', () => {
  const byKey = (query: Query = provinceSigning(PROVINCE.appSecret, realNow)) =>
    ask(`${url}/gateway/app/refreshTokenByKey`, query);
  const bySecret = (secret: string) =>
    ask(`${url}/gateway/app/refreshTokenBySec`, provinceSigning(secret, realNow));
  const read = (secret: string, at = realNow) => ask(`${url}/index/list`, provinceSigning(secret, at));

  it.each([
    ['appSecret', 'app-secret-demo', 'bb445b0f60ab99550789bae9eef7f02c'],
    ['refreshSecret', 'refresh-secret-demo', 'ddb86d9b3171da1b856fbfe1bff12cb2'],
    ['requestSecret', 'request-secret-demo', 'f90c293774c9bfb6597e7fbd9078984e'],
  ])('signs with the %s as the contract prints it', (_, secret, expected) => {
    expect(sign('lsgt-province-demo', secret, '1715565600000')).toBe(expected);
    expect(md5(`lsgt-province-demo${secret}1715565600000`)).toBe(expected);
  });

  it('gives a request secret for 15 minutes and a refresh secret for 48 hours', async () => {
    const { status, body } = await byKey();
    expect(status).toBe(200);
    expect(body).toMatchObject({ code: '00', msg: '成功', requestId: expect.any(String) });
    expect(body.datas).toEqual({
      requestSecret: expect.any(String),
      requestSecretEndTime: realNow + 15 * 60_000,
      refreshSecret: expect.any(String),
      refreshSecretEndTime: realNow + 48 * 3_600_000,
    });
  });

  it('says 02 and the name where a signing parameter is missing', async () => {
    const { requestTime: _, ...rest } = provinceSigning(PROVINCE.appSecret, realNow);
    expect((await byKey(rest)).body).toMatchObject({
      code: '02',
      msg: expect.stringContaining('requestTime'),
    });
  });

  it('says 03 where the signature is wrong', async () => {
    expect((await byKey(provinceSigning('another', realNow))).body.code).toBe('03');
    expect((await bySecret('another')).body.code).toBe('03');
    expect((await read('another')).body).toMatchObject({ code: '03', datas: null });
  });

  it('says 06 where the appKey is unknown', async () => {
    expect((await byKey(provinceSigning('x', realNow, 'stranger'))).body.code).toBe('06');
  });

  it('says 07 and its own time where requestTime is more than ten minutes off', async () => {
    const { body } = await byKey();
    const secret = body.datas.requestSecret;
    expect((await read(secret, realNow - 600_000)).body.code).toBe('00');
    expect((await read(secret, realNow + 600_000)).body.code).toBe('00');
    expect((await read(secret, realNow - 600_001)).body).toMatchObject({
      code: '07',
      datas: { serverTime: realNow },
    });
    expect((await read(secret, realNow + 600_001)).body.code).toBe('07');
  });

  it('says 04 once a request secret is 15 minutes old, and 05 once a refresh secret is 48 hours old', async () => {
    const { datas } = (await byKey()).body;
    const start = realNow;
    try {
      realNow = start + 15 * 60_000 - 1;
      expect((await read(datas.requestSecret)).body.code).toBe('00');
      realNow = start + 15 * 60_000;
      expect((await read(datas.requestSecret)).body.code).toBe('04');
      realNow = start + 48 * 3_600_000;
      expect((await bySecret(datas.refreshSecret)).body.code).toBe('05');
    } finally {
      realNow = start;
    }
  });

  it('leaves the former request secret good for 60 seconds after a refresh, the former refresh secret not at all', async () => {
    const former = (await byKey()).body.datas;
    const latter = (await bySecret(former.refreshSecret)).body.datas;
    const start = realNow;
    expect(latter.requestSecret).not.toBe(former.requestSecret);
    expect((await bySecret(former.refreshSecret)).body.code).toBe('05');
    try {
      realNow = start + 59_999;
      expect((await read(former.requestSecret)).body.code).toBe('00');
      realNow = start + 60_000;
      expect((await read(former.requestSecret)).body.code).toBe('04');
      expect((await read(latter.requestSecret)).body.code).toBe('00');
    } finally {
      realNow = start;
    }
  });

  it('leaves earlier secrets valid when another gateway comes by key', async () => {
    const first = (await byKey()).body.datas;
    await byKey();
    expect((await read(first.requestSecret)).body.code).toBe('00');
    expect((await bySecret(first.refreshSecret)).body.code).toBe('00');
  });

  it('tells its health and its own clock without a signature', async () => {
    const { status, body } = await ask(`${url}/health`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ code: '00', datas: { status: 'UP', time: '2024-07-26 18:00:00' } });
  });

  it('says 09 for a write and for a call that it does not have, once the signature is right', async () => {
    expect((await province.post('/event/statusReport', {})).body.code).toBe('09');
    expect((await province.get('/event/lists')).body.code).toBe('09');
    expect((await ask(`${url}/event/lists`)).body.code).toBe('02');
  });
});

describe('the province lists events', () => {
  const local = (text: string) => Date.parse(`${text.replace(' ', 'T')}+08:00`);
  const overdue = (event: ProvinceEvent) =>
    ['11', '20', '21', '22', '23', '30', '31', '40'].includes(event.eventStatus) &&
    event.dueTime !== null &&
    local(event.dueTime) < NOW.getTime();
  const filters: [Query, (event: ProvinceEvent) => boolean][] = [
    [{ eventSource: 'self' }, event => event.eventSource === 'self'],
    [{ regionCode: '331102' }, event => event.regionCode.startsWith('331102')],
    [{ regionCode: '331102001' }, event => event.regionCode === '331102001000'],
    [{ regionCode: '331121101000' }, event => event.regionCode === '331121101000'],
    [{ itemCode: '3302012719006' }, event => event.itemCode === '3302012719006'],
    [{ itemKind: '1' }, event => event.itemKind === '1'],
    [{ categoryCode: '05' }, event => event.categoryCode === '05'],
    [{ eventStatus: '21,22' }, event => ['21', '22'].includes(event.eventStatus)],
    [{ eventStatus: '98' }, event => event.eventStatus === '98'],
    [{ coordinating: '1' }, event => event.coordinating === '1'],
    [{ coordinating: '0' }, event => event.coordinating !== '1'],
    [
      { eventStatus: '40', reviewResult: '1' },
      event => event.eventStatus === '40' && event.reviewResult === '1',
    ],
    [
      { eventStatus: '40', reviewResult: 'empty' },
      event => event.eventStatus === '40' && event.reviewResult === null,
    ],
    [{ urgency: '3' }, event => event.urgency === '3'],
    [
      { reportTimeStart: '2024-07-21 00:00:00' },
      event => local(event.reportTime) >= local('2024-07-21 00:00:00'),
    ],
    [
      { reportTimeEnd: '2024-07-21 00:00:00' },
      event => local(event.reportTime) <= local('2024-07-21 00:00:00'),
    ],
    [
      { reportTimeStart: '2024-07-21 00:00:00', reportTimeEnd: '2024-07-21 00:00:00' },
      event => event.reportTime === '2024-07-21 00:00:00',
    ],
    [{ overdue: '1' }, overdue],
    [{ keyword: '占道' }, event => event.eventTitle?.includes('占道') ?? false],
    [{ deptCode: '331121ZFJ' }, event => event.deptCode === '331121ZFJ'],
    [
      { eventSource: 'self', regionCode: '331102', itemKind: '1' },
      event =>
        event.eventSource === 'self' && event.regionCode.startsWith('331102') && event.itemKind === '1',
    ],
  ];

  it.each(filters)('filters by %j exactly', async (query, plain) => {
    const { datas } = (await list(query)).body;
    const expected = events().filter(plain);
    expect(numbers(datas.list)).toEqual(numbers(expected));
    expect(datas.total).toBe(expected.length);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(events().length);
  });

  it.each([{}, { eventSource: 'all' }, { regionCode: '331100' }, { regionCode: '331100000000' }])(
    'gives everything for %j, newest first, then by number',
    async query => {
      const { datas } = (await list(query)).body;
      const ordered = [...events()].sort(
        (a, b) => local(b.reportTime) - local(a.reportTime) || (a.eventNo < b.eventNo ? -1 : 1),
      );
      expect(datas.list).toEqual(ordered);
    },
  );

  it('finds no more overdue events than its own clock says', async () => {
    const before = (await list({ overdue: '1' })).body.datas.total;
    mocks.clock.moveTo(new Date('2024-07-20T09:00:00+08:00'));
    const then = (await list({ overdue: '1' })).body.datas.total;
    mocks.clock.moveTo(NOW);
    expect(then).toBe(0);
    expect((await list({ overdue: '1' })).body.datas.total).toBe(before);
  });

  it('gives each record once when walked page by page', async () => {
    const seen: string[] = [];
    for (let pageNum = 1; pageNum <= 9; pageNum++) {
      const { datas } = (await list({ pageNum, pageSize: 7 })).body;
      expect(datas).toMatchObject({ total: 60, pageNum, pageSize: 7, pages: 9 });
      seen.push(...numbers(datas.list));
    }
    expect(seen).toEqual(numbers(events()));
    expect((await list({ pageNum: 10, pageSize: 7 })).body.datas.list).toEqual([]);
  });

  it.each([
    ['pageSize', { pageSize: 101 }],
    ['pageSize', { pageSize: 0 }],
    ['pageNum', { pageNum: 0 }],
    ['pageNum', { pageNum: '1.5' }],
    ['eventSource', { eventSource: 'city' }],
    ['regionCode', { regionCode: '33110' }],
    ['eventStatus', { eventStatus: '21,12' }],
    ['eventStatus', { eventStatus: ['21', '22'] }],
    ['reviewResult', { reviewResult: '' }],
    ['reportTimeEnd', { reportTimeEnd: '2024-02-30 00:00:00' }],
    ['reportTimeEnd', { reportTimeEnd: '2024-07-21T00:00:00' }],
    ['overdue', { overdue: '0' }],
    ['evenStatus', { evenStatus: '21' }],
  ])('says 02 and names %s in %j', async (name, query) => {
    const { status, body } = await list(query as unknown as Query);
    expect(status).toBe(200);
    expect(body).toMatchObject({ code: '02', datas: null, msg: expect.stringContaining(`${name}:`) });
  });
});

describe('the province answers in batches', () => {
  it('gives what exists, once each, and not in the order asked', async () => {
    const asked = ['RW1003', 'RW1001', 'none', 'RW1007', 'RW1003', 'RW1005'];
    const { datas } = (await province.post('/event/batchGet', { eventNos: asked })).body;
    expect(numbers(datas).toSorted()).toEqual(['RW1001', 'RW1003', 'RW1005', 'RW1007']);
    expect(numbers(datas)).not.toEqual(['RW1003', 'RW1001', 'RW1007', 'RW1005']);
    const pair = (await province.post('/event/batchGet', { eventNos: ['RW1001', 'RW1002'] })).body.datas;
    const turned = (await province.post('/event/batchGet', { eventNos: ['RW1002', 'RW1001'] })).body.datas;
    expect(numbers(pair)).toEqual(['RW1002', 'RW1001']);
    expect(numbers(turned)).toEqual(['RW1001', 'RW1002']);
  });

  it('finds by the number at the source, and leaves out references without events', async () => {
    const refs = [
      { sourcePlatform: 'grassroots', sourceNo: 'SJ1002' },
      { sourcePlatform: 'city', sourceNo: 'SJ1002' },
      { sourcePlatform: 'city', sourceNo: 'XS1001' },
    ];
    const { datas } = (await province.post('/event/batchByRef', { refs })).body;
    const found = Object.fromEntries(
      datas.map((row: { sourceNo: string; events: ProvinceEvent[] }) => [row.sourceNo, numbers(row.events)]),
    );
    expect(found).toEqual({ SJ1002: ['RW1002'], XS1001: ['RW1001'] });
  });

  it.each([
    ['/event/batchGet', { eventNos: Array(101).fill('RW1001') }],
    ['/event/batchGet', { eventNos: 'RW1001' }],
    ['/event/batchGet', { eventNos: [], page: 1 }],
    ['/event/batchGet', '{"eventNos":'],
    ['/event/batchByRef', { refs: Array(101).fill({ sourcePlatform: 'city', sourceNo: 'XS1001' }) }],
    ['/event/batchByRef', { refs: [{ sourcePlatform: 'province', sourceNo: 'RW1' }] }],
    ['/event/batchByRef', { refs: [{ sourceNo: 'RW1' }] }],
  ])('says 02 where %s is asked wrongly (%#)', async (path, body) => {
    expect((await province.post(path, body)).body.code).toBe('02');
  });
});

describe('the province counts', () => {
  const count = async (groupBy: string[], filter: object = {}) =>
    (await province.post('/stat/query', { filter, groupBy })).body.datas;
  const sum = (rows: Record<string, number>[], measure: string) =>
    rows.reduce((total, row) => total + row[measure]!, 0);
  const MEASURES = ['total', 'voided', 'closed', 'transferred', 'closedOnTime', 'openOverdue'];

  it.each([
    [['region6']],
    [['region9']],
    [['category']],
    [['item']],
    [['status']],
    [['day']],
    [['region6', 'status']],
  ])('so that the groups by %j sum to the whole', async groupBy => {
    const [whole] = await count([]);
    const rows = await count(groupBy);
    expect(rows.length).toBeGreaterThan(1);
    for (const measure of MEASURES) expect(sum(rows, measure)).toBe(whole[measure]);
    for (const row of rows) expect(Object.keys(row.keys)).toEqual(groupBy);
    expect(whole.total).toBe(60);
  });

  it('by status, splitting the codes that a second field tells apart', async () => {
    const rows: { keys: { status: string }; total: number }[] = await count(['status']);
    const of = (status: string) => rows.find(row => row.keys.status === status)?.total ?? 0;
    const plain = (test: (event: ProvinceEvent) => boolean) => events().filter(test).length;
    expect(of('20c')).toBe(plain(event => event.eventStatus === '20' && event.coordinating === '1'));
    expect(of('20')).toBe(plain(event => event.eventStatus === '20' && event.coordinating !== '1'));
    expect(of('401')).toBe(plain(event => event.eventStatus === '40' && event.reviewResult === '1'));
    expect(of('40')).toBe(plain(event => event.eventStatus === '40' && event.reviewResult === null));
    for (const status of ['20c', '20', '401', '40']) expect(of(status)).toBeGreaterThan(0);
  });

  it('with the same filter as the list', async () => {
    const [row] = await count([], { eventStatus: '21,22', regionCode: '331102' });
    expect(row.total).toBe((await list({ eventStatus: '21,22', regionCode: '331102' })).body.datas.total);
    expect((await count([]))[0].openOverdue).toBe((await list({ overdue: '1' })).body.datas.total);
  });

  it('closings on time, and the hours that they took, rounded up', async () => {
    const closed = events().filter(event => event.eventStatus === '90');
    const seconds = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`) / 1000;
    const hours = Map.groupBy(closed, event =>
      Math.ceil((seconds(event.statusTime) - seconds(event.reportTime)) / 3600),
    );
    const [row] = await count([]);
    expect(row.closedOnTime).toBe(
      closed.filter(event => event.dueTime !== null && event.statusTime <= event.dueTime).length,
    );
    expect(row.hoursHistogram).toEqual(
      Object.fromEntries([...hours].map(([hour, same]) => [hour, same.length])),
    );
    expect(row).toMatchObject({ closed: closed.length, keys: {} });
  });

  it.each([
    { groupBy: ['region6', 'status', 'day'] },
    { groupBy: ['county'] },
    { groupBy: [], filter: { pageNum: '1' } },
  ])('says 02 for %j', async body => {
    expect((await province.post('/stat/query', { filter: {}, ...body })).body.code).toBe('02');
  });
});

describe('the province tells what has changed', () => {
  it('in growing ids, page after page, each once', async () => {
    const ids: number[] = [];
    const entities = new Set<string>();
    const strays: unknown[] = [];
    for (let sinceId = 0, hasMore = '1'; hasMore === '1'; ) {
      const { datas } = (await province.get('/change/list', { sinceId, limit: 50 })).body;
      for (const change of datas.changes) {
        ids.push(change.changeId);
        entities.add(change.entity);
        const known = mocks.world.province.events.find(change.eventNo) !== undefined;
        if (known === (change.entity === 'item')) strays.push(change);
      }
      ({ nextId: sinceId, hasMore } = datas);
    }
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    expect(new Set(ids).size).toBe(ids.length);
    expect([...entities].toSorted()).toEqual(['event', 'filing', 'item', 'oversight']);
    expect(strays).toEqual([]); // Each but those of items names the event record that it belongs to.
  });

  it('with the source of the event that a change belongs to, and what came after the last reading at the end', async () => {
    const last = (await province.get('/change/list', { sinceId: 0, limit: 500 })).body.datas;
    mocks.world.province.events.change('RW1001', record => {
      record.logs.push({ ...record.logs[0]!, logId: '3', action: 'oversight', time: '2024-07-26 17:00:00' });
      record.version++;
      record.updateTime = '2024-07-26 17:00:00';
    });
    const { datas } = (await province.get('/change/list', { sinceId: last.nextId, limit: 500 })).body;
    expect(datas.changes[0]).toEqual({
      changeId: last.nextId + 1,
      entity: 'event',
      no: 'RW1001',
      sourcePlatform: 'city',
      sourceNo: 'XS1001',
      eventNo: 'RW1001',
      changeType: 'oversight',
      changeTime: '2024-07-26 17:00:00',
    });
  });
});

describe('the province has directories', () => {
  it('of items, by kind and by change', async () => {
    const codes = async (query: Query) =>
      (await province.get('/item/list', { pageNum: 1, pageSize: 100, ...query })).body.datas.map(
        (item: { itemCode: string }) => item.itemCode,
      );
    expect(await codes({})).toHaveLength(5);
    expect(await codes({ itemKind: '2' })).toEqual(['3302012719001', '3302012719003']);
    expect(await codes({ updatedSince: '2024-04-01 00:00:00' })).toEqual(['3302012719003', '3302012719004']);
    expect(await codes({ pageNum: 2, pageSize: 3 })).toHaveLength(2);
  });

  it('of the ranks that the source document states', async () => {
    const ranks = (await province.get('/index/list', { regionCode: '331100', period: '2024Q1' })).body.datas;
    expect(ranks.map((row: { regionCode: string; rank: number }) => [row.regionCode, row.rank])).toEqual([
      ['331100000000', 1],
      ['331181000000', 1],
      ['331121000000', 1],
      ['331124000000', 1],
      ['331127000000', 1],
    ]);
    const second = (await province.get('/index/list', { period: '2024Q2' })).body.datas;
    expect(second).toEqual([
      {
        regionCode: '331100000000',
        indexCode: 'ZH',
        indexName: '改革综合评价指数',
        score: null,
        rank: 4,
        period: '2024Q2',
      },
    ]);
    expect((await province.get('/index/list', { period: '2024' })).body.code).toBe('02');
  });
});
