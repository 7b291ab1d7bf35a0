import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type GrassrootsClient, grassrootsClient } from '../../src/grassroots/client.ts';
import type { Request } from '../../src/request.ts';
import { SourceLog } from '../../src/upstream/source-log.ts';
import { handClock } from '../clock.ts';
import { ONE_TRY } from '../upstream/one-try.ts';
import { event } from './event.ts';

/** What the platform answers next, and what it was last asked. */
let answer: { status?: number; body: unknown };
let asked: { method: string; url: string; headers: IncomingMessage['headers']; body: string };

const server = createServer(async (request, response) => {
  let body = '';
  for await (const piece of request) body += piece;
  asked = { method: request.method!, url: request.url!, headers: request.headers, body };
  response.statusCode = answer.status ?? 200;
  response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
});
let client: GrassrootsClient;
let request: Request;

beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
  const { port } = server.address() as AddressInfo;
  const credentials = { accessKey: 'lsgt-grassroots-demo', secretKey: 'grassroots-secret-demo' };
  const base = new URL(`http://127.0.0.1:${port}/jczz/api`);
  client = grassrootsClient(base, credentials, { clock: handClock('2024-05-13T02:00:00Z'), policy: ONE_TRY });
  request = { sources: new SourceLog(), signal: new AbortController().signal } as Request;
});
afterEach(async () => {
  await client[Symbol.asyncDispose]();
});
afterAll(async () => {
  await new Promise(resolve => server.close(resolve));
});

describe('the calls of the grassroots system', () => {
  it('list a page of events, signed, and say how many match', async () => {
    answer = { body: { fhm: '200', fhxx: '成功', sj: [event()], zts: '1659' } };
    const list = await client.list({ page: 1, limit: 50, gjc: '垃圾', sjzt: null }, request);
    expect(list).toEqual({ events: [event()], total: 1659 });
    expect(asked).toMatchObject({
      method: 'GET',
      url: '/jczz/api/sj/lb?page=1&limit=50&gjc=%E5%9E%83%E5%9C%BE',
      headers: {
        'x-bg-date-time': 'Mon, 13 May 2024 02:00:00 GMT',
        'x-bg-hmac-signature': 'Z1GeIH1UnbFO9G9mFvdZrGD6qmqud4YIj2KdtsXVV/w=',
      },
    });
  });

  it.each([' 1659 ', 1659])('take the total %j for a number', async zts => {
    answer = { body: { fhm: '200', sj: [], zts } };
    expect((await client.list({}, request)).total).toBe(1659);
  });

  it('fetch events by their numbers and by references, comma-joined', async () => {
    answer = { body: { fhm: '200', sj: [] } };
    await client.byNumbers(['SJ1', 'SJ2'], request);
    expect(asked).toMatchObject({ method: 'POST', url: '/jczz/api/sj/plcx', body: '{"sjbhs":"SJ1,SJ2"}' });
    await client.byReferences(['XS:XS1', 'RW:RW1'], request);
    expect(asked).toMatchObject({ method: 'POST', url: '/jczz/api/sj/yycx', body: '{"yy":"XS:XS1,RW:RW1"}' });
  });

  it('count by the parameters of a list in the body, without those that are null', async () => {
    answer = { body: { fhm: '200', sj: [{}] } };
    const query = { sjly: 'WG', sjzt: 'DSL,DFP', xzqh: null };
    expect(await client.statistics(query, ['sjlb', 'rq'], request)).toEqual([{}]);
    const body = '{"tj":{"sjly":"WG","sjzt":"DSL,DFP"},"fz":"sjlb,rq"}';
    expect(asked).toMatchObject({ method: 'POST', url: '/jczz/api/tj/cx', body });
    await client.statistics({}, [], request);
    expect(asked.body).toBe('{"tj":{},"fz":""}');
  });

  it('read the directory of grid classes page by page', async () => {
    answer = { body: { fhm: '200', sj: [{}], zts: '53' } };
    expect(await client.classes(1, 200, request)).toEqual({ classes: [{}], total: 53 });
    expect(asked).toMatchObject({ method: 'GET', url: '/jczz/api/ml/lb?page=1&limit=200' });
  });

  it('are written into the request’s log, each', async () => {
    answer = { body: { fhm: '200', sj: [] } };
    await client.byNumbers(['SJ1'], request);
    answer = { body: { fhm: '503', fhxx: '维护中' } };
    await client.byNumbers(['SJ1'], request).catch(() => {});
    expect(request.sources.calls).toMatchObject([
      { platform: 'GRASSROOTS', call: 'sj/plcx' },
      { platform: 'GRASSROOTS', call: 'sj/plcx', failure: { code: 'UPSTREAM_UNAVAILABLE' } },
    ]);
  });
});

