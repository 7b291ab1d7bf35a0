import { expect, it } from '@jest/globals';
import { eventTag, listTag } from '../../src/cache/tags.ts';
import { systemClock } from '../../src/clock.ts';
import { DOWN, gateway, platform, two, UNREAD } from './gateways.ts';
import { describeWithRedis, redisServer, until } from './redis-server.ts';

describeWithRedis('what gateways share', () => {
  it('is asked for by one, and given by the others as of when it was asked for', async () => {
    await using server = await redisServer();
    await using world = await two(server);
    const { a, b, say, asked, clock } = world;
    say('x', 'one');
    await a.read(['x', 'y']);
    await world.stored(2);
    clock.advance(4_000);
    const answer = {
      answers: ['one', null],
      source: { status: 'FRESH', asOf: '2024-07-26T10:00:00.000Z' },
      diagnostics: [],
    };
    expect(await b.read(['x', 'y'])).toEqual(answer);
    expect(await b.read(['x', 'y'])).toEqual(answer);
    expect(asked).toEqual([['x', 'y']]);
  });

  it('is given with what of it could not be read', async () => {
    await using server = await redisServer();
    await using world = await two(server);
    const { a, b, say, garble } = world;
    for (const name of ['x', 'y']) say(name, name);
    garble('x');
    await a.read(['x', 'y']);
    await world.stored(2);
    const diagnostics = [UNREAD];
    expect(await b.read(['x'])).toMatchObject({ answers: ['x'], diagnostics });
    expect(await b.read(['x'])).toMatchObject({ answers: ['x'], diagnostics });
    expect(await b.read(['y'])).toMatchObject({ answers: ['y'], diagnostics: [] });
  });

  it('is in part what lies there and in part asked for, in the order of the questions', async () => {
    await using server = await redisServer();
    await using world = await two(server);
    const { a, b, say, asked } = world;
    for (const name of ['x', 'y', 'z']) say(name, name.toUpperCase());
    await a.read(['y']);
    await world.stored(1);
    expect((await b.read(['z', 'y', 'x'])).answers).toEqual(['Z', 'Y', 'X']);
    expect(asked).toEqual([['y'], ['z', 'x']]);
  });

  it('is looked for in one round trip, and asked for and stored in two more, however many there are', async () => {
    await using server = await redisServer();
    await using world = await two(server);
    const { a, b } = world;
    const names = Array.from({ length: 50 }, (_, at) => `x${at}`);
    const redis = server.redis();
    const calls = async () => {
      const info = await redis.info('commandstats');
      const of = (name: string) => Number(new RegExp(`cmdstat_${name}:calls=(\\d+)`).exec(info)?.[1] ?? 0);
      return { mget: of('mget'), eval: of('eval') };
    };
    const before = await calls();
    await a.read(names);
    await world.stored(50);
    const cold = await calls();
    expect({ mget: cold.mget - before.mget, eval: cold.eval - before.eval }).toEqual({ mget: 1, eval: 2 });
    await b.read(names);
    const warm = await calls();
    expect({ mget: warm.mget - cold.mget, eval: warm.eval - cold.eval }).toEqual({ mget: 1, eval: 0 });
  });

  it('is given while it is asked for again by one of them, and says that it is stale', async () => {
    await using server = await redisServer();
    await using world = await two(server);
    const { a, b, say, asked, clock } = world;
    say('x', 'one');
    await a.read(['x']);
    await world.stored(1);
    say('x', 'two');
    clock.advance(10_000);
    expect(await b.read(['x'])).toMatchObject({ answers: ['one'], source: { status: 'STALE' } });
    await until(() => asked.length === 2);
    await until(async () => (await b.read(['x'])).source?.status === 'FRESH');
    expect((await b.read(['x'])).answers).toEqual(['two']);
    await until(async () => (await a.read(['x'])).answers[0] === 'two');
    expect(asked).toEqual([['x'], ['x']]);
  });

  it('stands in while the platform does not answer, also on a gateway that never heard it', async () => {
    await using server = await redisServer();
    await using world = await two(server);
    const { a, b, say, clock } = world;
    say('x', 'one');
    await a.read(['x']);
    await world.stored(1);
    say('x', 'down');
    clock.advance(59_999);
    expect(await b.read(['x'])).toMatchObject({ answers: ['one'], source: { status: 'STALE' } });
    clock.advance(1);
    expect((await b.read(['x'])).answers).toEqual([DOWN]);
  });

  it('ends for all when one says that it has changed, what they hold themselves within a second', async () => {
    await using server = await redisServer();
    await using world = await two(server);
    const { a, b, say } = world;
    say('x', 'old');
    await a.read(['x']);
    await world.stored(1);
    expect((await b.read(['x'])).answers).toEqual(['old']);
    say('x', 'new');
    const at = Date.now();
    expect(await a.cache.invalidate([eventTag('x')])).toBe(true);
    await until(async () => (await b.read(['x'])).answers[0] === 'new');
    expect(Date.now() - at).toBeLessThan(1_000);
  });

  it('ends under each of its tags, also where the answer was that there is none', async () => {
    await using server = await redisServer();
    await using world = await two(server);
    const { a, b, say } = world;
    await a.read(['x', 'y']);
    await world.stored(2);
    for (const name of ['x', 'y']) say(name, 'new');
    await a.cache.invalidate([listTag('CITY')]);
    expect((await b.read(['x', 'y'])).answers).toEqual(['new', 'new']);
  });

  it('is not what a reader gets who asks for less age than it has; what that reader gets is shared', async () => {
    await using server = await redisServer();
    await using world = await two(server);
    const { a, b, say, asked, clock } = world;
    say('x', 'one');
    await a.read(['x']);
    await world.stored(1);
    say('x', 'two');
    clock.advance(5_000);
    expect((await b.read(['x'], { maxAgeMs: 5_000 })).answers).toEqual(['one']);
    expect((await b.read(['x'], { maxAgeMs: 4_999 })).answers).toEqual(['two']);
    await until(async () => (await a.read(['x'], { maxAgeMs: 1_000 })).answers[0] === 'two');
    expect(asked).toEqual([['x'], ['x']]);
  });

  it.each([
    ['of another form', () => JSON.stringify({ form: 0, value: 'odd' })],
    ['no text of ours', () => 'rubbish'],
    ['cut off', (text: string) => text.slice(0, -1)],
    [
      'from a gateway whose clock is an hour ahead',
      (text: string) => text.replace('1721988000000', '1721991600000'),
    ],
  ])('is asked for again where what lies there is %s', async (_, changed) => {
    await using server = await redisServer();
    await using world = await two(server);
    const { a, b, say, asked } = world;
    say('x', 'one');
    await a.read(['x']);
    await world.stored(1);
    const redis = server.redis();
    const [key] = await redis.keys('test:answer*');
    const text = (await redis.get(key!))!;
    expect(changed(text)).not.toBe(text);
    await redis.set(key!, changed(text));
    say('x', 'two');
    expect((await b.read(['x'])).answers).toEqual(['two']);
    expect(asked).toHaveLength(2);
    await until(async () => (await redis.get(key!))!.includes('two'));
  });

  it('ends with a token that Redis has evicted, and does not come back with the next', async () => {
    await using server = await redisServer();
    await using world = await two(server);
    const { a, b, say } = world;
    say('x', 'old');
    await a.read(['x']);
    await world.stored(1);
    await server.redis().del(`test:tag:${eventTag('x')}`);
    say('x', 'new');
    expect((await b.read(['x'])).answers).toEqual(['new']);
    expect((await b.read(['x'])).answers).toEqual(['new']);
  });

  it('has a life in Redis that ends with its policy', async () => {
    await using server = await redisServer();
    await using world = await two(server);
    await world.a.read(['x']);
    await world.stored(1);
    const redis = server.redis();
    const [key] = await redis.keys('test:answer*');
    const life = await redis.pttl(key!);
    expect(life).toBeGreaterThan(50_000);
    expect(life).toBeLessThanOrEqual(60_000);
  });
});

describeWithRedis('a thousand readers of one cold question, on two gateways', () => {
  it('cause one call', async () => {
    await using server = await redisServer();
    const city = platform(systemClock);
    // A process that is held up for longer than a lease counts as dead, and another asks; a loaded machine may do that
    // to a test, and none of it is what is asked here.
    const patient = { budgetMs: 10_000, leaseMs: 60_000 };
    const settings = { clock: systemClock, ask: city.ask, url: server.url, ...patient };
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
});
