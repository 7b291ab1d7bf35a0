import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { Cache } from '../../src/cache/cache.ts';
import { DEFAULT_POLICIES, type Kind } from '../../src/cache/policy.ts';
import { remembering } from '../../src/cache/remembering.ts';
import { directoryTag, listTag, platformTag, statisticsTag } from '../../src/cache/tags.ts';
import { systemClock } from '../../src/clock.ts';
import type { Request } from '../../src/request.ts';
import { SourceLog } from '../../src/upstream/source-log.ts';
import { handClock } from '../clock.ts';
import { aRequest } from '../request.ts';
import { gateway, platform } from './gateways.ts';
import { describeWithRedis, redisServer, until } from './redis-server.ts';

/** A call of the city's that counts how often it is asked, behind a memory that is shared. */
async function clues(url: string) {
  const one = gateway({ clock: systemClock, ask: platform(systemClock).ask, url, budgetMs: 10_000 });
  await one.is('UP');
  const asked: unknown[] = [];
  const list = remembering(one.cache, 'CITY')('list', 'clues', async (filter: object, _: Request) => {
    asked.push(filter);
    return asked.length;
  });
  return {
    asked,
    list: (filter: object) => list(filter, { ...aRequest(new SourceLog()), clock: systemClock }),
    [Symbol.asyncDispose]: () => one[Symbol.asyncDispose](),
  };
}

describeWithRedis('a call with a memory', () => {
  it('is asked once for the same filter, and again for another', async () => {
    await using server = await redisServer();
    await using city = await clues(server.url);
    const filters = [
      { keyword: '王小明' },
      { keyword: '王小朋' },
      {},
      { title: '王小明' },
      { limit: 1 },
      { limit: '1' },
    ];
    const first = await Promise.all(filters.map(city.list));
    expect(await Promise.all(filters.map(city.list))).toEqual(first);
    expect(city.asked).toEqual(filters);
  });

  it('names itself in Redis, and nothing of what was searched for', async () => {
    await using server = await redisServer();
    await using city = await clues(server.url);
    await city.list({ keyword: '王小明 13800001111' });
    const redis = server.redis();
    await until(async () => (await redis.keys('test:answer*')).length === 1);
    const keys = (await redis.keys('*')).join();
    expect(keys).toMatch(/:CITY clues [\w-]{43}/);
    for (const word of ['王小明', '13800001111', 'keyword']) expect(keys).not.toContain(word);
  });
});

describe('an answer of each kind', () => {
  it.each([
    ['ends with its platform’s directory', directoryTag('CITY'), ['directory']],
    ['ends with its platform’s lists', listTag('CITY'), ['list']],
    ['ends with its platform’s counts', statisticsTag('CITY'), ['statistics']],
    ['ends with all of its platform', platformTag('CITY'), ['directory', 'list', 'statistics']],
    ['does not end with another platform', platformTag('PROVINCE'), []],
  ])('%s: %s', async (_, tag, ended) => {
    const cache = new Cache({
      clock: handClock(),
      policies: DEFAULT_POLICIES,
      maxBytes: 10_000,
      refreshMs: 1_000,
      log: pino({ level: 'silent' }),
    });
    const asked: Kind[] = [];
    const kinds = ['directory', 'list', 'statistics'] as const;
    async function readAll() {
      for (const kind of kinds)
        await remembering(cache, 'CITY')(kind, kind, async (_: Request) => void asked.push(kind))(
          aRequest(new SourceLog()),
        );
    }
    await readAll();
    asked.length = 0;
    await cache.invalidate([tag]);
    await readAll();
    expect(asked).toEqual(ended);
  });
});
