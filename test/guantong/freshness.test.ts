/** How old an answer is, as its reader is told: through the cache, over HTTP, with the time in the test's hand. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createWorld } from '../../mocks/world/create.ts';
import { DEFAULT_POLICIES } from '../../src/cache/policy.ts';
import { type HandClock, handClock } from '../clock.ts';
import { type AnyAnswer, type Running, running } from './running.ts';

const START = '2024-07-26T10:00:00.000Z';
const world = createWorld({ events: 20 });
const ID = world.grassroots.events.all().find(({ record }) => record.sjly === 'WG')!.no;
const EVENT = `{ event(id: "grassroots:${ID}") { id status } }`;

let clock: HandClock;
let hub: Running;
beforeEach(async () => {
  clock = handClock();
  hub = await running({ world, clock, realTime: () => clock.now(), policies: DEFAULT_POLICIES });
});
afterEach(async () => {
  await hub[Symbol.asyncDispose]();
});

const read = (headers: Record<string, string> = {}): Promise<AnyAnswer> => hub.query(EVENT, {}, headers);
const source = ({ extensions }: AnyAnswer) => extensions.sources!.GRASSROOTS;
const asked = () => hub.calls().grassroots ?? [];

describe('an answer', () => {
  it('is FRESH, as of when the platform was asked, however often it is given', async () => {
    expect(source(await read())).toEqual({ status: 'FRESH', asOf: START });
    clock.advance(13_000);
    expect(source(await read())).toEqual({ status: 'FRESH', asOf: START });
    expect(asked()).toEqual([]);
  });

  it('is STALE where it is given past that, and is asked for behind it; the next is FRESH', async () => {
    await read();
    clock.advance(15_000);
    expect(source(await read())).toEqual({ status: 'STALE', asOf: START });
    let next = source(await read());
    while (next!.status === 'STALE') next = source(await read());
    expect(next).toEqual({ status: 'FRESH', asOf: '2024-07-26T10:00:15.000Z' });
  });

  it('is waited for where it is older than that', async () => {
    await read();
    clock.advance(60_000);
    expect(source(await read())).toEqual({ status: 'FRESH', asOf: '2024-07-26T10:01:00.000Z' });
    expect(asked()).toEqual(['POST /sj/plcx']);
  });

  it('is STALE where the platform does not answer, without an error, and UNAVAILABLE where there is none', async () => {
    const { data } = await read();
    await hub.mocks.stop('grassroots');
    clock.advance(3_599_000);
    const stale = await read();
    expect(stale).toMatchObject({ data, errors: [] });
    expect(source(stale)).toEqual({ status: 'STALE', asOf: START });
    clock.advance(1_000);
    const none = await read();
    expect(none).toMatchObject({
      data: { event: null },
      errors: [{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }],
    });
    expect(source(none)).toMatchObject({ status: 'UNAVAILABLE', asOf: null });
  });

  it('of two ages is as of the older one', async () => {
    await read();
    clock.advance(5_000);
    const both = await hub.query(`{ situation { figures { total } } event(id: "grassroots:${ID}") { id } }`);
    expect(source(both)).toEqual({ status: 'FRESH', asOf: START });
  });
});

describe('a reader', () => {
  it('gets nothing older than cache-control says', async () => {
    await read();
    clock.advance(5_000);
    expect(source(await read({ 'cache-control': 'max-age=5' }))!.asOf).toBe(START);
    expect(source(await read({ 'cache-control': 'max-age=4' }))!.asOf).toBe('2024-07-26T10:00:05.000Z');
  });

  it.each(['no-cache', 'no-store', 'max-age=0'])(
    'with cache-control: %s gets what is asked for just now',
    async sent => {
      await read();
      clock.advance(1);
      expect(source(await read({ 'cache-control': sent }))!.asOf).toBe('2024-07-26T10:00:00.001Z');
      expect(asked()).toEqual(['POST /sj/plcx']);
    },
  );

  it('who wants none from memory is told that there is none, and the others are still given it', async () => {
    await read();
    await hub.mocks.stop('grassroots');
    clock.advance(1_000);
    expect(source(await read({ 'cache-control': 'no-cache' }))!.status).toBe('UNAVAILABLE');
    expect(source(await read())).toEqual({ status: 'FRESH', asOf: START });
  });

  it('is told what was remembered, and how old the oldest is, for x-guantong-trace: 1', async () => {
    const trace = async () => (await read({ 'x-guantong-trace': '1' })).extensions.trace;
    expect(await trace()).toEqual({
      calls: [{ platform: 'GRASSROOTS', call: 'sj/plcx', ms: 0 }],
      remembered: [],
    });
    clock.advance(15_000);
    expect(await trace()).toEqual({
      calls: [],
      remembered: [{ platform: 'GRASSROOTS', answers: 1, stale: 1, oldestMs: 15_000 }],
    });
  });
});
