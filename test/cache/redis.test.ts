import { expect, it } from '@jest/globals';
import { eventTag } from '../../src/cache/tags.ts';
import { systemClock } from '../../src/clock.ts';
import { gateway, platform, two } from './gateways.ts';
import { describeWithRedis, redisServer, until } from './redis-server.ts';

describeWithRedis('what gateways share', () => {
  it('is asked for by one, and given by the others as of when it was asked for', async () => {
    await using server = await redisServer();
    await using world = await two(server);
    const { a, b, say, asked, clock } = world;
    say('x', 'one');
    await a.read(['x', 'y']);
    const redis = server.redis();
    await until(async () => (await redis.keys('test:answer*')).length === 2);
    clock.advance(4_000);
    expect(await b.read(['x', 'y'])).toEqual({
      answers: ['one', null],
      source: { status: 'FRESH', asOf: '2024-07-26T10:00:00.000Z' },
    });
    expect(asked).toEqual([['x', 'y']]);
  });

  it('is asked for once by a thousand readers of two gateways', async () => {
    await using server = await redisServer();
    const city = platform(systemClock);
    const settings = { clock: systemClock, ask: city.ask, url: server.url };
    await using a = gateway(settings);
    await using b = gateway(settings);
    await Promise.all([a.is('UP'), b.is('UP')]);
    city.say('x', 'one');
    const release = city.hold();
    const readers = Array.from({ length: 1_000 }, (_, at) => (at % 2 ? a : b).read(['x']));
    await until(() => city.asked.length > 0);
    release();
    const read = await Promise.all(readers);
    expect(new Set(read.map(({ answers }) => answers[0]))).toEqual(new Set(['one']));
    expect(city.asked).toEqual([['x']]);
  });

  it('ends for all when one says that it has changed', async () => {
    await using server = await redisServer();
    await using world = await two(server);
    const { a, b, say } = world;
    say('x', 'old');
    expect((await a.read(['x'])).answers).toEqual(['old']);
    expect((await world.inSteps(b.read(['x']))).answers).toEqual(['old']);
    say('x', 'new');
    expect(await a.cache.invalidate([eventTag('x')])).toBe(true);
    await until(async () => (await world.inSteps(b.read(['x']))).answers[0] === 'new');
  });
});
