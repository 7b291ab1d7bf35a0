/** Each fault, seen on the wire by a caller that knows nothing of how it is made. */
import { Agent, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Exchange, Site } from '../../mocks/faults/fault.ts';
import { FAULT_NAMES, FAULTS, type FaultName, type FaultParameters } from '../../mocks/faults/table.ts';
import { formatCompact } from '../../mocks/local-time.ts';
import { type Mocks, startMocks } from '../../mocks/start.ts';
import { randomOf } from '../../mocks/world/random.ts';
import { type HandClock, handClock } from '../clock.ts';
import {
  type Answer,
  ask,
  cityCaller,
  cityToken,
  grassrootsCaller,
  PROVINCE,
  provinceCaller,
  provinceSigning,
} from './callers.ts';
import { tinyWorld } from './tiny-world.ts';

const PLATFORMS = ['province', 'city', 'grassroots'] as const;
type Platform = (typeof PLATFORMS)[number];

const world = tinyWorld();
let clock: HandClock;
let mocks: Mocks;
beforeEach(async () => {
  clock = handClock(new Date().toISOString());
  mocks = await startMocks({ world, waiting: clock, realTime: clock.now });
});
afterEach(async () => {
  await mocks[Symbol.asyncDispose]();
});

/** A list of each platform, by its own words. */
const LISTS = {
  province: ['/event/list', { pageNum: 1, pageSize: 50 }],
  city: ['/clues', { limit: 50 }],
  grassroots: ['/sj/lb', { page: 1, limit: 50 }],
} as const;

/** What needs no credentials, and so can be asked in one line. */
const PUBLIC = { province: '/health', city: '/health', grassroots: '/jkzt' };

const CALLERS = { province: provinceCaller, city: cityCaller, grassroots: grassrootsCaller };

/** Asks that platform for its list. */
async function lister(platform: Platform) {
  const [path, query] = LISTS[platform];
  const caller = await CALLERS[platform](mocks.urls[platform], clock.now);
  return () => caller.get(path, query);
}

const ROWS: Record<Platform, (body: Answer['body']) => unknown[]> = {
  province: body => body.datas.list,
  city: body => body.items,
  grassroots: body => body.sj,
};

/** An answer to a plain GET as it comes over the socket, up to where it ends or breaks. */
function onTheWire(
  platform: Platform,
  { headers = {}, agent = false }: Pick<RequestOptions, 'headers' | 'agent'> = {},
) {
  const { promise, resolve } = Promise.withResolvers<{
    response: IncomingMessage | null;
    body: Buffer;
    error: NodeJS.ErrnoException | null;
  }>();
  let came: IncomingMessage | null = null;
  const chunks: Buffer[] = [];
  const ended = (error: NodeJS.ErrnoException | null) =>
    resolve({ response: came, body: Buffer.concat(chunks), error });
  httpRequest(`${mocks.urls[platform]}${PUBLIC[platform]}`, { headers, agent }, response => {
    came = response;
    response.on('data', chunk => chunks.push(chunk));
    response.on('end', () => ended(null)).on('error', ended);
  })
    .on('error', ended)
    .end();
  return promise;
}

/** Puts a fault on all but what is asked of the mock itself. */
const put = <Name extends FaultName>(platform: Platform, fault: Name, how: FaultParameters<Name>) =>
  mocks.fault(platform, fault, { ...how, call: '*' } as FaultParameters<Name> & { call: string });

