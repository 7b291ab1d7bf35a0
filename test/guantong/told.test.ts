/** How a gateway is told of changes, from the platform's door to the reader's answer: real HTTP on both sides. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startMocks } from '../../mocks/start.ts';
import { createWorld } from '../../mocks/world/create.ts';
import { insertEvent } from '../../mocks/world/insert.ts';
import type { World } from '../../mocks/world/world.ts';
import { KINDS, type Policies } from '../../src/cache/policy.ts';
import { type HandClock, handClock } from '../clock.ts';
import { feedsAsked } from './feeds-asked.ts';
import { type Running, running } from './running.ts';

const DAY = 86_400_000;
/** Nothing ends by itself in a test: only what is told ends anything. */
const LONG = Object.fromEntries(
  KINDS.map(kind => [kind, { fresh: DAY, staleWhileRevalidate: DAY, staleIfError: DAY }]),
) as Policies;

const COUNT = /* GraphQL */ `{ events { totalCount } situation { figures { total } } }`;
const EVENT = /* GraphQL */ `query ($id: ID!) { event(id: $id) { id status city { number status } } }`;

let world: World;
let clock: HandClock;
let hub: Running;
beforeEach(async () => {
  world = createWorld({ events: 60 });
  clock = handClock();
});
afterEach(async () => {
  await hub[Symbol.asyncDispose]();
});

const open = async (feedIntervalMs: number | null = null) => {
  hub = await running({ world, clock, realTime: () => clock.now(), policies: LONG, feedIntervalMs });
  return hub;
};

async function counts(): Promise<[number, number]> {
  const { data, errors } = await hub.query(COUNT);
  expect(errors).toEqual([]);
  return [data.events.totalCount, data.situation.figures.total];
}

const asked = () => feedsAsked(hub.mocks, clock, 2_000);

describe('a webhook of the city', () => {
  it('ends what is remembered of the city’s lists and counts, before it is acknowledged', async () => {
    await open();
    const city = hub.mocks.webhooks({ url: `${hub.url}/webhooks/city` });
    const before = await counts();
    insertEvent(world, { platform: 'city', reportedAt: world.options.now });
    expect(await counts()).toEqual(before);
    for (const webhook of city.due()) expect(await city.send(webhook)).toBe(204);
    expect(await counts()).toEqual(before.map(count => count + 1));
  });

  it('of a clue that was sent down ends what is remembered of its event, that there was no clue too', async () => {
    await open();
    const clue = world.city.clues.all().find(({ record }) => record.source?.platform === 'grassroots')!;
    world.city.clues.remove(clue.no);
    const city = hub.mocks.webhooks({ url: `${hub.url}/webhooks/city` });
    const id = `grassroots:${clue.record.source!.no}`;
    const read = async () => (await hub.query(EVENT, { id })).data.event.city;
    expect(await read()).toBeNull();
    world.city.clues.insert(clue);
    expect(await read()).toBeNull();
    for (const webhook of city.due()) await city.send(webhook);
    expect(await read()).toMatchObject({ number: clue.no });
  });

  it('signed with another secret ends nothing', async () => {
    await open();
    const city = hub.mocks.webhooks({ url: `${hub.url}/webhooks/city`, secret: 'the-secret-of-a-stranger' });
    const before = await counts();
    insertEvent(world, { platform: 'city', reportedAt: world.options.now });
    for (const webhook of city.due()) expect(await city.send(webhook)).toBe(401);
    expect(await counts()).toEqual(before);
  });
});

describe('the feeds', () => {
  it.each(['province', 'city', 'grassroots'] as const)(
    'tell of what is new on the platform %s, where no webhook does',
    async platform => {
      await open(2_000);
      await asked();
      const before = await counts();
      insertEvent(world, { platform, reportedAt: world.options.now });
      expect(await counts()).toEqual(before);
      await asked();
      // The answers are sent; that they were read is not seen from here, and takes no time of the clock.
      const expected = before.map(count => count + 1);
      for (let now = before; now[0] !== expected[0]; now = await counts()) expect(now).toEqual(before);
      expect(await counts()).toEqual(expected);
    },
  );

  it('cost one small call a platform each time, and end nothing where nothing has changed', async () => {
    await open(2_000);
    await asked();
    const before = await counts();
    const times = await asked();
    const calls = Map.groupBy(hub.mocks.calls, ({ call }) => call);
    expect([...calls.keys()].toSorted()).toEqual(['GET /bg/lb', 'GET /change/list', 'GET /changes']);
    for (const made of calls.values()) expect(made.length).toBeLessThanOrEqual(times);
    for (let reads = 0; reads < 3; reads++) {
      expect(await counts()).toEqual(before);
      expect(hub.calls()).toEqual({});
    }
  });

  it('are not asked any more when the gateway has ended', async () => {
    await using mocks = await startMocks({ world, realTime: () => clock.now() });
    hub = await running({ mocks, clock, policies: LONG, feedIntervalMs: 2_000 });
    await asked();
    await hub[Symbol.asyncDispose]();
    mocks.forget();
    clock.advance(60_000);
    await new Promise<void>(resolve => setImmediate(resolve));
    expect(mocks.calls).toEqual([]);
  });
});

describe('a subgraph alone', () => {
  it('follows its own platform, and takes its webhooks and no other', async () => {
    hub = await running({
      world,
      clock,
      realTime: () => clock.now(),
      policies: LONG,
      feedIntervalMs: 2_000,
      subgraph: 'city',
    });
    while (Object.keys(hub.calls()).length === 0) await new Promise<void>(resolve => setImmediate(resolve));
    expect(Object.keys(hub.calls())).toEqual(['city']);
    const statuses = ['city', 'province'].map(
      async name => (await fetch(`${hub.url}/webhooks/${name}`, { method: 'POST' })).status,
    );
    expect(await Promise.all(statuses)).toEqual([400, 404]);
  });
});
