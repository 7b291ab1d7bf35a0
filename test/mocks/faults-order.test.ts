/** Which calls a fault strikes and for how long, and what a tester hears who asks for one that there is not. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FaultError } from '../../mocks/faults/order.ts';
import { ofEach, PLATFORM_NAMES } from '../../mocks/platform.ts';
import { type Mocks, startMocks } from '../../mocks/start.ts';
import { type HandClock, handClock } from '../clock.ts';
import { ask, cityCaller, grassrootsCaller } from './callers.ts';
import { tinyWorld } from './tiny-world.ts';

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

const control = (path: string) => new URL(path, mocks.urls.city).href;
const post = (path: string, body: unknown) =>
  ask(control(path), {}, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) });

describe('a fault', () => {
  it('strikes data calls where nobody says which, and neither tokens, health nor what is asked of the mock', async () => {
    using fault = mocks.fault('city', 'status', { status: 500 });
    const city = await cityCaller(mocks.urls.city);
    expect((await city.get('/clues')).status).toBe(500);
    expect((await ask(`${mocks.urls.city}/health`)).status).toBe(200);
    expect((await ask(control('/__mock/clock'))).status).toBe(200);
    expect((await grassrootsCaller(mocks.urls.grassroots).get('/sj/lb', { page: 1, limit: 1 })).status).toBe(
      200,
    );
    expect(fault.struck).toBe(1);
  });

  it('strikes the calls that it is told to, by kind or by name', async () => {
    using _ = mocks.fault('city', 'status', { status: 500, call: 'health, POST /clues:*' });
    const city = await cityCaller(mocks.urls.city);
    expect((await ask(`${mocks.urls.city}/health`)).status).toBe(500);
    expect((await city.post('/clues:batch-get', { clue_nos: [] })).status).toBe(500);
    expect((await city.get('/clues')).status).toBe(200);
  });

  it('strikes so many calls and then no more', async () => {
    using fault = mocks.fault('city', 'status', { times: 2 });
    const city = await cityCaller(mocks.urls.city);
    const statuses = [];
    for (let call = 0; call < 4; call++) statuses.push((await city.get('/clues')).status);
    expect(statuses).toEqual([503, 503, 200, 200]);
    expect(fault.struck).toBe(2);
  });

  it('strikes with a probability, the same calls for the same seed', async () => {
    const struck = async (seed: number) => {
      using _ = mocks.fault('city', 'status', { probability: 0.5, call: 'health', seed });
      const statuses = [];
      for (let call = 0; call < 40; call++) statuses.push((await ask(`${mocks.urls.city}/health`)).status);
      return statuses;
    };
    const first = await struck(3);
    expect(await struck(3)).toEqual(first);
    expect(await struck(4)).not.toEqual(first);
    const share = first.filter(status => status === 503).length / first.length;
    expect(Math.abs(share - 0.5)).toBeLessThan(0.25);
  });

  it('is off after the time that it is given', async () => {
    mocks.fault('city', 'refused', { forMs: 2000 });
    await expect(ask(`${mocks.urls.city}/health`)).rejects.toThrow();
    clock.advance(2000);
    await new Promise(setImmediate);
    expect((await ask(`${mocks.urls.city}/health`)).status).toBe(200);
  });

  it('acts together with others, in the order in which they were put on', async () => {
    using _ = mocks.fault('city', 'latency', { ms: 100, call: 'health' });
    using __ = mocks.fault('city', 'status', { status: 500, call: 'health' });
    using ___ = mocks.fault('city', 'malformed', { call: 'health' });
    const asked = fetch(`${mocks.urls.city}/health`);
    while (mocks.calls.length === 0) await new Promise(setImmediate);
    clock.advance(100);
    const answer = await asked;
    expect(answer.status).toBe(500);
    expect(await answer.text()).toMatch(/^\{"type".*[^}]$/);
  });
});

describe('a slip', () => {
  const slips = (order: Record<string, unknown>, platform: 'province' | 'city' | 'grassroots' = 'city') => {
    try {
      mocks.fault(platform, order.fault as never, order as never);
    } catch (error) {
      if (error instanceof FaultError) return error.message;
      throw error;
    }
    throw new Error('expected a FaultError');
  };

  it('in the name is answered with the nearest', () => {
    expect(slips({ fault: 'latncy' })).toBe('fault: there is no fault "latncy"; did you mean "latency"?');
    expect(slips({ fault: 'gzip' })).toBe(
      'fault: there is no fault "gzip"; did you mean "bad-gzip" or "gzip-bomb"?',
    );
    expect(slips({ fault: 'toString' })).toMatch(/^fault: there is no fault "toString"; there are latency, /);
  });

  it('in a parameter is answered with what it takes and what it got, all at once', () => {
    expect(slips({ fault: 'latency', ms: 'long', shap: 'tail', probability: 2, times: 0 })).toBe(
      [
        'shap: latency takes no such parameter; did you mean "shape"?',
        'ms: expected a time from 0 to 86400000 ms, such as 500ms or 2s, got "long"',
        'times: expected a whole number from 1 to 9007199254740991, or none, got 0',
        'probability: expected a number from 0 to 1, got 2',
      ].join('\n'),
    );
    expect(slips({ fault: 'code', code: '98' }, 'province')).toBe(
      'code: expected one of 01, 02, 03, 04, 05, 06, 07, 08, 09, 10, 99, got "98"',
    );
  });

  it('in the call is answered with the nearest of the contract', () => {
    expect(slips({ fault: 'timeout', call: 'GET /clue' })).toBe(
      'call: expected data, auth, health, * or a call of the city system such as GET /teams, got "GET /clue"; did you mean "GET /clues" or "GET /clues/{clue_no}"?',
    );
  });

  it('of a fault that is not of that platform, or not of single calls, is said', () => {
    expect(slips({ fault: 'credentials-expired' }, 'grassroots')).toBe(
      'fault: credentials-expired cannot be put on the grassroots system: it issues no credentials that could end',
    );
    expect(slips({ fault: 'refused', times: 3 })).toBe(
      'times: refused is of the whole platform while it is on, and takes no such parameter; it takes forMs',
    );
  });

  it('of putting on twice what is of the whole platform is said', () => {
    using _ = mocks.fault('city', 'half-open');
    expect(slips({ fault: 'half-open' })).toBe('fault: half-open is on already; take it off first');
  });
});

describe('/__mock/faults', () => {
  it('puts on, lists and takes off, here or on another platform', async () => {
    const here = await post('/__mock/faults', { fault: 'latency', ms: '2s', times: 3 });
    expect(here).toMatchObject({
      status: 200,
      body: {
        id: 1,
        fault: 'latency',
        parameters: { ms: 2000, shape: 'fixed', times: 3 },
        struck: 0,
        left: 3,
      },
    });
    await post('/__mock/faults', { platform: 'province', fault: 'refused' });
    const listed = (await ask(control('/__mock/faults'))).body;
    expect(listed).toMatchObject({
      city: [{ fault: 'latency' }],
      grassroots: [],
      province: [{ fault: 'refused' }],
    });
    await expect(ask(`${mocks.urls.province}/health`)).rejects.toThrow();
    const off = await ask(
      control('/__mock/faults?platform=province&fault=refused'),
      {},
      { method: 'DELETE' },
    );
    expect(off.body).toEqual({ off: 1 });
    expect((await ask(`${mocks.urls.province}/health`)).status).toBe(200);
    await ask(control('/__mock/faults'), {}, { method: 'DELETE' });
    expect((await ask(control('/__mock/faults'))).body).toEqual(ofEach(() => []));
  });

  it('answers a slip with 400, in the words of the slip', async () => {
    expect(await post('/__mock/faults', { fault: 'latency', ms: -1 })).toMatchObject({
      status: 400,
      body: { error: 'ms: expected a time from 0 to 86400000 ms, such as 500ms or 2s, got -1' },
    });
    expect(await post('/__mock/faults', { platform: 'provinz', fault: 'latency' })).toMatchObject({
      status: 400,
      body: {
        error: `platform: expected ${PLATFORM_NAMES.join(', ')}, got "provinz"; did you mean "province"?`,
      },
    });
    expect(await post('/__mock/faults', '{')).toMatchObject({
      status: 400,
      body: { error: expect.stringMatching(/^body: expected JSON: /) },
    });
    expect(await post('/__mock/faults', '[]')).toMatchObject({ status: 400 });
    expect((await post('/__mock/fault', {})).status).toBe(404);
  });
});
