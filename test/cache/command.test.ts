import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { FORM } from '../../src/cache/stored.ts';
import { eventTag } from '../../src/cache/tags.ts';
import { systemClock } from '../../src/clock.ts';
import { PLATFORM_CODES } from '../../src/upstream/platform-code.ts';
import { gateway, platform } from './gateways.ts';
import { describeWithRedis, redisServer, until } from './redis-server.ts';

const COMMAND = fileURLToPath(new URL('../../src/cache/command.ts', import.meta.url));

/** What the one on call reads, standard output or error. */
async function cache(args: string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const run = promisify(execFile)(process.execPath, [COMMAND, ...args], {
    env: { PATH: process.env.PATH, ...env },
  });
  return await run.then(
    ({ stdout }) => stdout.trim(),
    ({ code, stderr }) => `exit ${code}: ${stderr.trim()}`,
  );
}

/** A gateway by the real time that has asked for x and y. */
async function asked(url: string, prefix = 'test:') {
  const city = platform(systemClock);
  // What a loaded machine makes late is asked for without Redis, and lies nowhere: that is not what is asked here.
  const one = gateway({ clock: systemClock, ask: city.ask, url, prefix, budgetMs: 10_000 });
  await one.is('UP');
  city.say('x', 'one');
  await one.read(['x', 'y']);
  return { ...city, ...one, [Symbol.asyncDispose]: () => one[Symbol.asyncDispose]() };
}

