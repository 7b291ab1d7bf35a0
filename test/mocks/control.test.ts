/** What testers ask of mocks that run: at /__mock/… and by `npm run mock`. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { placesOf, remote } from '../../mocks/command/remote.ts';
import { FAULT_NAMES } from '../../mocks/faults/table.ts';
import { ofEach, PLATFORM_NAMES } from '../../mocks/platform.ts';
import { scenarioNames } from '../../mocks/scenario/scenario-files.ts';
import { type Mocks, startMocks } from '../../mocks/start.ts';
import { ask, cityCaller } from './callers.ts';
import { receiver } from './receiver.ts';
import { tinyWorld } from './tiny-world.ts';

const MOCK = fileURLToPath(new URL('../../mocks/command.ts', import.meta.url));

let mocks: Mocks;
beforeEach(async () => {
  mocks = await startMocks({ world: tinyWorld() });
});
afterEach(async () => {
  await mocks[Symbol.asyncDispose]();
});

const control = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) =>
  ask(
    new URL(`/__mock/${path}`, mocks.urls.city).href,
    {},
    { method, ...(body !== undefined && { body: JSON.stringify(body) }) },
  );
const done = async (...asked: Parameters<typeof control>) => {
  const { status, body } = await control(...asked);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
};

describe('/__mock', () => {
  it('is told on the page of each mock, with every fault', async () => {
    const { body } = await ask(new URL('/', mocks.urls.grassroots).href);
    for (const path of ['faults', 'calls', 'clock', 'edit', 'webhooks', 'scenario', 'reset'])
      expect(body).toContain(`/__mock/${path}`);
    for (const fault of FAULT_NAMES) expect(body).toContain(`<code>${fault}</code>`);
  });

  it('/calls counts by kind and call until it is told to forget, and does not count itself', async () => {
    const city = await cityCaller(mocks.urls.city);
    await city.get('/clues');
    await city.get('/clues');
    await ask(`${mocks.urls.city}/health`);
    const counted = {
      auth: { 'POST /oauth2/token': 1 },
      data: { 'GET /clues': 2 },
      health: { 'GET /health': 1 },
    };
    expect(await done('GET', 'calls')).toEqual({ ...ofEach(() => ({})), city: counted });
    expect(mocks.counts().city).toEqual(counted);
    await done('DELETE', 'calls');
    expect((await done('GET', 'calls')).city).toEqual({});
  });

  it('/clock moves the clock of the platforms, to an instant or by a time', async () => {
    const now = async () => Date.parse((await done('GET', 'clock')).now);
    await done('POST', 'clock', { to: '2024-08-01T00:00:00+08:00' });
    const moved = await now();
    expect(moved - Date.parse('2024-08-01T00:00:00+08:00')).toBeLessThan(5_000);
    await done('POST', 'clock', { by: '-2h' });
    expect(Math.abs((await now()) - moved + 7_200_000)).toBeLessThan(5_000);
    expect((await control('POST', 'clock', { to: 'noon' })).body.error).toBe(
      'to: expected to, an instant such as 2024-07-27T01:00:00+08:00, or by, a time such as 2h, got "noon"',
    );
  });

  it('/edit and /webhooks change a record and send what is due, to the address that is named', async () => {
    await using hooks = await receiver();
    const { no } = await done('POST', 'edit', { announced: true });
    expect(await done('POST', 'webhooks', { how: 'repeat', url: hooks.url })).toEqual({
      due: 1,
      statuses: [204, 204],
    });
    expect(hooks.received.map(({ clue_no }) => clue_no)).toEqual([no, no]);
    expect((await control('POST', 'webhooks', { how: 'loose' })).body.error).toBe(
      'how: expected one of send, repeat, reorder, lose, got "loose"',
    );
    await done('POST', 'edit', { announced: true });
    expect(
      (await control('POST', 'webhooks', { how: 'send', url: 'http://127.0.0.1:9' })).body.error,
    ).toMatch(/^url: nobody takes webhooks at http:\/\/127\.0\.0\.1:9; /);
  });

  it('/reset brings everything back to where it was', async () => {
    await done('POST', 'scenario', { name: 'province-down' });
    await done('POST', 'faults', { fault: 'timeout' });
    await done('POST', 'clock', { by: '24h' });
    await done('POST', 'reset');
    expect(await done('GET', 'status')).toMatchObject({
      playing: null,
      faults: ofEach(() => []),
      calls: ofEach(() => ({})),
    });
    expect(Math.abs(mocks.clock.now() - mocks.world.options.now.getTime())).toBeLessThan(60_000);
    expect((await ask(`${mocks.urls.province}/health`)).status).toBe(200);
  });

  it('/scenario plays, says what is played, and stops', async () => {
    expect(await done('GET', 'scenario')).toEqual({ playing: null, scenarios: scenarioNames() });
    const { playing } = await done('POST', 'scenario', { name: 'city-slow' });
    expect(playing).toMatchObject({
      name: 'city-slow',
      made: 1,
      of: 6,
      en: expect.any(String),
      zh: expect.any(String),
    });
    await done('DELETE', 'scenario');
    expect(await done('GET', 'status')).toMatchObject({ playing: null, faults: { city: [] } });
    expect((await control('POST', 'scenario', { name: 'city-slw' })).body.error).toBe(
      'scenario: there is no scenario "city-slw"; did you mean "city-slow"?',
    );
  });

  it('/faults takes a mock away and still says so, and keeps the last one that can be reached', async () => {
    const others = PLATFORM_NAMES.filter(platform => platform !== 'grassroots');
    for (const platform of others) {
      const { status, body } = await ask(
        new URL('/__mock/faults', mocks.urls[platform]).href,
        {},
        { method: 'POST', body: JSON.stringify({ fault: platform === 'city' ? 'refused' : 'half-open' }) },
      );
      expect([status, body.id]).toEqual([200, 1]);
    }
    const last = new URL('/__mock/faults', mocks.urls.grassroots).href;
    const refused = await ask(last, {}, { method: 'POST', body: '{"fault":"refused"}' });
    expect(refused).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('say for how long') },
    });
    expect((await ask(last, {}, { method: 'DELETE' })).body).toEqual({ off: others.length });
  });
});

describe('npm run mock', () => {
  const run = async (...words: string[]) => {
    const url = mocks.urls.grassroots;
    const { stdout, stderr, code } = await promisify(execFile)(process.execPath, [
      MOCK,
      ...words,
      '--url',
      url,
    ])
      .then(out => ({ ...out, code: 0 }))
      .catch(error => error);
    return { code, said: `${stdout}${stderr}`.trimEnd() };
  };

  it('puts a fault on and takes it off', async () => {
    expect(await run('put', 'city', 'latency', 'ms=2s', 'times=3')).toEqual({
      code: 0,
      said: 'on: #1 latency ms=2000 shape=fixed times=3 (struck 0, 3 left)',
    });
    expect(mocks.faults().city).toMatchObject([{ fault: 'latency', parameters: { ms: 2000 } }]);
    expect(await run('off', 'city', 'latency')).toEqual({ code: 0, said: '1 fault taken off' });
    expect(mocks.faults().city).toEqual([]);
    expect((await run('put', 'city', 'refused')).said).toBe('on: #2 refused (struck 0)');
    expect(await run('off', 'city', 'refusd')).toEqual({
      code: 1,
      said: 'fault: there is no fault "refusd"; did you mean "refused"?',
    });
    expect(await run('off', 'city', '2')).toEqual({ code: 0, said: '1 fault taken off' });
  });

  it('lists every fault and scenario, and says what is on', async () => {
    const { code, said } = await run('list');
    expect(code).toBe(0);
    for (const name of [...FAULT_NAMES, ...scenarioNames()])
      expect(said).toMatch(new RegExp(`^${name}$`, 'm'));
    mocks.scenario('city-slow');
    expect((await run('status')).said).toMatch(
      /scenario {4}city-slow, step 1 of 6\n[\s\S]*city {8}0 calls; faults:/,
    );
  });

  it('looks for mocks at the ports of npm run mocks, and asks the first one that is reached', async () => {
    expect(placesOf(undefined, {}).slice(0, 3)).toEqual(
      [4001, 4002, 4003].map(port => `http://127.0.0.1:${port}`),
    );
    expect(placesOf(undefined, {})).toHaveLength(PLATFORM_NAMES.length);
    expect(placesOf(undefined, { MOCK_PORT_BASE: '5001' })[2]).toBe('http://127.0.0.1:5003');
    expect(placesOf('http://127.0.0.1:9', {})).toEqual(['http://127.0.0.1:9']);
    mocks.fault('province', 'refused');
    const { province, city } = mocks.urls;
    const answer = await remote([province, city]).ask({ method: 'GET', path: '/__mock/faults' });
    expect(answer).toMatchObject({ province: [{ fault: 'refused' }] });
  });

  it('ends with 1 where the mocks refuse or do not answer, with 2 where it is misused, and says what to do', async () => {
    expect(await run('put', 'city', 'latncy')).toEqual({
      code: 1,
      said: 'fault: there is no fault "latncy"; did you mean "latency"?',
    });
    expect(await run('put', 'city')).toEqual({
      code: 2,
      said: 'put: it needs a platform and a fault\nUsage: npm run mock -- put PLATFORM FAULT [key=value …]',
    });
    expect(await run('putt')).toMatchObject({
      code: 2,
      said: 'There is no command "putt"; did you mean "put"?',
    });
    await mocks[Symbol.asyncDispose]();
    expect(await run('status')).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^No mock answers at http.*npm run mocks/),
    });
  });
});
