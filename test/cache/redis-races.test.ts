import { expect, it } from '@jest/globals';
import { keysUnder } from '../../src/cache/redis-keys.ts';
import { eventTag } from '../../src/cache/tags.ts';
import { two } from './gateways.ts';
import { describeWithRedis, redisServer, until } from './redis-server.ts';

/** The clock in the test's hand may run far ahead of Redis, whose answers are not late for that. */
const PATIENT = { budgetMs: 3_600_000 };

const LEASE_OF_X = keysUnder('test:').lease('x');

describeWithRedis('an invalidation by one gateway, while another is asking', () => {
  it('ends what that one will hear: it is stored nowhere', async () => {
    await using server = await redisServer();
    await using world = await two(server);
    const { a, b, say, hold, asked } = world;
    say('x', 'old');
    const release = hold();
    const before = a.read(['x']);
    await until(() => asked.length === 1);
    say('x', 'new');
    await b.cache.invalidate([eventTag('x')]);
    release();
    expect((await before).answers).toEqual(['old']);
    expect((await world.inSteps(a.read(['x']))).answers).toEqual(['new']);
    await world.stored(1);
    expect((await b.read(['x'])).answers).toEqual(['new']);
    expect(asked).toEqual([['x'], ['x']]);
  });

  it('lets others ask at once, and what the first hears afterwards does not replace what they heard', async () => {
    await using server = await redisServer();
    await using world = await two(server);
    const { a, b, say, hold, asked } = world;
    say('x', 'old');
    const release = hold();
    const before = a.read(['x']);
    await until(() => asked.length === 1);
    say('x', 'new');
    await b.cache.invalidate([eventTag('x')]);
    hold()();
    expect((await b.read(['x'])).answers).toEqual(['new']);
    await world.stored(1);
    release();
    expect((await before).answers).toEqual(['old']);
    const redis = server.redis();
    await until(async () => (await redis.keys('test:lease*')).length === 0);
    expect((await a.read(['x'])).answers).toEqual(['new']);
    expect((await b.read(['x'], { maxAgeMs: 60_000 })).answers).toEqual(['new']);
    expect(asked).toEqual([['x'], ['x']]);
  });

  it('ends nothing else of the same batch', async () => {
    await using server = await redisServer();
    await using world = await two(server);
    const { a, b, say, hold, asked } = world;
    for (const name of ['x', 'y']) say(name, 'old');
    const release = hold();
    const before = a.read(['x', 'y']);
    await until(() => asked.length === 1);
    for (const name of ['x', 'y']) say(name, 'new');
    await b.cache.invalidate([eventTag('x')]);
    release();
    await before;
    await world.stored(1);
    expect((await b.read(['x', 'y'])).answers).toEqual(['new', 'old']);
  });

  it('that cannot be told yet is told when it can, and until then who has it takes nothing from the others', async () => {
    await using server = await redisServer();
    await using world = await two(server);
    const { a, b, say, clock, asked } = world;
    say('x', 'old');
    await a.read(['x']);
    await world.stored(1);
    await b.read(['x']);
    say('x', 'new');
    server.pause();
    const told = b.cache.invalidate([eventTag('x')]);
    clock.advance(100);
    expect(await told).toBe(false);
    const read = b.read(['x']);
    clock.advance(100);
    expect((await read).answers).toEqual(['new']);
    expect((await a.read(['x'])).answers).toEqual(['old']);
    server.resume();
    await until(async () => (await world.inSteps(a.read(['x']))).answers[0] === 'new');
    expect(asked.length).toBeLessThanOrEqual(3);
  });

  it('that Redis refuses is in force here at once, also for what is asked of Redis in the same breath', async () => {
    await using server = await redisServer();
    const redis = server.redis();
    await redis.call('ACL', 'SETUSER', 'gateway', 'on', '>pw', '~test:*', '&test:*', '+@all');
    await using world = await two(server, { url: `redis://gateway:pw@127.0.0.1:${server.port}` });
    const { a, b, say } = world;
    say('x', 'old');
    await a.read(['x']);
    await world.stored(1);
    await redis.call('ACL', 'SETUSER', 'gateway', '-del');
    say('x', 'new');
    const told = b.cache.invalidate([eventTag('x')]);
    const read = b.read(['x']);
    expect(await told).toBe(false);
    expect((await read).answers).toEqual(['new']);
    await redis.call('ACL', 'SETUSER', 'gateway', '+del');
    await b.is('UP');
    await until(async () => (await world.inSteps(a.read(['x']))).answers[0] === 'new');
  });

  it('that was told to a connection that broke is told again', async () => {
    await using server = await redisServer();
    await using world = await two(server);
    const { a, b, say } = world;
    say('x', 'old');
    await a.read(['x']);
    await world.stored(1);
    say('x', 'new');
    await server.redis().client('KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    await b.is('DOWN');
    expect(await b.cache.invalidate([eventTag('x')])).toBe(false);
    await Promise.all([a.is('UP'), b.is('UP')]);
    const redis = server.redis();
    await until(async () => (await redis.exists(`test:tag:${eventTag('x')}`)) === 0);
    expect((await world.inSteps(a.read(['x']))).answers).toEqual(['new']);
  });
});

describeWithRedis('who waits for what another gateway asks', () => {
  it('asks itself when that one has died, after the lease', async () => {
    await using server = await redisServer();
    await using world = await two(server, { ...PATIENT, leaseMs: 60_000 });
    const { a, b, say, hold, asked } = world;
    say('x', 'one');
    hold();
    void a.read(['x']);
    await until(() => asked.length === 1);
    await a.shared[Symbol.asyncDispose]();
    hold()();
    const reading = b.read(['x']);
    const redis = server.redis();
    expect(await redis.pttl(LEASE_OF_X)).toBeGreaterThan(0);
    await redis.pexpire(LEASE_OF_X, 1);
    expect((await world.inSteps(reading)).answers).toEqual(['one']);
    expect(asked).toEqual([['x'], ['x']]);
  });

  it('waits on while that one lives: it takes its lease anew before it ends', async () => {
    await using server = await redisServer();
    await using world = await two(server, { ...PATIENT, leaseMs: 15_000 });
    const { a, b, say, hold, asked, clock } = world;
    say('x', 'one');
    const release = hold();
    const first = a.read(['x']);
    await until(() => asked.length === 1);
    const second = b.read(['x']);
    const redis = server.redis();
    // Two thirds of it are over, in the time of Redis, which is not in the test's hand.
    await redis.pexpire(LEASE_OF_X, 5_000);
    clock.advance(5_000);
    await until(async () => (await redis.pttl(LEASE_OF_X)) > 10_000);
    release();
    await world.inSteps(Promise.all([first, second]));
    expect(asked).toEqual([['x']]);
  });

  it('asks itself, at once, when that one got no answer', async () => {
    await using server = await redisServer();
    await using world = await two(server, PATIENT);
    const { a, b, say, hold, asked } = world;
    say('x', 'down');
    const release = hold();
    const first = a.read(['x']);
    await until(() => asked.length === 1);
    const second = b.read(['x']);
    say('x', 'one');
    release();
    await first;
    expect((await world.inSteps(second)).answers).toEqual(['one']);
  });

  it('goes when its own time is up, and says so', async () => {
    await using server = await redisServer();
    await using world = await two(server, PATIENT);
    const { a, b, say, hold, asked } = world;
    say('x', 'one');
    hold();
    void a.read(['x']);
    await until(() => asked.length === 1);
    const mine = new AbortController();
    const redis = server.redis();
    const looks = async () => /cmdstat_eval:calls=(\d+)/.exec(await redis.info('commandstats'))?.[1];
    const before = await looks();
    const waiting = b.read(['x'], { signal: mine.signal });
    await until(async () => (await looks()) !== before);
    mine.abort(new DOMException('late', 'TimeoutError'));
    expect(await waiting).toMatchObject({
      answers: [{ code: 'UPSTREAM_TIMEOUT' }],
      source: { status: 'UNAVAILABLE', code: 'UPSTREAM_TIMEOUT' },
    });
    expect(asked).toEqual([['x']]);
  });

  it('is not content with an answer that is older than it asks for: it asks after it', async () => {
    await using server = await redisServer();
    await using world = await two(server, PATIENT);
    const { a, b, say, hold, asked, clock } = world;
    say('x', 'one');
    const release = hold();
    const first = a.read(['x']);
    await until(() => asked.length === 1);
    clock.advance(1);
    const second = b.read(['x'], { maxAgeMs: 0 });
    say('x', 'two');
    release();
    expect((await first).answers).toEqual(['one']);
    expect((await world.inSteps(second)).answers).toEqual(['two']);
  });
});