describeWithRedis('npm run cache', () => {
  it('inspects an answer: of what kind, how old, how it stands, and which of its tags were invalidated', async () => {
    await using server = await redisServer();
    await using one = await asked(server.url);
    const redis = server.redis();
    await until(async () => (await redis.keys('test:answer*')).length === 2);
    const env = { REDIS_URL: server.url, REDIS_PREFIX: 'test:', CACHE_EVENT: '1h/2h/3h' };
    expect(await cache(['inspect', 'x'], env)).toMatch(
      new RegExp(
        [
          '^x',
          '  kind     event',
          '  asked    20.*Z, \\d+(\\.\\d)? s ago',
          '  standing given as FRESH',
          '  policy   3600 s / 7200 s / 10800 s',
          '  size     \\d+ characters, \\d+(\\.\\d)? s left in Redis',
          '  tag      everything is as it was',
          '  tag      event:x is as it was',
          '  tag      list:CITY is as it was$',
        ].join('\n'),
      ),
    );
    await one.cache.invalidate([eventTag('x')]);
    const after = await cache(['inspect', 'x'], env);
    expect(after).toContain('standing not given: it was invalidated');
    expect(after).toContain('event:x was invalidated since');
    expect(after).toContain('list:CITY is as it was');
    expect(await cache(['inspect', 'y'], env)).toContain('kind     absence');
  });

  it('lists the keys that contain what was asked for', async () => {
    await using server = await redisServer();
    await using _one = await asked(server.url);
    const redis = server.redis();
    await until(async () => (await redis.keys('test:answer*')).length === 2);
    await redis.set(`test:answer${FORM}:CITY clues [1*]`, 'odd');
    const env = { REDIS_URL: server.url, REDIS_PREFIX: 'test:' };
    expect(await cache(['inspect', '[1*'], env)).toBe(
      'nothing lies under "[1*"; keys that contain it:\n  CITY clues [1*]',
    );
    expect(await cache(['inspect', 'CITY', 'clues', '[1*]'], env)).toBe(
      "CITY clues [1*]\n  is not of this version's form; it is not given",
    );
    expect(await cache(['inspect', 'nowhere'], env)).toBe(
      'nothing lies under "nowhere", nor under a key that contains it',
    );
  });

  it.each(['event:x', 'list:CITY', 'everything'])('purges %s on all gateways', async tag => {
    await using server = await redisServer();
    await using one = await asked(server.url);
    const redis = server.redis();
    await until(async () => (await redis.keys('test:answer*')).length === 2);
    one.say('x', 'two');
    expect((await one.read(['x'])).answers).toEqual(['one']);
    const env = { REDIS_URL: server.url, REDIS_PREFIX: 'test:' };
    expect(await cache(['purge', tag], env)).toBe(`${tag} is invalidated; 1 gateway heard it`);
    await until(async () => (await one.read(['x'])).answers[0] === 'two');
  });

  it('reaches Redis over TLS, as a user, in its database, under its prefix, as the gateway does', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'guantong-tls-'));
    const [key, certificate] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
    await promisify(execFile)('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
      ...[
        '-keyout',
        key,
        '-out',
        certificate,
        '-subj',
        '/CN=localhost',
        '-addext',
        'subjectAltName=DNS:localhost',
      ],
    ]);
    const tls = ['--tls-cert-file', certificate, '--tls-key-file', key, '--tls-auth-clients', 'no'];
    await using server = await redisServer([...tls, '--tls-port', '{tls-port}']);
    const redis = server.redis();
    // What the README says that the gateway needs.
    const rights = '+eval +get +set +del +mget +pexpire +publish +subscribe +ping +info +select +pttl +scan';
    await redis.call(
      'ACL',
      'SETUSER',
      'gateway',
      'on',
      '>p@ss',
      '~city:*',
      '&city:*',
      '-@all',
      ...rights.split(' '),
    );
    const url = `rediss://gateway:p%40ss@localhost:${server.tlsPort}/3`;
    const env = { REDIS_URL: url, REDIS_PREFIX: 'city:', NODE_EXTRA_CA_CERTS: certificate };
    await using one = await asked(`redis://gateway:p%40ss@localhost:${server.port}/3`, 'city:');
    await redis.select(3);
    await until(async () => (await redis.keys('city:answer*')).length === 2);
    expect(await one.cache.invalidate([eventTag('y')])).toBe(true);
    expect(one.shared.health).toMatchObject({ status: 'UP', lost: 0 });
    await redis.set(`city:answer${FORM}:x`, 'odd');
    expect(await cache(['inspect', 'x'], env)).toBe("x\n  is not of this version's form; it is not given");
    expect(await cache(['purge', 'event:x'], env)).toBe('event:x is invalidated; 1 gateway heard it');
    expect(await cache(['inspect', 'x'], { ...env, NODE_EXTRA_CA_CERTS: '' })).toMatch(
      new RegExp(`^exit 1: rediss://localhost:${server.tlsPort}/3: self-signed certificate`),
    );
    await rm(folder, { recursive: true });
  });

  it('says what is wrong with a Redis that it cannot use, and never the password', async () => {
    await using server = await redisServer(['--requirepass', 'hunter2']);
    const url = `redis://gateway:other@127.0.0.1:${server.port}`;
    expect(await cache(['inspect', 'x'], { REDIS_URL: url })).toBe(
      `exit 1: redis://127.0.0.1:${server.port}/0: WRONGPASS invalid username-password pair or user is disabled.`,
    );
    await server.stop();
    expect(await cache(['inspect', 'x'], { REDIS_URL: url })).toBe(
      `exit 1: redis://127.0.0.1:${server.port}/0: connect ECONNREFUSED 127.0.0.1:${server.port}`,
    );
  });
});

describe('npm run cache, used wrongly,', () => {
  const env = { REDIS_URL: 'redis://127.0.0.1:1' };

  it.each([
    [[], 'expected "inspect KEY" (a part of a key lists the keys that contain it) or "purge TAG"'],
    [['inspect'], 'expected "inspect KEY" (a part of a key lists the keys that contain it) or "purge TAG"'],
    [
      ['purge', 'clue:1'],
      `"clue:1" is no tag: expected event:ID, list:P, stats:P, directory:P or platform:P with P one of ${PLATFORM_CODES.join(', ')}, or everything`,
    ],
    [
      ['purge', 'matter:3302012719005'],
      '"matter:3302012719005" is no tag: no answer is remembered by its matter, and a changed catalogue is laid over all of them; purge directory:P for the items of a platform, list:P and stats:P for what it lists and counts of a matter, event:ID for an event that has another matter now',
    ],
  ])('with %j says what would do', async (args, message) => {
    expect(await cache(args, env)).toBe(`exit 1: ${message}`);
  });

  it('says that without a Redis there is nothing to look at', async () => {
    expect(await cache(['inspect', 'x'])).toBe(
      'exit 1: REDIS_URL is not set: each gateway has a memory of its own, and nothing to look at',
    );
  });
});
