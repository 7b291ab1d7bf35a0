import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../../src/clock.ts';
import { type ProvinceClient, provinceClient } from '../../src/province/client.ts';
import { ONE_TRY } from '../upstream/one-try.ts';
import { asking } from './asking.ts';

const CREDENTIALS = { appKey: 'lsgt-province-demo', appSecret: 'app-secret-demo' };
const PERSON = '当事人张三';
const SECRETS = {
  requestSecret: 'request-secret-demo',
  requestSecretEndTime: Date.now() + 900_000,
  refreshSecret: 'refresh-secret-demo',
  refreshSecretEndTime: Date.now() + 172_800_000,
};

/** A province that gives secrets and answers everything else with this. */
async function province(status: number, body: unknown) {
  const requests: { method: string; path: string; query: Record<string, string>; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const text = (await request.toArray()).join('');
    const { pathname: path, searchParams } = new URL(request.url!, 'http://province');
    const granting = path.startsWith('/zfjg/api/gateway/app/');
    const { appKey: _key, requestTime: _time, sign: _sign, ...query } = Object.fromEntries(searchParams);
    const signing = ['appKey', 'requestTime', 'sign'].every(name => searchParams.has(name));
    if (!granting)
      requests.push({ method: `${request.method}${signing ? ' signed' : ''}`, path, query, body: text });
    response.writeHead(granting ? 200 : status, { 'content-type': 'application/json' });
    const answer = granting ? { code: '00', msg: '成功', datas: SECRETS, requestId: 'a5b1d0c0' } : body;
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = provinceClient(new URL(`http://127.0.0.1:${port}/zfjg/api`), CREDENTIALS, {
    clock: systemClock,
    policy: ONE_TRY,
  });
  return {
    client,
    requests,
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]();
      server.close();
      server.closeAllConnections();
    },
  };
}

const envelope = (code: string, datas: unknown = null) => ({
  code,
  msg: PERSON,
  datas,
  requestId: 'a5b1d0c1',
});
const listed = (client: ProvinceClient, parameters = {}) => client.list(parameters, asking());

describe('a code of the province, in our terms', () => {
  const unavailable = 'UPSTREAM_UNAVAILABLE';

  it.each([
    ['01', unavailable, 'expected code 00, got 01'],
    ['02', 'UPSTREAM_INVALID_DATA', 'it takes our parameters for wrong; see its contract'],
    ['03', unavailable, "expected code 00, got 03; check the application's key and secret"],
    ['04', unavailable, 'expected code 00, got 04'],
    ['06', unavailable, "expected code 00, got 06; check the application's key and secret"],
    ['07', unavailable, 'expected code 00, got 07'],
    ['08', 'UPSTREAM_OVERLOADED', 'it is asked too much; try again in some seconds'],
    ['09', unavailable, 'expected code 00, got 09'],
    ['99', unavailable, 'it is under maintenance'],
    [PERSON, unavailable, 'expected code 00, got another'],
  ])('%s is %s, and its words are not told on', async (code, expected, message) => {
    await using running = await province(200, envelope(code));
    await expect(listed(running.client)).rejects.toMatchObject({
      code: expected,
      platform: 'PROVINCE',
      message: `event/list: ${message}`,
    });
  });

  it.each([502, 503, 504])('HTTP %i of the network in front is UPSTREAM_UNAVAILABLE', async status => {
    for (const body of ['<html>Bad Gateway</html>', envelope('00', [])]) {
      await using running = await province(status, body);
      await expect(listed(running.client)).rejects.toMatchObject({
        code: unavailable,
        message: `event/list: expected HTTP 200, got HTTP ${status}`,
      });
    }
  });
});

describe('an answer of another form', () => {
  const page = (datas: unknown) => envelope('00', datas);

  it.each([
    ['no JSON', '<html></html>', 'expected an envelope with code'],
    ['null', null, 'expected an envelope with code'],
    ['a code that is no text', { code: 0, datas: [] }, 'expected an envelope with code'],
    ['no datas', page(null), 'expected a list at datas.list, got a value of type undefined'],
    ['no list', page({ list: {}, total: 0 }), 'expected a list at datas.list, got a value of type object'],
    ['no total', page({ list: [] }), 'expected a number at datas.total, got a value of type undefined'],
    [
      'a total that is no count',
      page({ list: [], total: -1 }),
      'expected a number at datas.total, got a value of type number',
    ],
  ])('%s is UPSTREAM_INVALID_DATA, and no fresh answer', async (_, body, message) => {
    await using running = await province(200, body);
    const request = asking();
    const failure = { code: 'UPSTREAM_INVALID_DATA', message: `event/list: ${message}` };
    await expect(running.client.list({}, request)).rejects.toMatchObject(failure);
    expect(request.sources.sources()).toEqual({
      PROVINCE: { status: 'UNAVAILABLE', asOf: null, ...failure },
    });
  });

  it('is UPSTREAM_INVALID_DATA where a batch is no list', async () => {
    await using running = await province(200, envelope('00', { list: [] }));
    const message = 'expected a list at datas, got a value of type object';
    await expect(running.client.byNumbers(['RW20240318000045'], asking())).rejects.toMatchObject({
      message: `event/batchGet: ${message}`,
    });
    await expect(running.client.byReferences([], asking())).rejects.toMatchObject({
      message: `event/batchByRef: ${message}`,
    });
  });
});

