/** The testers' front door: what a test can do with the three platforms. */
import { createServer } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { startMocks } from '../../mocks/start.ts';
import { insertEvent } from '../../mocks/world/insert.ts';
import { ask, cityCaller, grassrootsCaller, provinceCaller } from './callers.ts';
import { NOW, tinyWorld } from './tiny-world.ts';

const world = tinyWorld();
const start = () => startMocks({ world });

describe('startMocks', () => {
  it('serves the three platforms on free ports, each under its base path', async () => {
    await using mocks = await start();
    expect(mocks.urls.province).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/zfjg\/api$/);
    expect(mocks.urls.city).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/v1$/);
    expect(mocks.urls.grassroots).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/jczz\/api$/);
    expect(mocks.world).toBe(world);
  });

  it('makes a world of its own where none is given, anchored to the day of the source document', async () => {
    await using mocks = await startMocks({ events: 40 });
    const grassroots = grassrootsCaller(mocks.urls.grassroots);
    const { body } = await grassroots.get('/sj/lb', { page: 1, limit: 1, sjly: 'WG' });
    expect(body.zts).toBe('40');
    expect((await ask(`${mocks.urls.city}/health`)).body.time).toMatch(/^2024-07-26T18:00:0\d\+08:00$/);
  });

  it('says of each call when it came and when its answer was ready, to a fraction of a millisecond', async () => {
    await using mocks = await start();
    const began = Date.now();
    const release = mocks.hold('grassroots');
    const asked = grassrootsCaller(mocks.urls.grassroots).get('/sj/lb', { page: 1, limit: 50 });
    while (mocks.callsOf('grassroots').length === 0) await new Promise(setImmediate);
    const [call] = mocks.callsOf('grassroots');
    expect(call).toMatchObject({ status: null, answeredAt: null });
    release();
    await asked;
    expect(call!.at).toBeGreaterThanOrEqual(began - 1);
    expect(call!.answeredAt).toBeGreaterThan(call!.at);
    expect(call!.answeredAt).toBeLessThanOrEqual(Date.now() + 1);
    expect(Number.isInteger(call!.answeredAt! * 1000 - call!.at * 1000) && Number.isInteger(call!.at)).toBe(
      false,
    );
  });

  it('serves an event that a test inserts at once, in its place and by its number', async () => {
    await using mocks = await startMocks({ events: 40 });
    const city = await cityCaller(mocks.urls.city);
    const { total } = (await city.get('/clues', { include_total: 'true', origin: 'city' })).body;
    await city.post('/clues:batch-get', { clue_nos: ['any'] });
    const no = insertEvent(mocks.world, {
      platform: 'city',
      reportedAt: new Date('2024-07-26T17:59:59+08:00'),
    });
    const { body } = await city.get('/clues', { include_total: 'true', origin: 'city', limit: 1 });
    expect(body.total).toBe(total + 1);
    expect(body.items[0].clue_no).toBe(no);
    expect((await city.post('/clues:batch-get', { clue_nos: [no] })).body.items).toHaveLength(1);
  });

  it('ends with its scope: nothing listens afterwards', async () => {
    const mocks = await start();
    await mocks[Symbol.asyncDispose]();
    for (const url of Object.values(mocks.urls)) await expect(fetch(url)).rejects.toThrow();
  });

  it('serves none where a port is taken, and says which', async () => {
    await using taken = await listeningServer();
    await using free = await listeningServer();
    const freePort = free.port;
    await free[Symbol.asyncDispose]();
    const ports = { province: freePort, city: taken.port };
    await expect(startMocks({ world, ports })).rejects.toMatchObject({
      code: 'EADDRINUSE',
      port: taken.port,
    });
    await expect(fetch(`http://127.0.0.1:${freePort}/`)).rejects.toThrow();
  });
});

