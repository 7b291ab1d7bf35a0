import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { Cache } from '../../src/cache/cache.ts';
import type { Said } from '../../src/cache/entry.ts';
import { KINDS, type Policies } from '../../src/cache/policy.ts';
import {
  type Claim,
  type Found,
  type Listener,
  type Shared,
  SharedUnavailable,
} from '../../src/cache/shared.ts';
import { eventTag } from '../../src/cache/tags.ts';
import type { Request } from '../../src/request.ts';
import { SourceLog } from '../../src/upstream/source-log.ts';
import { handClock } from '../clock.ts';
import { aRequest } from '../request.ts';
import { POLICY, platform, question } from './gateways.ts';

const POLICIES = Object.fromEntries(KINDS.map(kind => [kind, POLICY])) as Policies;

/** A cache over a shared layer that answers when the test lets it, so that the order of events is the test's. */
function world() {
  const clock = handClock();
  const city = platform(clock);
  const lies = new Map<string, Said>();
  const lines: Record<string, unknown>[] = [];
  let listener: Listener | undefined;
  let let_ = Promise.withResolvers<void>();
  let_.resolve();
  const state = { heardUntil: clock.now(), refuses: false };
  const found = (): Map<string, Found> =>
    new Map([...lies].map(([key, said]) => [key, { id: `${said.askedAt}`, said, checkedAt: clock.now() }]));
  const shared: Shared = {
    get heardUntil() {
      return state.heardUntil;
    },
    trustMs: 5_000,
    listen: heard => {
      listener = heard;
    },
    invalidate: async () => true,
    async look() {
      const seen = found();
      await let_.promise;
      return seen;
    },
    async claim(questions, seen) {
      const newer = new Map([...found()].filter(([key, { id }]) => seen.get(key) !== id));
      return {
        found: newer,
        own: new Set(questions.map(({ key }) => key).filter(key => !newer.has(key))),
        leaseMs: 1_000,
        renew() {},
        end: async answers => {
          if (state.refuses) return new Set(answers.keys());
          for (const [key, { said }] of answers) lies.set(key, said);
          return new Set<string>();
        },
      } satisfies Claim;
    },
  };
  /** Where each answer came from, as the cache told it. */
  const cameFrom: string[] = [];
  const cache = new Cache({
    clock,
    policies: POLICIES,
    maxBytes: 10_000,
    shared,
    refreshMs: 1_000,
    log: pino({ base: null }, { write: line => void lines.push(JSON.parse(line)) }),
    random: () => 0,
    observer: { remembered: (_, from) => void cameFrom.push(from) },
  });
  return {
    ...city,
    clock,
    cache,
    cameFrom,
    shared,
    state,
    /** What it has logged. */
    lines,
    lies: (name: string, value: string, askedAt = clock.now()) =>
      void lies.set(name, { value, kind: 'event', askedAt, draw: 0, notes: [] }),
    told: (...tags: string[]) => listener!.invalidated(tags),
    /** Holds what lies there on its way, until the returned function is called. */
    hold() {
      let_ = Promise.withResolvers<void>();
      return () => let_.resolve();
    },
    holdPlatform: city.hold,
    async read(names: string[], wished: Partial<Request> = {}) {
      const request = { ...aRequest(new SourceLog()), clock, ...wished };
      return (await cache.answers(names.map(question), city.ask, request)) as unknown[];
    },
  };
}

const later = () => new Promise<void>(resolve => setImmediate(resolve));

describe('what lies in the shared layer', () => {
  it('is not remembered where it was invalidated on its way here', async () => {
    const { read, say, lies, hold, told, asked } = world();
    lies('x', 'old');
    const release = hold();
    const before = read(['x']);
    await later();
    told(eventTag('x'));
    say('x', 'new');
    release();
    expect(await before).toEqual(['old']);
    lies('x', 'new');
    expect(await read(['x'])).toEqual(['new']);
    expect(asked).toEqual([]);
  });

  it('is told of as what another gateway had, once: then it is remembered here', async () => {
    const { read, lies, cameFrom } = world();
    lies('x', 'one');
    await read(['x']);
    await read(['x']);
    expect(cameFrom).toEqual(['SHARED', 'FRESH']);
  });

  it('is too old for a reader who waits with one that takes it: it is asked for then', async () => {
    const { read, say, lies, hold, clock, asked } = world();
    lies('x', 'one', clock.now() - 8_000);
    say('x', 'two');
    const release = hold();
    const lax = read(['x']);
    const strict = read(['x'], { maxAgeMs: 5_000 });
    await later();
    release();
    expect([await lax, await strict]).toEqual([['one'], ['two']]);
    expect(asked).toEqual([['x']]);
  });

  it('does not replace what is remembered and newer', async () => {
    const { read, say, lies, clock, asked } = world();
    say('x', 'new');
    await read(['x']);
    lies('x', 'old', clock.now() - 1_000);
    clock.advance(10_000);
    await read(['x']);
    expect(await read(['x'])).toEqual(['new']);
    expect(asked.length).toBeGreaterThan(1);
  });
});

describe('what the platform said', () => {
  it('is given, and not remembered, where the shared layer knows that it was invalidated meanwhile', async () => {
    const { read, say, state, asked } = world();
    say('x', 'old');
    state.refuses = true;
    expect(await read(['x'])).toEqual(['old']);
    state.refuses = false;
    say('x', 'new');
    expect(await read(['x'])).toEqual(['new']);
    expect(asked).toEqual([['x'], ['x']]);
  });

  it('earlier does not replace what was said later, in whatever order it arrives', async () => {
    const { read, say, holdPlatform, clock } = world();
    say('x', 'early');
    const release = holdPlatform();
    const slow = read(['x']);
    await later();
    holdPlatform()();
    clock.advance(1);
    say('x', 'late');
    expect(await read(['x'], { maxAgeMs: 0 })).toEqual(['late']);
    release();
    expect(await slow).toEqual(['early']);
    await later();
    expect(await read(['x'])).toEqual(['late']);
  });
});

it('takes what it remembers for as long as silence is trusted, and no longer', async () => {
  const { read, say, clock, state, shared } = world();
  shared.look = async () => {
    throw new SharedUnavailable('gone');
  };
  say('x', 'one');
  await read(['x']);
  say('x', 'two');
  clock.advance(4_999);
  expect(await read(['x'])).toEqual(['one']);
  state.heardUntil = clock.now();
  clock.advance(4_999);
  expect(await read(['x'])).toEqual(['one']);
  clock.advance(1);
  expect(await read(['x'])).toEqual(['two']);
});

it('says of what is asked for behind an answer that another gateway did not hear it in time', async () => {
  const { read, lies, clock, shared, lines, asked } = world();
  lies('x', 'one', clock.now() - 10_000);
  shared.claim = async () => ({
    found: new Map(),
    own: new Set(),
    leaseMs: 1_000,
    renew() {},
    end: async () => new Set(),
  });
  expect(await read(['x'])).toEqual(['one']);
  await later();
  clock.advance(1_000);
  await later();
  expect(lines).toMatchObject([{ level: 40, platform: 'CITY', call: 'clues', code: 'UPSTREAM_TIMEOUT' }]);
  expect(asked).toEqual([]);
});
