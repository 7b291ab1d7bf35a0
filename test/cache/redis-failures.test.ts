import { expect, it } from '@jest/globals';
import type { Redis } from 'ioredis';
import { FORM } from '../../src/cache/stored.ts';
import { eventTag } from '../../src/cache/tags.ts';
import { handClock } from '../clock.ts';
import { gateway, platform, two } from './gateways.ts';
import { describeWithRedis, redisServer, until } from './redis-server.ts';

const [INFO, WARN] = [30, 40];
const WENT = {
  level: WARN,
  msg: 'Redis is out of use; answers come from the memory of this process and from the platforms until it is back',
};
const CAME = { level: INFO, msg: 'Redis is in use' };
const CAME_BACK = { level: INFO, msg: 'Redis is in use again' };

/** How many gateways hear what is invalidated. */
const listening = async (redis: Redis) =>
  ((await redis.pubsub('NUMSUB', 'test:invalidated')) as [string, number])[1];

/** Two gateways that both hold what was said of x. */
async function holding(...[server, wished]: Parameters<typeof two>) {
  const world = await two(server, wished);
  world.say('x', 'one');
  await world.a.read(['x']);
  await world.stored(1);
  await world.b.read(['x']);
  world.asked.length = 0;
  return world;
}

describeWithRedis('a Redis', () => {
  it('that is missing at the start is used as soon as it is there', async () => {
    await using server = await redisServer();
    await server.stop();
    const clock = handClock();
    const { ask, say, asked } = platform(clock);
    await using a = gateway({ clock, ask, url: server.url });
    await using b = gateway({ clock, ask, url: server.url });
    await Promise.all([a.is('DOWN'), b.is('DOWN')]);
    say('x', 'one');
    for (let time = 0; time < 20; time++) await a.read(['x']);
    expect((await b.read(['x'])).answers).toEqual(['one']);
    expect(asked).toEqual([['x'], ['x']]);
    await server.start();
    await Promise.all([a.is('UP'), b.is('UP')]);
    await a.read(['y']);
    const redis = server.redis();
    await until(async () => (await redis.keys('test:answer*')).length === 1);
    await b.read(['y']);
    expect(asked).toEqual([['x'], ['x'], ['y']]);
    expect(a.lines).toMatchObject([{ ...WENT, reason: expect.stringContaining('ECONNREFUSED') }, CAME_BACK]);
    expect(a.shared.health).toMatchObject({ status: 'UP', lost: 1, back: 1 });
  });

  it('that is killed leaves each gateway what it holds, for five seconds after it last heard the others', async () => {
    await using server = await redisServer();
    await using world = await holding(server);
    const { a, b, say, clock, asked } = world;
    await server.kill();
    await Promise.all([a.is('DOWN'), b.is('DOWN')]);
    say('x', 'two');
    clock.advance(4_999);
    expect((await a.read(['x'])).answers).toEqual(['one']);
    clock.advance(1);
    expect(await a.read(['x'])).toMatchObject({ answers: ['two'], source: { status: 'FRESH' } });
    clock.advance(4_999);
    expect((await a.read(['x'])).answers).toEqual(['two']);
    clock.advance(1);
    await a.read(['x']);
    expect(asked).toEqual([['x'], ['x']]);
    expect(a.lines).toMatchObject([CAME, WENT]);
  });

  it('that comes back empty ends what was held from before, and is used again', async () => {
    await using server = await redisServer();
    await using world = await holding(server);
    const { a, b, say, asked } = world;
    await server.kill();
    await Promise.all([a.is('DOWN'), b.is('DOWN')]);
    say('x', 'two');
    await server.start();
    await Promise.all([a.is('UP'), b.is('UP')]);
    expect((await a.read(['x'])).answers).toEqual(['two']);
    await world.stored(1);
    expect((await b.read(['x'])).answers).toEqual(['two']);
    expect(asked).toEqual([['x']]);
    expect(a.lines).toMatchObject([CAME, WENT, CAME_BACK]);
  });

  it('that comes back with what it had saved long ago revives nothing that was invalidated since', async () => {
    await using server = await redisServer();
    await using world = await holding(server);
    const { a, b, say } = world;
    await server.redis().save();
    await a.cache.invalidate([eventTag('x')]);
    await server.kill();
    await Promise.all([a.is('DOWN'), b.is('DOWN')]);
    say('x', 'two');
    await server.start();
    expect(await server.redis().exists(`test:answer${FORM}:x`)).toBe(1);
    await Promise.all([a.is('UP'), b.is('UP')]);
    expect((await b.read(['x'])).answers).toEqual(['two']);
  });

  it('that was flushed ends what the gateways hold too', async () => {
    await using server = await redisServer();
    await using world = await holding(server);
    const { a, say, clock } = world;
    await server.redis().flushall();
    say('x', 'two');
    clock.advance(1_000);
    await until(async () => (await a.read(['x'])).answers[0] === 'two');
    expect(a.lines).toMatchObject([CAME]);
  });

  it('that one gateway did not hear for a moment ends what that one holds: it may have missed something', async () => {
    await using server = await redisServer();
    await using world = await holding(server);
    const { a, b, say } = world;
    await server.redis().client('KILL', 'TYPE', 'pubsub');
    await until(() => a.shared.health.status === 'DOWN');
    say('x', 'two');
    expect(await b.cache.invalidate([eventTag('x')])).toBe(true);
    await a.is('UP');
    expect((await a.read(['x'])).answers).toEqual(['two']);
  });

  it('that is paused costs its time a few times, and then nothing; the deadline holds', async () => {
    await using server = await redisServer();
    await using world = await holding(server);
    const { a, b, clock, asked } = world;
    server.pause();
    for (const name of ['p', 'q', 'r']) {
      const read = a.read([name]);
      clock.advance(100);
      expect((await read).answers).toEqual([null]);
    }
    expect(a.shared.health.status).toBe('DOWN');
    for (const name of ['s', 't', 'u']) await a.read([name]);
    expect(asked).toHaveLength(6);
    expect(a.lines).toMatchObject([CAME, { ...WENT, reason: 'no answer within 100 ms, 3 times in a row' }]);
    server.resume();
    await Promise.all([a.is('UP'), b.is('UP')]);
    await a.read(['v']);
    await until(async () => (await server.redis().exists(`test:answer${FORM}:v`)) === 1);
    expect(a.lines).toMatchObject([CAME, WENT, CAME_BACK]);
  });

  it('that is paused is not believed to have nothing to tell', async () => {
    await using server = await redisServer();
    await using world = await holding(server);
    const { a, say, clock } = world;
    server.pause();
    say('x', 'two');
    for (let time = 0; time < 50; time++) clock.advance(100);
    expect((await world.inSteps(a.read(['x']))).answers).toEqual(['two']);
  });

  it('that is slow for a moment stays in use', async () => {
    await using server = await redisServer();
    await using world = await holding(server);
    const { a, clock, asked } = world;
    await server.redis().client('PAUSE', 150, 'ALL');
    const read = a.read(['y']);
    clock.advance(100);
    await read;
    await a.read(['x']);
    await until(async () => {
      await a.read(['z']);
      return asked.length > 1;
    });
    expect(a.shared.health).toMatchObject({ status: 'UP', lost: 0 });
    expect(a.lines).toMatchObject([CAME]);
  });

  it('that is full is out of use; what the gateways hold is given, and ends when one says so', async () => {
    await using server = await redisServer(['--maxmemory-policy', 'noeviction']);
    await using world = await holding(server);
    const { a, b, say, clock, asked } = world;
    const redis = server.redis();
    await redis.config('SET', 'maxmemory', '1mb');
    await a.read(['y']);
    await a.is('DOWN');
    expect(a.lines.at(-1)).toMatchObject({ ...WENT, reason: expect.stringMatching(/^OOM /) });
    await until(() => {
      clock.advance(100);
      return b.shared.health.status === 'DOWN';
    });
    for (let second = 0; second < 6; second++) {
      const heard = a.shared.heardUntil;
      clock.advance(1_000);
      await until(() => a.shared.heardUntil > heard);
    }
    asked.length = 0;
    expect((await a.read(['x'])).answers).toEqual(['one']);
    expect(asked).toEqual([]);
    say('x', 'two');
    expect(await b.cache.invalidate([eventTag('x')])).toBe(true);
    await until(async () => (await a.read(['x'])).answers[0] === 'two');
    await redis.config('SET', 'maxmemory', '0');
    await Promise.all([a.is('UP'), b.is('UP')]);
    await a.read(['z']);
    await until(async () => (await redis.exists(`test:answer${FORM}:z`)) === 1);
    expect(a.lines).toMatchObject([CAME, WENT, CAME_BACK]);
  });

  it('that denies what it allowed is out of use until it allows it again', async () => {
    await using server = await redisServer();
    const redis = server.redis();
    await redis.call('ACL', 'SETUSER', 'gateway', 'on', '>pw', '~test:*', '&test:*', '+@all');
    await using world = await holding(server, { url: `redis://gateway:pw@127.0.0.1:${server.port}` });
    const { a, b, clock } = world;
    await redis.call('ACL', 'SETUSER', 'gateway', '-eval');
    await a.read(['y']);
    expect(a.lines).toMatchObject([CAME, { ...WENT, reason: expect.stringMatching(/^NOPERM /) }]);
    for (let time = 0; time < 10; time++) {
      clock.advance(1_000);
      await a.read([`n${time}`]);
    }
    await redis.call('ACL', 'SETUSER', 'gateway', '+eval');
    await Promise.all([a.is('UP'), b.is('UP')]);
    expect(a.lines).toMatchObject([CAME, WENT, CAME_BACK]);
  });

  it.each([
    ['the password', 'gateway:other', /^WRONGPASS /],
    ['the channel', 'deaf:pw', /^NOPERM .*channel/],
  ])('that does not take %s is out of use, and says why', async (_, credentials, reason) => {
    await using server = await redisServer();
    const redis = server.redis();
    await redis.call('ACL', 'SETUSER', 'gateway', 'on', '>pw', '~test:*', '&test:*', '+@all');
    await redis.call('ACL', 'SETUSER', 'deaf', 'on', '>pw', '~test:*', 'resetchannels', '+@all');
    const clock = handClock();
    const { ask, say } = platform(clock);
    await using a = gateway({ clock, ask, url: `redis://${credentials}@127.0.0.1:${server.port}` });
    await a.is('DOWN');
    say('x', 'one');
    for (let second = 0; second < 10; second++) {
      clock.advance(1_000);
      expect((await a.read(['x'])).answers).toEqual(['one']);
    }
    expect(a.lines).toMatchObject([{ ...WENT, reason: expect.stringMatching(reason) }]);
    expect(JSON.stringify(a.lines)).not.toMatch(/other|pw/);
  });

  it('that became a copy of another is out of use until it is none', async () => {
    await using server = await redisServer();
    await using world = await holding(server);
    const { a, b } = world;
    const redis = server.redis();
    await redis.replicaof('127.0.0.1', 1);
    await a.read(['y']);
    await a.is('DOWN');
    expect(a.lines.at(-1)).toMatchObject({ ...WENT, reason: expect.stringMatching(/^READONLY|MASTERDOWN/) });
    await redis.replicaof('NO', 'ONE');
    await Promise.all([a.is('UP'), b.is('UP')]);
    expect(a.lines).toMatchObject([CAME, WENT, CAME_BACK]);
  });

  it('that is loading what it had saved is out of use until it has', async () => {
    await using server = await redisServer();
    await using world = await holding(server);
    const { a, b, clock } = world;
    const redis = server.redis();
    await redis.mset(
      Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`k${at}`, 'v'.repeat(2_000)])),
    );
    await redis.save();
    await server.kill();
    await Promise.all([a.is('DOWN'), b.is('DOWN')]);
    const loading = server.start([
      '--key-load-delay',
      '5000',
      '--loading-process-events-interval-bytes',
      '1024',
    ]);
    const said: unknown[] = [];
    await until(async () => {
      said.push(await redis.get('k1').catch(({ message }) => message));
      clock.advance(1_000);
      await a.read(['y']);
      return String(said.at(-1)).startsWith('vvv');
    });
    await loading;
    expect(said).toContainEqual(expect.stringMatching(/^LOADING/));
    await Promise.all([a.is('UP'), b.is('UP')]);
    expect(a.lines).toMatchObject([CAME, WENT, CAME_BACK]);
  });

  it('that goes and comes all the time is tried ever more seldom, and so is the log', async () => {
    await using server = await redisServer();
    const redis = server.redis();
    await using world = await holding(server);
    const { a, clock } = world;
    for (let time = 0; time < 15; time++) {
      await redis.client('KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
      await redis.client('KILL', 'TYPE', 'pubsub');
      await until(async () => (await listening(redis)) === 2);
      for (let second = 0; second < 8; second++) {
        clock.advance(1_000);
        await redis.ping();
      }
    }
    expect(a.lines.length).toBeGreaterThan(4);
    expect(a.lines.length).toBeLessThan(20);
  });
});