describe('calls', () => {
  it('are all there, in order of arrival, by the names of the contract', async () => {
    await using mocks = await start();
    const city = await cityCaller(mocks.urls.city);
    await city.get('/clues', { status: ['closed', 'merged'], limit: 1 });
    await city.get('/clues/XS1001');
    await city.post('/clues:batch-get', { clue_nos: ['XS1001'] });
    await city.get('/nothing');
    await ask(`${mocks.urls.city}/health`);
    await ask(new URL('/__mock/clock', mocks.urls.city).href);
    expect(mocks.calls.map(({ kind, call, status }) => [kind, call, status])).toEqual([
      ['auth', 'POST /oauth2/token', 200],
      ['data', 'GET /clues', 200],
      ['data', 'GET /clues/{clue_no}', 200],
      ['data', 'POST /clues:batch-get', 200],
      ['data', 'GET /nothing', 404],
      ['health', 'GET /health', 200],
      ['control', 'GET /__mock/clock', 200],
    ]);
    const [first, , third] = mocks.callsOf('city');
    expect(first).toMatchObject({
      platform: 'city',
      query: { status: ['closed', 'merged'], limit: '1' },
      body: undefined,
    });
    expect(third).toMatchObject({ body: { clue_nos: ['XS1001'] }, at: expect.any(Number) });
  });

  it('of one platform are its data calls only, and forget() empties the list', async () => {
    await using mocks = await start();
    const province = await provinceCaller(mocks.urls.province);
    await province.get('/event/list', { pageNum: 1, pageSize: 1 });
    expect(mocks.callsOf('province').map(({ call }) => call)).toEqual(['GET /event/list']);
    expect(mocks.callsOf('city')).toEqual([]);
    mocks.forget();
    expect(mocks.calls).toEqual([]);
  });
});

describe('stop and resume', () => {
  it('refuse connections and destroy the open ones, then serve the same address again', async () => {
    await using mocks = await start();
    const city = await cityCaller(mocks.urls.city);
    const release = mocks.hold('city');
    const waiting = city.get('/clues');
    const cut = expect(waiting).rejects.toThrow();
    await arrival(mocks, 'city');
    await mocks.stop('city');
    await cut;
    await expect(city.get('/clues')).rejects.toThrow();
    expect((await ask(`${mocks.urls.province}/health`)).status).toBe(200);
    release();
    await mocks.resume('city');
    expect((await city.get('/clues')).status).toBe(200);
  });
});

describe('hold', () => {
  it('lets data calls wait unanswered until released, and health and tokens through', async () => {
    await using mocks = await start();
    const release = mocks.hold('city');
    const city = await cityCaller(mocks.urls.city);
    const waiting = city.get('/clues', { limit: 1 });
    await arrival(mocks, 'city');
    expect((await ask(`${mocks.urls.city}/health`)).status).toBe(200);
    expect(mocks.callsOf('city')[0]?.status).toBeNull();
    release();
    expect((await waiting).status).toBe(200);
    expect(mocks.callsOf('city')[0]?.status).toBe(200);
    expect((await city.get('/clues', { limit: 1 })).status).toBe(200);
  });

  it('holds the calls that it is told to, and no others', async () => {
    await using mocks = await start();
    const release = mocks.hold('grassroots', ({ call }) => call === 'GET /jkzt');
    const grassroots = grassrootsCaller(mocks.urls.grassroots);
    const waiting = ask(`${mocks.urls.grassroots}/jkzt`);
    expect((await grassroots.get('/ml/lb', { page: 1, limit: 1 })).status).toBe(200);
    release();
    expect((await waiting).body.fhm).toBe('200');
  });

  it('lets go of a caller that hangs up', async () => {
    await using mocks = await start();
    mocks.hold('city');
    const hangUp = new AbortController();
    const waiting = ask(`${mocks.urls.city}/clues`, {}, { signal: hangUp.signal });
    const aborted = expect(waiting).rejects.toThrow(/abort/i);
    await arrival(mocks, 'city');
    hangUp.abort();
    await aborted;
    expect(mocks.callsOf('city')[0]?.status).toBeNull();
  });
});