/** Lets what is under way come to rest: sockets and callbacks, no time. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
}

describe.each(PLATFORMS)('on the %s', platform => {
  it('latency lets answers come after that time, and not before', async () => {
    const list = await lister(platform);
    using _ = mocks.fault(platform, 'latency', { ms: 500 });
    let answered = false;
    const asked = list().then(answer => {
      answered = true;
      return answer;
    });
    while (mocks.callsOf(platform).length === 0) await settled();
    clock.advance(499);
    await settled();
    expect(answered).toBe(false);
    clock.advance(1);
    expect((await asked).status).toBe(200);
  });

  it('timeout leaves calls unanswered until it is taken off', async () => {
    const list = await lister(platform);
    const fault = mocks.fault(platform, 'timeout');
    const asked = list();
    while (mocks.callsOf(platform).length === 0) await settled();
    clock.advance(60_000);
    await settled();
    expect(mocks.callsOf(platform)[0]!.status).toBeNull();
    await fault[Symbol.asyncDispose]();
    expect((await asked).status).toBe(200);
  });

  it('truncated with a length cuts the connection before the length is reached', async () => {
    using _ = put(platform, 'truncated', { form: 'length' });
    const { response, body, error } = await onTheWire(platform);
    expect(error).toMatchObject({ code: 'ECONNRESET' });
    expect(body.length).toBeGreaterThan(0);
    expect(body.length).toBeLessThan(Number(response!.headers['content-length']));
  });

  it('truncated in chunks cuts the connection before the last chunk', async () => {
    using _ = put(platform, 'truncated', { form: 'chunked' });
    const { response, body, error } = await onTheWire(platform);
    expect(response!.headers).toMatchObject({ 'transfer-encoding': 'chunked' });
    expect(error).toMatchObject({ code: 'ECONNRESET' });
    expect(body.length).toBeGreaterThan(0);
  });

  it('malformed gives a whole answer that says it is JSON and is none', async () => {
    using _ = put(platform, 'malformed', {});
    const { response, body, error } = await onTheWire(platform);
    expect([response!.statusCode, error]).toEqual([200, null]);
    expect(response!.headers['content-type']).toMatch(/json/);
    expect(body.toString()).toMatch(/^\{/);
    expect(() => JSON.parse(body.toString())).toThrow(SyntaxError);
  });

  it('slow-body sends the head at once and the body piece by piece', async () => {
    using _ = put(platform, 'slow-body', { ms: 10_000, pieces: 4 });
    const asked = await fetch(`${mocks.urls[platform]}${PUBLIC[platform]}`);
    const length = Number(asked.headers.get('content-length'));
    const reader = asked.body!.getReader();
    const sizes: number[] = [];
    for (let piece = 0; piece < 4; piece++) {
      const next = reader.read().then(({ value }) => sizes.push(value!.length));
      clock.advance(2_499);
      await settled();
      expect(sizes).toHaveLength(piece);
      clock.advance(1);
      await next;
      await settled();
    }
    expect((await reader.read()).done).toBe(true);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(length);
  });

  it('wrong-type gives a page of HTML with success', async () => {
    using _ = put(platform, 'wrong-type', {});
    const { response, body } = await onTheWire(platform);
    expect(response).toMatchObject({ statusCode: 200, headers: { 'content-type': 'text/html' } });
    expect(body.toString()).toMatch(/^<html>/);
  });

  it('huge gives the right answer, and blanks behind it, of which no length is told', async () => {
    using _ = put(platform, 'huge', { mib: 3 });
    const { response, body, error } = await onTheWire(platform, { headers: { 'accept-encoding': 'gzip' } });
    expect(error).toBeNull();
    expect(response!.headers['content-length']).toBeUndefined();
    expect(response!.headers['content-encoding']).toBeUndefined();
    expect(body.length).toBeGreaterThan(3 * 1024 * 1024);
    expect(JSON.parse(body.toString())).toBeInstanceOf(Object);
  });

  it('gzip-bomb gives the right answer, small on the wire, and blanks without end when unpacked', async () => {
    using _ = put(platform, 'gzip-bomb', { mib: 16 });
    const { response, body } = await onTheWire(platform);
    expect(response!.headers['content-encoding']).toBe('gzip');
    expect(body.length).toBeLessThan(64 * 1024);
    const unpacked = gunzipSync(body);
    expect(unpacked.length).toBeGreaterThan(16 * 1024 * 1024);
    expect(JSON.parse(unpacked.toString())).toBeInstanceOf(Object);
  });

  it('bad-gzip says gzip of what is not packed, or not to its end', async () => {
    for (const form of ['plain', 'cut'] as const) {
      using _ = put(platform, 'bad-gzip', { form });
      const { response, body, error } = await onTheWire(platform);
      expect([response!.headers['content-encoding'], error]).toEqual(['gzip', null]);
      expect(() => gunzipSync(body)).toThrow(form === 'cut' ? /unexpected end/ : /incorrect header/);
    }
  });

  it('reset cuts the connection with a reset: when the call has come, or in the middle of the answer', async () => {
    using before = put(platform, 'reset', { at: 'request' });
    expect(await onTheWire(platform)).toMatchObject({ response: null, error: { code: 'ECONNRESET' } });
    before[Symbol.dispose]();
    using _ = put(platform, 'reset', { at: 'body' });
    expect(await onTheWire(platform)).toMatchObject({
      response: { statusCode: 200 },
      error: { code: 'ECONNRESET' },
    });
  });

  it('refused cuts what is open and refuses what is new, until it is taken off', async () => {
    const list = await lister(platform);
    {
      await using _ = mocks.fault(platform, 'refused');
      expect((await onTheWire(platform)).error).toMatchObject({ code: 'ECONNREFUSED' });
    }
    expect((await list()).status).toBe(200);
  });

  it('half-open takes new connections and never reads from them, and answers nothing on the old', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    await onTheWire(platform, { agent });
    mocks.forget();
    const { hostname, port, pathname } = new URL(mocks.urls[platform]);
    const fault = mocks.fault(platform, 'half-open');
    const onOld = onTheWire(platform, { agent });
    while (mocks.calls.length === 0) await settled();
    const socket = connect(Number(port), hostname);
    const closed = new Promise(resolve => socket.on('error', () => {}).once('close', resolve));
    await new Promise(resolve => socket.once('connect', resolve));
    const heard: Buffer[] = [];
    socket.on('data', data => heard.push(data));
    socket.write(`GET ${pathname}${PUBLIC[platform]} HTTP/1.1\r\nhost: mock\r\n\r\n`);
    await settled();
    clock.advance(60_000);
    await settled();
    expect([heard, socket.closed, mocks.calls.length]).toEqual([[], false, 1]);
    await fault[Symbol.asyncDispose]();
    await closed;
    expect((await onOld).response!.statusCode).toBe(200);
    expect((await onTheWire(platform)).response!.statusCode).toBe(200);
    agent.destroy();
  });

  it('duplicate-rows gives some rows twice and none less', async () => {
    const list = await lister(platform);
    const right = ROWS[platform]((await list()).body);
    using _ = mocks.fault(platform, 'duplicate-rows', { rows: 3 });
    const rows = ROWS[platform]((await list()).body);
    expect(rows).toHaveLength(right.length + 3);
    expect(different(rows)).toEqual(different(right));
  });

  it('missing-rows leaves some out, the same ones for the same seed', async () => {
    const list = await lister(platform);
    const right = ROWS[platform]((await list()).body);
    const missing = async (seed: number) => {
      using _ = mocks.fault(platform, 'missing-rows', { rows: 3, seed });
      const rows = different(ROWS[platform]((await list()).body));
      expect(rows).toHaveLength(right.length - 3);
      return different(right).filter(row => !rows.includes(row));
    };
    const first = await missing(1);
    expect(first).toHaveLength(3);
    expect(await missing(1)).toEqual(first);
    expect(await missing(2)).not.toEqual(first);
  });

  it('reordered-rows gives all, in another order, even where there are two', async () => {
    const [path, query] = LISTS[platform];
    const caller = await CALLERS[platform](mocks.urls[platform], clock.now);
    const ofTwo = { province: { pageSize: 2 }, city: { limit: 2 }, grassroots: { limit: 2 } }[platform];
    for (const more of [{}, ofTwo]) {
      const list = async () => ROWS[platform]((await caller.get(path, { ...query, ...more })).body);
      const right = await list();
      for (let seed = 1; seed <= 6; seed++) {
        using _ = mocks.fault(platform, 'reordered-rows', { seed });
        const rows = await list();
        expect(rows).not.toEqual(right);
        expect(different(rows)).toEqual(different(right));
      }
    }
  });

  it('redirect sends the caller to the same path of another host', async () => {
    using _ = put(platform, 'redirect', { to: 'http://127.0.0.1:9', status: '307' });
    const { response } = await onTheWire(platform);
    const path = `${new URL(mocks.urls[platform]).pathname}${PUBLIC[platform]}`;
    expect([response!.statusCode, response!.headers.location]).toEqual([307, `http://127.0.0.1:9${path}`]);
  });

  it('clock-shift lets the platform judge and tell times by a clock that is off', async () => {
    const now = (await ask(new URL('/__mock/clock', mocks.urls[platform]).href)).body.now;
    const told = async () => {
      const { body } = await ask(`${mocks.urls[platform]}${PUBLIC[platform]}`);
      return body.time ?? body.datas?.time ?? body.sj.sj;
    };
    using _ = mocks.fault(platform, 'clock-shift', { ms: 3_600_000 });
    expect(`${await told()}`.replace(/\D/g, '').slice(0, 14)).toBe(
      formatCompact(Date.parse(now) / 1000 + 3600),
    );
    const list = platform === 'city' ? null : await lister(platform).catch(error => error);
    if (platform === 'grassroots') expect((await list()).status).toBe(408);
  });
});

const different = (rows: unknown[]) => [...new Set(rows.map(row => JSON.stringify(row)))].sort();

it('the province answers 07 with its time to who signs by another clock', async () => {
  using _ = mocks.fault('province', 'clock-shift', { ms: -900_000 });
  const { body } = await ask(
    `${mocks.urls.province}/gateway/app/refreshTokenByKey`,
    provinceSigning(PROVINCE.appSecret, clock.now()),
  );
  expect(body).toMatchObject({ code: '07', datas: { serverTime: clock.now() - 900_000 } });
});

describe('latency of a shape', () => {
  const drawn = (shape: 'normal' | 'tail', seed: number) => {
    const waited: number[] = [];
    const site = { random: randomOf(seed, 'latency') } as Site;
    const { before } = FAULTS.latency.put({ ms: 1000, shape, spread: null }, site);
    const exchange = { wait: async (ms: number) => void waited.push(ms) } as unknown as Exchange;
    for (let call = 0; call < 2000; call++) before!(exchange);
    return waited.sort((a, b) => a - b);
  };
  const at = (sorted: number[], share: number) => sorted[Math.floor(sorted.length * share)]!;

  it('is around the time, within three quarters and five, where it is normal', () => {
    const waited = drawn('normal', 1);
    expect(Math.abs(at(waited, 0.5) - 1000)).toBeLessThan(50);
    expect(at(waited, 0.16)).toBeGreaterThan(700);
    expect(at(waited, 0.84)).toBeLessThan(1300);
    expect(waited[0]).toBeGreaterThanOrEqual(0);
  });

  it('is at most the time for half, and ten times it for one in a hundred, where its tail is heavy', () => {
    const waited = drawn('tail', 1);
    expect(Math.abs(at(waited, 0.5) - 1000)).toBeLessThan(100);
    expect(at(waited, 0.99)).toBeGreaterThan(7_000);
  });

  it('is the same for the same seed', () => {
    expect(drawn('tail', 7)).toEqual(drawn('tail', 7));
    expect(drawn('tail', 7)).not.toEqual(drawn('tail', 8));
  });
});

describe('an HTTP status', () => {
  const answered = async (platform: Platform, status: number, retryAfter: number | null = null) => {
    using _ = put(platform, 'status', { status, retryAfter });
    return await ask(`${mocks.urls[platform]}${PUBLIC[platform]}`);
  };

  it.each([502, 503, 504])('%d of the province is a page of the network in front', async status => {
    const answer = await answered('province', status, 7);
    expect(answer).toMatchObject({ status, body: expect.stringContaining('<html>') });
    expect(answer.headers.get('retry-after')).toBe('7');
  });

  it.each([
    [429, 'rate-limited'],
    [500, 'internal'],
    [503, 'maintenance'],
  ])('%d of the city is the problem %s', async (status, type) => {
    const { headers, ...answer } = await answered('city', status, 7);
    expect(answer).toMatchObject({ status, body: { type: `/problems/${type}`, status } });
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(headers.get('retry-after')).toBe('7');
  });

  it.each([401, 403, 408, 429, 502, 504])('%d of the grassroots system is of its gateway', async status => {
    const { headers, ...answer } = await answered('grassroots', status);
    expect(answer).toMatchObject({ status, body: { errorCode: `BG-${status}0` } });
    expect(Object.keys(answer.body)).toEqual(['errorCode', 'errorMsg']);
    expect(headers.get('retry-after')).toBeNull();
  });
});

describe("a platform's own code", () => {
  const answered = async (platform: Platform, code: string | null, retryAfter: number | null = null) => {
    using _ = put(platform, 'code', { code, retryAfter });
    return await ask(`${mocks.urls[platform]}${PUBLIC[platform]}`);
  };

  it('is that of a system error where none is named', async () => {
    expect((await answered('province', null)).body).toMatchObject({ code: '01', datas: null });
    expect((await answered('city', null)).body).toMatchObject({ status: 500, type: '/problems/internal' });
    expect((await answered('grassroots', null)).body).toMatchObject({ fhm: '500', sj: null });
  });

  it('of the province says how long to wait, in its own fields, or not', async () => {
    expect((await answered('province', '08', 3)).body.datas).toEqual({ retryAfterSeconds: 3 });
    expect((await answered('province', '08')).body.datas).toBeNull();
    mocks.clock.moveTo(new Date('2024-07-27T01:00:00+08:00'));
    expect((await answered('province', '99', 7200)).body.datas).toEqual({
      resumeTime: '2024-07-27 03:00:00',
    });
  });

  it('of the grassroots system comes with HTTP 200, in its envelope', async () => {
    for (const fhm of ['429', '500', '503']) {
      expect(await answered('grassroots', fhm)).toMatchObject({ status: 200, body: { fhm, zts: '0' } });
    }
  });
});

describe('throttled', () => {
  it.each([
    [
      'province',
      3,
      (answer: Answer) => answer.body.code === '08' && answer.body.datas.retryAfterSeconds === 3,
    ],
    ['city', 3, (answer: Answer) => answer.status === 429 && answer.headers.get('retry-after') === '3'],
    ['city', null, (answer: Answer) => answer.status === 429 && !answer.headers.has('retry-after')],
    ['grassroots', null, (answer: Answer) => answer.body.fhm === '429'],
  ] as const)(
    'the %s lets so many calls a second through and refuses the rest (%s)',
    async (platform, retryAfter, isRefusal) => {
      const list = await lister(platform);
      using _ = mocks.fault(platform, 'throttled', { perSecond: 2, retryAfter });
      const refused = async () => isRefusal(await list());
      expect([await refused(), await refused(), await refused()]).toEqual([false, false, true]);
      clock.advance(1000);
      expect([await refused(), await refused(), await refused()]).toEqual([false, false, true]);
    },
  );
});

describe('credentials', () => {
  it('that expired get 04 of the province, and others by the refresh secret; with it expired too, 05', async () => {
    const { datas } = (
      await ask(
        `${mocks.urls.province}/gateway/app/refreshTokenByKey`,
        provinceSigning(PROVINCE.appSecret, clock.now()),
      )
    ).body;
    const list = (secret: string) =>
      ask(`${mocks.urls.province}/event/list`, {
        pageNum: 1,
        pageSize: 1,
        ...provinceSigning(secret, clock.now()),
      });
    const renewed = (refreshSecret: string) =>
      ask(
        `${mocks.urls.province}/gateway/app/refreshTokenBySec`,
        provinceSigning(refreshSecret, clock.now()),
      );
    mocks.fault('province', 'credentials-expired');
    expect((await list(datas.requestSecret)).body.code).toBe('04');
    const next = await renewed(datas.refreshSecret);
    expect((await list(next.body.datas.requestSecret)).body.code).toBe('00');
    mocks.fault('province', 'credentials-expired', { which: 'all' });
    expect((await list(next.body.datas.requestSecret)).body.code).toBe('04');
    expect((await renewed(next.body.datas.refreshSecret)).body.code).toBe('05');
  });

  it('that expired get 401 of the city, and a new token is good', async () => {
    const list = await lister('city');
    mocks.fault('city', 'credentials-expired');
    const refused = await list();
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    expect((await (await lister('city'))()).status).toBe(200);
  });

  it('that were revoked are refused, and so is who asks for others', async () => {
    const lists = {
      province: await lister('province'),
      city: await lister('city'),
      grassroots: await lister('grassroots'),
    };
    for (const platform of PLATFORMS) mocks.fault(platform, 'credentials-revoked');
    expect((await lists.province()).body.code).toBe('06');
    expect((await lists.city()).status).toBe(401);
    expect((await lists.grassroots()).status).toBe(401);
    expect((await cityToken(mocks.urls.city)).status).toBe(401);
    expect((await ask(`${mocks.urls.city}/health`)).status).toBe(200);
  });
});

it('has something to say of each fault, in both languages', () => {
  for (const name of FAULT_NAMES) {
    expect(FAULTS[name].en).toMatch(/^[A-Z].*\.$/);
    expect(FAULTS[name].zh).toMatch(/。$/);
  }
});
