/**
 * What the cache itself costs a page of 20 answers of 2 kB: from this process's memory, from Redis (`REDIS_URL`), and
 * asked of a platform that answers at once, under a lease, and stored behind the answer. Without `REDIS_URL`, memory
 * alone. `node bench/cache.ts`
 */
import { pino } from 'pino';
import { Cache } from '../src/cache/cache.ts';
import type { Question } from '../src/cache/entry.ts';
import { DEFAULT_POLICIES, NO_MEMORY } from '../src/cache/policy.ts';
import { RedisShared } from '../src/cache/redis.ts';
import { redisAddress } from '../src/cache/redis-address.ts';
import { systemClock as clock } from '../src/clock.ts';
import type { Request } from '../src/request.ts';
import { SourceLog } from '../src/upstream/source-log.ts';

const PAGE = 20;
const TIMES = 2_000;
const VALUE = { text: '事'.repeat(600), number: 'SJ20240726000123' };

const address = process.env.REDIS_URL ? redisAddress(process.env.REDIS_URL)! : null;
const log = pino({ level: 'warn' });
const open = () =>
  address &&
  new RedisShared({ address, prefix: `bench${process.pid}:`, clock, log, budgetMs: 1_000, trustMs: 5_000 });

/** @param maxBytes 1 for a memory that holds nothing, so that each answer comes from Redis */
const cacheOver = (shared: RedisShared | null, maxBytes: number) =>
  new Cache({ clock, policies: DEFAULT_POLICIES, maxBytes, shared, refreshMs: 1_000, log });

const page = (from: number): Question[] =>
  Array.from({ length: PAGE }, (_, at) => ({
    key: `CITY clues ${from + at}`,
    platform: 'CITY',
    call: 'clues',
    kind: 'directory',
    tags: [`event:${from + at}`, 'platform:CITY'],
  }));

const request = (): Request => ({
  id: 'bench',
  viewer: { kind: 'EVERYONE' },
  clock,
  signal: new AbortController().signal,
  sources: new SourceLog(),
  trace: null,
  maxAgeMs: null,
  selects: () => new Set(),
});

const ask = async (questions: readonly Question[]) => questions.map(() => VALUE);

async function measured(name: string, cache: Cache, from: (time: number) => number): Promise<void> {
  const took: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    const at = performance.now();
    await cache.answers(page(from(time)), ask, request());
    took.push(performance.now() - at);
  }
  const sorted = took.toSorted((one, other) => one - other);
  const ms = (part: number) => `${sorted[Math.floor(TIMES * part)]!.toFixed(3)} ms`;
  console.log(`${name.padEnd(44)} p50 ${ms(0.5)}   p99 ${ms(0.99)}`);
}

const never = new Cache({ clock, policies: NO_MEMORY, maxBytes: 1, refreshMs: 1_000, log });
await measured('no memory, a platform that answers at once', never, () => 0);
const alone = cacheOver(null, 64 << 20);
await alone.answers(page(0), ask, request());
await measured('memory of this process alone', alone, () => 0);
const shared = open();
if (shared) {
  while (shared.health.status !== 'UP') await new Promise(resolve => setTimeout(resolve, 10));
  const both = cacheOver(shared, 64 << 20);
  await both.answers(page(0), ask, request());
  await new Promise(resolve => setTimeout(resolve, 100));
  await measured('memory of this process, beside Redis', both, () => 0);
  await measured('Redis', cacheOver(shared, 1), () => 0);
  await measured('in neither: looked for, claimed, stored', cacheOver(shared, 1), time => (time + 1) * PAGE);
  await shared[Symbol.asyncDispose]();
}