describe('what the platform answers but success', () => {
  const CHECK = 'check the access key, its secret and rights';

  it.each([
    [{ fhm: '400' }, 200, 'UPSTREAM_INVALID_DATA', 'it takes our parameters for wrong; see its contract'],
    [{ fhm: '403' }, 200, 'UPSTREAM_UNAVAILABLE', 'expected fhm 200, got fhm 403'],
    [{ fhm: '429' }, 200, 'UPSTREAM_OVERLOADED', 'it is asked too much; try again in some seconds'],
    [{ fhm: '500' }, 200, 'UPSTREAM_UNAVAILABLE', 'expected fhm 200, got fhm 500'],
    [{ fhm: '503' }, 200, 'UPSTREAM_UNAVAILABLE', 'it is under maintenance'],
    [
      { errorCode: 'BG-4010' },
      401,
      'UPSTREAM_UNAVAILABLE',
      `expected fhm 200, got HTTP 401, BG-4010; ${CHECK}`,
    ],
    [{ errorCode: 'BG-4080' }, 408, 'UPSTREAM_UNAVAILABLE', 'expected fhm 200, got HTTP 408, BG-4080'],
    [{ errorCode: 'BG-4290' }, 429, 'UPSTREAM_OVERLOADED', 'it is asked too much; try again in some seconds'],
    [{ fhm: '张三 13812345678' }, 200, 'UPSTREAM_UNAVAILABLE', 'expected fhm 200, got fhm another'],
    [{ fhm: 200 }, 200, 'UPSTREAM_INVALID_DATA', 'expected fhm 200, got a value of type number'],
    [{ errorCode: 'secret = abc' }, 401, 'UPSTREAM_UNAVAILABLE', `expected fhm 200, got HTTP 401; ${CHECK}`],
    [{ errorCode: '13812345678' }, 403, 'UPSTREAM_UNAVAILABLE', `expected fhm 200, got HTTP 403; ${CHECK}`],
    ['<html>', 502, 'UPSTREAM_UNAVAILABLE', 'expected fhm 200, got HTTP 502'],
    ['<html>', 200, 'UPSTREAM_INVALID_DATA', 'expected an envelope with fhm'],
    ['null', 200, 'UPSTREAM_INVALID_DATA', 'expected an envelope with fhm'],
    [
      { fhm: '200', zts: '0' },
      200,
      'UPSTREAM_INVALID_DATA',
      'expected a list at sj, got a value of type undefined',
    ],
    [
      { fhm: '200', sj: [] },
      200,
      'UPSTREAM_INVALID_DATA',
      'expected a number at zts, got a value of type undefined',
    ],
  ])('%j with HTTP %i is %s', async (body, status, code, message) => {
    answer = { status, body };
    await expect(client.list({}, request)).rejects.toMatchObject({
      code,
      platform: 'GRASSROOTS',
      message: `sj/lb: ${message}`,
    });
    // What the caller is told is what the sources say: no answer that cannot be used is a fresh one.
    expect(request.sources.sources()).toEqual({
      GRASSROOTS: { status: 'UNAVAILABLE', asOf: null, code, message: `sj/lb: ${message}` },
    });
  });
});

describe('the platform’s own time', () => {
  it('is that of its health call, which is not signed', async () => {
    answer = { body: { fhm: '200', sj: { zt: '1', sj: '20240726180000' } } };
    await client.pulse.check();
    expect(client.pulse.now()).toBe(Date.parse('2024-07-26T18:00:00+08:00'));
    expect(asked.url).toBe('/jczz/api/jkzt');
    expect(Object.keys(asked.headers).filter(name => name.startsWith('x-bg-'))).toEqual([]);
  });

  it.each([
    { zt: '0', sj: '20240726180000' },
    { zt: '1', sj: '2024-07-26 18:00:00' },
    { zt: '1' },
    'well',
    null,
    undefined,
  ])('is not known where it says %j', async sj => {
    answer = { body: { fhm: '200', sj } };
    await client.pulse.check();
    expect([client.pulse.now(), client.pulse.health.status]).toEqual([null, 'DOWN']);
  });
});