describe('each mock', () => {
  const controls = ['province', 'city', 'grassroots'] as const;

  it.each(controls)(
    '(%s) has a page that says what it serves and loads nothing from elsewhere',
    async platform => {
      await using mocks = await start();
      const { status, headers, body } = await ask(new URL('/', mocks.urls[platform]).href);
      expect(status).toBe(200);
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(body).toContain('lang="zh-CN"');
      expect(body).toContain(mocks.urls[platform]);
      expect(body).toContain(`lsgt-${platform}-demo`);
      expect(body).not.toMatch(/<script|<link(?![^>]*href="data:)|src=|url\(|@import/);
      for (const address of body.match(/https?:\/\/[^/'"<\s&]+/g) ?? [])
        expect(mocks.urls[platform]).toContain(address);
    },
  );

  it.each(controls)('(%s) offers commands on its page that work as printed', async platform => {
    await using mocks = await start();
    const { body } = await ask(new URL('/', mocks.urls[platform]).href);
    const commands = [...body.matchAll(/<pre>(.*?)<\/pre>/g)].map(([, text]) => unescaped(text!));
    expect(commands.length).toBeGreaterThan(1);
    for (const command of commands) {
      const [, address] = /^curl '([^']+)'/.exec(command)!;
      const headers = Object.fromEntries(
        [...command.matchAll(/-H '([^:]+): ([^']+)'/g)].map(([, name, value]) => [name!, value!]),
      );
      const data = / -d '([^']+)'/.exec(command)?.[1];
      const answer = await ask(address!, {}, { headers, ...(data && { method: 'POST', body: data }) });
      expect(answer.status).toBe(200);
      expect(answer.body.code ?? answer.body.fhm ?? '200').toMatch(/^(00|200)$/);
    }
  });

  it.each(controls)(
    '(%s) refuses what is beside its base path like any call that it does not have',
    async platform => {
      await using mocks = await start();
      const { status, body } = await ask(new URL('/clues', mocks.urls[platform]).href);
      expect([status, body.code]).toEqual(
        { province: [200, '02'], city: [401, undefined], grassroots: [401, undefined] }[platform],
      );
      expect(mocks.callsOf(platform)).toMatchObject([{ call: 'GET /clues', status }]);
    },
  );

  it.each(controls)('(%s) tells testers what is planted and what its clock says', async platform => {
    await using mocks = await start();
    const control = (path: string) => ask(new URL(path, mocks.urls[platform]).href);
    expect((await control('/__mock/planted')).body).toEqual(world.planted);
    mocks.clock.moveTo(new Date('2024-08-01T00:00:00+08:00'));
    expect((await control('/__mock/clock')).body.now).toMatch(/^2024-08-01T00:00:0\d\+08:00$/);
    expect((await control('/__mock/other')).status).toBe(404);
  });

  it('compresses a large answer for who accepts it, and says how', async () => {
    await using mocks = await start();
    const city = await cityCaller(mocks.urls.city);
    const plain = await city.get('/clues', { limit: 200 }, { 'accept-encoding': 'identity' });
    expect(plain.headers.get('content-encoding')).toBeNull();
    const packed = await city.get('/clues', { limit: 200 }, { 'accept-encoding': 'gzip' });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(packed.body).toEqual(plain.body);
  });

  it('refuses a body above a mebibyte in its own words', async () => {
    await using mocks = await start();
    const huge = 'x'.repeat(1024 * 1024 + 1);
    const city = await cityCaller(mocks.urls.city);
    expect(await city.post('/clues:batch-get', huge)).toMatchObject({
      status: 413,
      body: { type: '/problems/too-large', limit: 1024 * 1024 },
    });
    const province = await provinceCaller(mocks.urls.province);
    expect((await province.post('/event/batchGet', huge)).body.code).toBe('02');
    expect((await grassrootsCaller(mocks.urls.grassroots).post('/sj/plcx', huge)).body.fhm).toBe('400');
  });
});

describe('the clock of the platforms', () => {
  it('starts where the data is anchored, and runs on at the pace of the real one', async () => {
    let realNow = 1_700_000_000_000;
    await using mocks = await startMocks({ world, realTime: () => realNow });
    expect(mocks.clock.now()).toBe(NOW.getTime());
    realNow += 5000;
    expect(mocks.clock.now()).toBe(NOW.getTime() + 5000);
    mocks.clock.advance(60_000);
    expect(mocks.clock.now()).toBe(NOW.getTime() + 65_000);
    const { body } = await ask(`${mocks.urls.grassroots}/jkzt`);
    expect(body.sj.sj).toBe('20240726180105');
  });
});

/** Waits until the platform has received a data call. */
async function arrival(mocks: Awaited<ReturnType<typeof start>>, platform: 'city'): Promise<void> {
  while (mocks.callsOf(platform).length === 0) await new Promise(resolve => setImmediate(resolve));
}

async function listeningServer() {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return { port, [Symbol.asyncDispose]: () => new Promise<void>(resolve => server.close(() => resolve())) };
}

function unescaped(html: string): string {
  return html.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}
