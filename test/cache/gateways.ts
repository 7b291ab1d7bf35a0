/** Gateways' caches over one Redis and one platform, whose words a test sets and whose answers it lets through. */
import { pino } from 'pino';
import { Cache } from '../../src/cache/cache.ts';
import type { Question } from '../../src/cache/entry.ts';
import { KINDS, type Policies, type Policy } from '../../src/cache/policy.ts';
import { RedisShared } from '../../src/cache/redis.ts';
import { redisAddress } from '../../src/cache/redis-address.ts';
import { eventTag, listTag } from '../../src/cache/tags.ts';
import type { Clock } from '../../src/clock.ts';
import type { Request } from '../../src/request.ts';
import type { Diagnostic } from '../../src/upstream/notes.ts';
import { SourceLog } from '../../src/upstream/source-log.ts';
import { UpstreamError } from '../../src/upstream/upstream-error.ts';
import { type HandClock, handClock } from '../clock.ts';
import { aRequest } from '../request.ts';
import { type RedisServer, until } from './redis-server.ts';

export const POLICY: Policy = { fresh: 10_000, staleWhileRevalidate: 30_000, staleIfError: 60_000 };
const POLICIES = Object.fromEntries(KINDS.map(kind => [kind, POLICY])) as Policies;
export const DOWN = new UpstreamError('UPSTREAM_UNAVAILABLE', 'CITY', 'clues: no answer; try again later');

export const UNREAD: Diagnostic = {
  code: 'UPSTREAM_INVALID_DATA',
  platform: 'CITY',
  record: null,
  field: 'clue_no',
  message: 'expected a number, got none; the record is left out',
};

/** The platform behind all gateways of a test. */
export function platform(clock: Clock) {
  const said = new Map<string, string | null>();
  const asked: string[][] = [];
  const unread = new Set<string>();
  let gate: Promise<void> = Promise.resolve();
  return {
    asked,
    say: (name: string, what: string | null) => void said.set(name, what),
    /** What it says of this cannot be read whole. */
    garble: (name: string) => void unread.add(name),
    /** Holds what it says from now on, until the returned function is called. */
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return () => {
        gate = Promise.resolve();
        resolve();
      };
    },
    async ask(questions: readonly Question[], { signal, sources }: Request) {
      asked.push(questions.map(({ key }) => key));
      const answers = questions.map(({ key }) => said.get(key) ?? null);
      const { promise: cancelled, reject } = Promise.withResolvers<never>();
      signal.addEventListener('abort', () => reject(DOWN), { once: true });
      await Promise.race([gate, cancelled]);
      const { code, message } = DOWN;
      const failed = answers.includes('down');
      sources.called({
        platform: 'CITY',
        call: 'clues',
        at: clock.now(),
        ms: 0,
        ...(failed && { failure: { code, message } }),
      });
      if (failed) throw DOWN;
      for (const { key } of questions) if (unread.has(key)) sources.unreadable(UNREAD, key);
      return answers;
    },
  };
}

export const question = (name: string): Question => ({
  key: name,
  platform: 'CITY',
  call: 'clues',
  kind: 'event',
  tags: [eventTag(name), listTag('CITY')],
});

export interface CacheOfGateway extends AsyncDisposable {
  cache: Cache;
  shared: RedisShared;
  /** The lines that it has logged. */
  lines: { level: number; msg: string; reason?: string }[];
  read(names: string[], wished?: Partial<Request>): Promise<Read>;
  /** Waits until it uses Redis, or does not. */
  is(status: 'UP' | 'DOWN'): Promise<void>;
}

interface Read {
  answers: unknown[];
  source: ReturnType<SourceLog['sources']>['CITY'];
  diagnostics: Diagnostic[];
}

interface Settings {
  clock: Clock;
  ask: ReturnType<typeof platform>['ask'];
  url: string;
  prefix?: string;
  trustMs?: number;
  leaseMs?: number;
  budgetMs?: number;
}

export function gateway({ clock, ask, url, prefix = 'test:', ...wished }: Settings): CacheOfGateway {
  const lines: CacheOfGateway['lines'] = [];
  const log = pino({ level: 'debug' }, { write: line => void lines.push(JSON.parse(line)) });
  const address = redisAddress(url)!;
  const shared = new RedisShared({ address, prefix, clock, log, budgetMs: 100, trustMs: 5_000, ...wished });
  const cache = new Cache({
    clock,
    policies: POLICIES,
    maxBytes: 1_000_000,
    shared,
    refreshMs: 1_000,
    log,
    random: () => 0,
  });
  return {
    cache,
    shared,
    lines,
    async read(names, more = {}) {
      const request = { ...aRequest(new SourceLog()), clock, ...more };
      const answers = await cache.answers(names.map(question), ask, request);
      const { sources } = request;
      return { answers, source: sources.sources().CITY, diagnostics: sources.diagnostics };
    },
    async is(status) {
      await until(() => {
        if (shared.health.status === 'DOWN' && status === 'UP' && 'advance' in clock)
          (clock as HandClock).advance(50);
        return shared.health.status === status;
      });
    },
    [Symbol.asyncDispose]: () => shared[Symbol.asyncDispose](),
  };
}

/** Two gateways that use the same Redis, on a clock in the test's hand. */
export async function two(server: RedisServer, wished: Partial<Settings> = {}) {
  const clock = handClock();
  const city = platform(clock);
  const settings = { clock, ask: city.ask, url: server.url, ...wished };
  const [a, b] = [gateway(settings), gateway(settings)];
  await Promise.all([a.is('UP'), b.is('UP')]);
  const redis = server.redis();
  return {
    clock,
    ...city,
    a,
    b,
    /** Waits until so many answers lie in Redis: they are stored behind the answer to the reader. */
    stored: (count: number) =>
      until(async () => (await redis.keys(`${settings.prefix ?? 'test:'}answer*`)).length === count),
    /** Waits for what happens in steps of the clock, such as looking again for what another is asking. */
    async inSteps<T>(awaited: Promise<T>): Promise<T> {
      let over = false;
      const end = () => {
        over = true;
      };
      awaited.then(end, end);
      await until(() => {
        if (!over) clock.advance(25);
        return over;
      });
      return await awaited;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([a, b].map(one => one[Symbol.asyncDispose]()));
    },
  };
}
