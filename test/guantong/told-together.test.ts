/** Gateways that share a Redis are told of changes together: one by the other, and one that starts by those before it. */
import { expect, it } from '@jest/globals';
import { type Mocks, startMocks } from '../../mocks/start.ts';
import { createWorld } from '../../mocks/world/create.ts';
import { insertEvent } from '../../mocks/world/insert.ts';
import { KINDS, type Policies } from '../../src/cache/policy.ts';
import { redisAddress } from '../../src/cache/redis-address.ts';
import { describeWithRedis, type RedisServer, redisServer, until } from '../cache/redis-server.ts';
import { type Running, running } from './running.ts';

const DAY = 86_400_000;
/** Nothing ends by itself in a test: only what is told ends anything. */
const LONG = Object.fromEntries(
  KINDS.map(kind => [kind, { fresh: DAY, staleWhileRevalidate: DAY, staleIfError: DAY }]),
) as Policies;

function open(mocks: Mocks, { url }: RedisServer, feedIntervalMs: number | null = null): Promise<Running> {
  const redis = { address: redisAddress(url)!, prefix: 'test:', budgetMs: 5_000, trustMs: 60_000 };
  return running({ mocks, redis, policies: LONG, feedIntervalMs });
}

const total = async (hub: Running): Promise<number> =>
  (await hub.query('{ events(filter: { origin: CITY }) { totalCount } }')).data.events.totalCount;

/** Waits until the gateway takes what others have asked for: that costs no call. */
async function sharing(hub: Running): Promise<void> {
  await until(async () => {
    await total(hub);
    return Object.keys(hub.calls()).length === 0;
  });
}

describeWithRedis('gateways over one Redis', () => {
  it('are all told by a webhook to one of them', async () => {
    const world = createWorld({ events: 20 });
    await using server = await redisServer();
    await using mocks = await startMocks({ world });
    await using a = await open(mocks, server);
    await using b = await open(mocks, server);
    const city = mocks.webhooks({ url: `${a.url}/webhooks/city` });
    const before = await total(a);
    for (const hub of [a, b]) await sharing(hub);
    insertEvent(world, { platform: 'city', reportedAt: world.options.now });
    expect(await Promise.all([total(a), total(b)])).toEqual([before, before]);
    for (const webhook of city.due()) expect(await city.send(webhook)).toBe(204);
    expect(await total(a)).toBe(before + 1);
    await until(async () => (await total(b)) === before + 1);
  });

  it('go on, when they start, from where those before them were told up to', async () => {
    const world = createWorld({ events: 20 });
    await using server = await redisServer();
    await using mocks = await startMocks({ world });
    const redis = server.redis();
    const kept = async () => (await redis.keys('test:position:*')).length;
    const first = await open(mocks, server, 50);
    await until(async () => (await kept()) === 3);
    const before = await total(first);
    await until(async () => (await redis.keys('test:answer*')).length > 0);
    await first[Symbol.asyncDispose]();

    mocks.forget();
    await using second = await open(mocks, server, 50);
    await sharing(second);
    // It did not begin anew, which would have ended what the first had asked for.
    expect(mocks.calls.filter(({ query }) => query.limit === '1')).toEqual([]);
    await second[Symbol.asyncDispose]();

    insertEvent(world, { platform: 'city', reportedAt: world.options.now });
    await using third = await open(mocks, server, 50);
    await until(async () => (await total(third)) === before + 1);
  });
});