describe('a call to the province', () => {
  it('asks for a page by the contract’s parameters, without those that are null', async () => {
    await using running = await province(200, envelope('00', { list: [{}], total: 7 }));
    const query = {
      eventSource: 'self',
      eventStatus: '21,22',
      keyword: '占道 经营',
      pageNum: 1,
      pageSize: 50,
    };
    expect(await listed(running.client, { ...query, urgency: null })).toEqual({ events: [{}], total: 7 });
    expect(running.requests).toEqual([
      {
        method: 'GET signed',
        path: '/zfjg/api/event/list',
        query: { ...query, pageNum: '1', pageSize: '50' },
        body: '',
      },
    ]);
  });

  it('asks for numbers and for references in the body, and is signed all the same', async () => {
    await using running = await province(200, envelope('00', []));
    const reference = { sourcePlatform: 'grassroots', sourceNo: 'SJ20240513000123' } as const;
    await running.client.byNumbers(['RW20240318000045'], asking());
    await running.client.byReferences([reference], asking());
    expect(running.requests).toEqual([
      {
        method: 'POST signed',
        path: '/zfjg/api/event/batchGet',
        query: {},
        body: '{"eventNos":["RW20240318000045"]}',
      },
      {
        method: 'POST signed',
        path: '/zfjg/api/event/batchByRef',
        query: {},
        body: JSON.stringify({ refs: [reference] }),
      },
    ]);
  });

  it('counts by the parameters of a list in the body, without those that are null', async () => {
    await using running = await province(200, envelope('00', [{}]));
    const query = { eventSource: 'self', eventStatus: '21,22', urgency: null };
    expect(await running.client.statistics(query, ['item', 'day'], asking())).toEqual([{}]);
    expect(running.requests).toMatchObject([
      {
        method: 'POST signed',
        path: '/zfjg/api/stat/query',
        body: '{"filter":{"eventSource":"self","eventStatus":"21,22"},"groupBy":["item","day"]}',
      },
    ]);
  });

  it('reads its directory of items page by page', async () => {
    await using running = await province(200, envelope('00', [{}]));
    expect(await running.client.items(2, 100, asking())).toEqual([{}]);
    expect(running.requests).toMatchObject([
      { method: 'GET signed', path: '/zfjg/api/item/list', query: { pageNum: '2', pageSize: '100' } },
    ]);
  });

  it('asks for a page of another list, for tasks and for indices', async () => {
    await using running = await province(200, envelope('00', { list: [{}], total: 7 }));
    const parameters = { regionCode: '331102', itemCode: null, pageNum: 2, pageSize: 100 };
    expect(await running.client.page('plan/list', parameters, asking())).toEqual({ records: [{}], total: 7 });
    await expect(running.client.tasks(['JC20240318000007'], asking())).rejects.toMatchObject({
      message: 'task/batchGet: expected a list at datas, got a value of type object',
    });
    await expect(running.client.indices({ period: '2024Q1' }, asking())).rejects.toMatchObject({
      message: 'index/list: expected a list at datas, got a value of type object',
    });
    expect(running.requests).toEqual([
      {
        method: 'GET signed',
        path: '/zfjg/api/plan/list',
        query: { regionCode: '331102', pageNum: '2', pageSize: '100' },
        body: '',
      },
      {
        method: 'POST signed',
        path: '/zfjg/api/task/batchGet',
        query: {},
        body: '{"taskNos":["JC20240318000007"]}',
      },
      { method: 'GET signed', path: '/zfjg/api/index/list', query: { period: '2024Q1' }, body: '' },
    ]);
  });

  it('is in the request’s log with its end, the secrets’ own calls are not', async () => {
    await using running = await province(200, envelope('08', { retryAfterSeconds: 3 }));
    const request = asking();
    await expect(running.client.byNumbers(['RW20240318000045'], request)).rejects.toThrow();
    expect(request.sources.calls).toMatchObject([
      { platform: 'PROVINCE', call: 'event/batchGet', failure: { code: 'UPSTREAM_OVERLOADED' } },
    ]);
    expect(request.sources.calls).toHaveLength(1);
  });

  it('ends at the deadline', async () => {
    await using running = await province(200, envelope('00', { list: [], total: 0 }));
    await listed(running.client);
    const request = asking(AbortSignal.abort(new DOMException('the time is up', 'TimeoutError')));
    await expect(running.client.list({}, request)).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    expect(running.requests).toHaveLength(1);
  });
});

describe('the province’s clock', () => {
  it('is learned from its health call, unsigned', async () => {
    await using running = await province(200, envelope('00', { status: 'UP', time: '2024-07-26 18:00:00' }));
    const { pulse } = running.client;
    await pulse.check();
    expect(pulse.now()).toBe(Date.parse('2024-07-26T18:00:00+08:00'));
    expect(running.requests).toMatchObject([{ method: 'GET', path: '/zfjg/api/health', query: {} }]);
  });

  it.each([{ status: 'DOWN', time: '2024-07-26 18:00:00' }, { status: 'UP' }, null])(
    'is not learned from %j',
    async datas => {
      await using running = await province(200, envelope('00', datas));
      const { pulse } = running.client;
      await pulse.check();
      expect([pulse.now(), pulse.health.status]).toEqual([null, 'DOWN']);
    },
  );

  it('is not learned while it is under maintenance', async () => {
    await using running = await province(200, envelope('99', { resumeTime: '2024-07-27 06:00:00' }));
    const { pulse } = running.client;
    await pulse.check();
    expect([pulse.now(), pulse.health.status]).toEqual([null, 'DOWN']);
  });
});
