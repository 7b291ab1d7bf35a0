import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { Cache } from '../../src/cache/cache.ts';
import type { Question } from '../../src/cache/entry.ts';
import type { Kind, Policies, Policy } from '../../src/cache/policy.ts';
import { KINDS } from '../../src/cache/policy.ts';
import { eventTag, listTag } from '../../src/cache/tags.ts';
import type { Request } from '../../src/request.ts';
import type { Diagnostic } from '../../src/upstream/notes.ts';
import { SourceLog } from '../../src/upstream/source-log.ts';
import { Tally } from '../../src/upstream/tally.ts';
import { UpstreamError } from '../../src/upstream/upstream-error.ts';
import { handClock } from '../clock.ts';
import { aRequest } from '../request.ts';

const POLICY: Policy = { fresh: 10_000, staleWhileRevalidate: 30_000, staleIfError: 60_000 };
const POLICIES = Object.fromEntries(KINDS.map(kind => [kind, POLICY])) as Policies;
const CANCELLED = new UpstreamError('UPSTREAM_TIMEOUT', 'CITY', 'clues: cancelled');
const UNREAD: Omit<Diagnostic, 'field'> = {
  code: 'UPSTREAM_INVALID_DATA',
  platform: 'CITY',
  record: null,
  message: 'expected a number, got none; the record is left out',
};
const DOWN = new UpstreamError('UPSTREAM_UNAVAILABLE', 'CITY', 'clues: no answer; try again later');

/** A cache over a platform whose words a test sets and whose answers it lets through one by one. */
function world(policies: Partial<Record<Kind, Policy>> = {}) {
  const clock = handClock();
  const lines: Record<string, unknown>[] = [];
  /** What the cache told its observer. */
  const told: string[] = [];
  const cache = new Cache({
    clock,
    policies: { ...POLICIES, ...policies },
    maxBytes: 10_000,
    refreshMs: 1_000,
    log: pino({ base: null }, { write: line => void lines.push(JSON.parse(line)) }),
    random: () => 0,
    observer: { remembered: (kind, from) => void told.push(`${kind} ${from}`) },
  });
  const said = new Map<string, string | null | Error>();
  const asked: string[][] = [];
  /** What of its next answer cannot be read: field and the key of the question it is about, null for any. */
  let unread: [field: string, about: string | null][] = [];
  let gate: Promise<void> = Promise.resolve();

  const question = (name: string): Question => ({
    key: name,
    platform: 'CITY',
    call: 'clues',
    kind: 'event',
    tags: [eventTag(name), listTag('CITY')],
  });
  async function ask(questions: readonly Question[], { signal, sources }: Request) {
    asked.push(questions.map(({ key }) => key));
    const answers = questions.map(({ key }) => said.get(key) ?? null);
    const { promise: cancelled, reject } = Promise.withResolvers<never>();
    signal.addEventListener('abort', () => reject(CANCELLED), { once: true });
    await Promise.race([gate, cancelled]);
    const { code, message } = DOWN;
    const failure = answers.includes('down') ? { failure: { code, message } } : {};
    sources.called({ platform: 'CITY', call: 'clues', at: clock.now(), ms: 0, ...failure });
    if (answers.includes('down')) throw DOWN;
    for (const [field, about] of unread) sources.unreadable({ ...UNREAD, field }, about);
    unread = [];
    for (const answer of answers) if (answer instanceof UpstreamError) sources.unusable(answer);
    return answers;
  }
  return {
    clock,
    cache,
    asked,
    /** What it has logged. */
    lines,
    told,
    say: (name: string, what: string | null | Error) => void said.set(name, what),
    garble: (...what: typeof unread) => {
      unread = what;
    },
    /** Holds what the platform says from now on, until the returned function is called. */
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return () => {
        gate = Promise.resolve();
        resolve();
      };
    },
    async read(names: string[], wished: Partial<Request> = {}) {
      const request = { ...aRequest(new SourceLog()), clock, ...wished };
      const answers = await cache.answers(names.map(question), ask, request);
      const unread = request.sources.diagnostics.map(({ field }) => field);
      return { answers, source: request.sources.sources().CITY, unread, request };
    },
  };
}

const later = () => new Promise<void>(resolve => setImmediate(resolve));

describe('an answer', () => {
  it('is given again while it is fresh, as of when it was asked for', async () => {
    const { read, say, asked, clock } = world();
    say('a', 'one');
    await read(['a']);
    say('a', 'two');
    clock.advance(9_999);
    expect(await read(['a'])).toMatchObject({
      answers: ['one'],
      source: { status: 'FRESH', asOf: '2024-07-26T10:00:00.000Z' },
    });
    expect(asked).toEqual([['a']]);
  });

  it('is given while it is asked for again, and says that it is stale; the next is new', async () => {
    const { read, say, asked, clock } = world();
    say('a', 'one');
    await read(['a']);
    say('a', 'two');
    clock.advance(10_000);
    expect(await read(['a'])).toMatchObject({ answers: ['one'], source: { status: 'STALE' } });
    await later();
    expect(await read(['a'])).toMatchObject({ answers: ['two'], source: { status: 'FRESH' } });
    expect(asked).toEqual([['a'], ['a']]);
  });

  it('is waited for where it is older than that', async () => {
    const { read, say, clock } = world();
    say('a', 'one');
    await read(['a']);
    say('a', 'two');
    clock.advance(30_000);
    expect(await read(['a'])).toMatchObject({ answers: ['two'], source: { status: 'FRESH' } });
  });

  it('stands in while the platform does not answer, for as long as its policy has it', async () => {
    const { read, say, clock } = world();
    say('a', 'one');
    await read(['a']);
    say('a', 'down');
    clock.advance(59_999);
    const { answers, source, request } = await read(['a']);
    expect({ answers, source }).toMatchObject({ answers: ['one'], source: { status: 'STALE' } });
    expect(request.sources.calls).toMatchObject([{ call: 'clues', covered: true }]);
    clock.advance(1);
    expect((await read(['a'])).answers).toEqual([DOWN]);
  });

  it('does not stand in for an error of our own', async () => {
    const { read, say, clock } = world();
    const own = new TypeError('undefined is not a function');
    for (const name of ['a', 'b']) say(name, 'one');
    await read(['a', 'b']);
    say('a', own);
    say('b', DOWN);
    clock.advance(30_000);
    expect(await read(['a', 'b'])).toMatchObject({
      answers: [own, 'one'],
      source: { status: 'UNAVAILABLE' },
    });
  });

  it('that there is none is one, of a kind of its own', async () => {
    const { read, say, asked, clock } = world({
      absence: { ...POLICY, fresh: 1_000, staleWhileRevalidate: 1_000 },
    });
    expect((await read(['a'])).answers).toEqual([null]);
    clock.advance(999);
    expect((await read(['a'])).answers).toEqual([null]);
    expect(asked).toEqual([['a']]);
    say('a', 'one');
    clock.advance(1);
    expect((await read(['a'])).answers).toEqual(['one']);
  });

  it('that failed is not remembered', async () => {
    const { read, say } = world();
    say('a', DOWN);
    say('b', 'two');
    expect((await read(['a', 'b'])).answers).toEqual([DOWN, 'two']);
    say('a', 'one');
    expect((await read(['a', 'b'])).answers).toEqual(['one', 'two']);
  });
});

describe('several questions', () => {
  it('ask for what is not remembered, at once, and keep their order', async () => {
    const { read, say, asked } = world();
    for (const name of ['a', 'b', 'c']) say(name, name.toUpperCase());
    await read(['b']);
    expect((await read(['c', 'b', 'a'])).answers).toEqual(['C', 'B', 'A']);
    expect(asked).toEqual([['b'], ['c', 'a']]);
  });

  it('say of their platform how old the oldest is', async () => {
    const { read, say, clock } = world();
    say('a', 'A');
    say('b', 'B');
    await read(['a']);
    clock.advance(5_000);
    await read(['b']);
    clock.advance(1_000);
    expect((await read(['b', 'a'])).source).toEqual({ status: 'FRESH', asOf: '2024-07-26T10:00:00.000Z' });
  });
});

describe('many readers of one question', () => {
  it('cause one call', async () => {
    const { read, say, asked, hold } = world();
    say('a', 'one');
    const release = hold();
    const readers = Array.from({ length: 1_000 }, () => read(['a']));
    await later();
    release();
    const read1000 = await Promise.all(readers);
    expect(new Set(read1000.map(({ answers }) => answers[0]))).toEqual(new Set(['one']));
    expect(asked).toEqual([['a']]);
  });

  it('are told of what cannot be used where they wait for it, and not where another does', async () => {
    const { read, say, hold } = world();
    say('a', DOWN);
    say('b', 'two');
    const release = hold();
    const [both, one] = [read(['a', 'b']), read(['b'])];
    await later();
    release();
    expect(await both).toMatchObject({ answers: [DOWN, 'two'], source: { status: 'UNAVAILABLE' } });
    expect(await one).toMatchObject({ answers: ['two'], source: { status: 'FRESH' } });
  });

  it('wait on when one gives up; when the last has gone the call is cancelled', async () => {
    const { read, say, hold } = world();
    say('a', 'one');
    const release = hold();
    const [first, second] = [new AbortController(), new AbortController()];
    const gone = read(['a'], { signal: first.signal });
    const waiting = read(['a'], { signal: second.signal });
    await later();
    first.abort(new DOMException('late', 'TimeoutError'));
    expect((await gone).answers).toMatchObject([{ code: 'UPSTREAM_TIMEOUT' }]);
    release();
    expect((await waiting).answers).toEqual(['one']);

    say('b', 'two');
    hold();
    const alone = new AbortController();
    const last = read(['b'], { signal: alone.signal });
    await later();
    alone.abort(new DOMException('late', 'TimeoutError'));
    expect((await last).answers).toEqual([CANCELLED]);
  });

  it('do not wait beyond their time for what is asked for behind an answer, which goes on', async () => {
    const { read, say, asked, hold, clock } = world({ event: { ...POLICY, staleWhileRevalidate: 10_500 } });
    say('a', 'one');
    await read(['a']);
    say('a', 'two');
    clock.advance(10_000);
    const release = hold();
    expect((await read(['a'])).answers).toEqual(['one']);
    clock.advance(500);
    const late = new AbortController();
    const waiting = read(['a'], { signal: late.signal, maxAgeMs: 500 });
    await later();
    late.abort(new DOMException('late', 'TimeoutError'));
    expect((await waiting).answers).toMatchObject([{ code: 'UPSTREAM_TIMEOUT' }]);
    release();
    await later();
    expect((await read(['a'])).answers).toEqual(['two']);
    expect(asked).toEqual([['a'], ['a']]);
  });
});

describe('what of an answer could not be read', () => {
  it('is told to who asked, to who waited, and to who reads it from memory', async () => {
    const { read, say, garble, hold } = world();
    say('a', 'one');
    garble(['clue_no', null], ['clue_no', null]);
    const release = hold();
    const [first, second] = [read(['a']), read(['a'])];
    await later();
    release();
    for (const one of [first, second, read(['a'])])
      expect((await one).unread).toEqual(['clue_no', 'clue_no']);
  });

  it('is told with the answer that it is about, and with each of its batch where that is not known', async () => {
    const { read, say, garble } = world();
    for (const name of ['a', 'b', 'c']) say(name, name);
    garble(['any', null], ['of a', 'a'], ['of b', 'b']);
    expect((await read(['a', 'b'])).unread).toEqual(['any', 'of a', 'of b']);
    expect((await read(['a'])).unread).toEqual(['any', 'of a']);
    expect((await read(['b'])).unread).toEqual(['any', 'of b']);
    expect((await read(['b', 'a'])).unread).toEqual(['any', 'of b', 'of a']);
    expect((await read(['c'])).unread).toEqual([]);
  });

  it('is told where the answer failed for it, and ends with the next', async () => {
    const { read, say, garble } = world();
    say('a', DOWN);
    say('b', 'two');
    garble(['of a', 'a'], ['of b', 'b']);
    expect((await read(['a', 'b'])).unread).toEqual(['of a', 'of b']);
    say('a', 'one');
    expect((await read(['a', 'b'])).unread).toEqual(['of b']);
  });

  it('is not told where something older is given in its place', async () => {
    const { read, say, garble, clock } = world();
    say('a', 'one');
    await read(['a']);
    say('a', DOWN);
    garble(['of a', 'a']);
    clock.advance(30_000);
    expect(await read(['a'])).toMatchObject({ answers: ['one'], unread: [] });
  });

  it('is counted once, when it was heard, however many are told, also where nobody waited for it', async () => {
    const { read, say, garble, hold, clock } = world();
    const tally = new Tally();
    const told = () => read(['a'], { sources: new SourceLog(tally) });
    const count = () => tally.list().map(({ name, count }) => [name, count]);
    say('a', 'one');
    garble(['clue_no', null]);
    const release = hold();
    const both = [told(), told()];
    await later();
    release();
    await Promise.all(both);
    await told();
    expect(count()).toEqual([['clue_no', 1]]);
    clock.advance(10_000);
    garble(['clue_no', null]);
    await told();
    await later();
    expect(count()).toEqual([['clue_no', 2]]);
  });
});

describe('what is asked for behind an answer', () => {
  const FAILS =
    'what is remembered cannot be asked for again; it is given, marked STALE, for as long as its policy allows';
  const OWN = 'what is remembered cannot be asked for again';
  const AGAIN = 'what is remembered is asked for again';

  /** An answer that is past its freshness, and readers of it, one after another. */
  async function stale() {
    const here = world({ event: { fresh: 0, staleWhileRevalidate: 1e9, staleIfError: 1e9 } });
    here.say('a', 'one');
    await here.read(['a']);
    return {
      ...here,
      async readings(count: number, everyMs = 1) {
        for (let time = 0; time < count; time++) {
          here.clock.advance(everyMs);
          await here.read(['a']);
          await later();
        }
      },
      said: () => here.lines.map(({ msg, code, failures }) => [msg, code ?? failures]),
    };
  }

  it('and fails says so once, and once when it is well', async () => {
    const { say, readings, lines } = await stale();
    say('a', 'down');
    await readings(3);
    say('a', 'two');
    await readings(3);
    expect(lines).toMatchObject([
      { level: 40, platform: 'CITY', call: 'clues', code: 'UPSTREAM_UNAVAILABLE', msg: FAILS },
      { level: 30, platform: 'CITY', call: 'clues', failures: 3, msg: AGAIN },
    ]);
  });

  it('and fails by turns says so once a minute', async () => {
    const { say, readings, said } = await stale();
    for (let turn = 0; turn < 4; turn++) {
      say('a', 'down');
      await readings(1, 15_000);
      say('a', 'two');
      await readings(1, 15_000);
    }
    const fails = [FAILS, 'UPSTREAM_UNAVAILABLE'];
    expect(said()).toEqual([fails, [AGAIN, 1], fails, [AGAIN, 1]]);
  });

  it('and fails by turns at first, then for good, says so again', async () => {
    const { say, readings, said } = await stale();
    for (const what of ['down', 'two', 'down']) {
      say('a', what);
      await readings(1);
    }
    await readings(2, 60_000);
    expect(said()).toEqual([
      [FAILS, 'UPSTREAM_UNAVAILABLE'],
      [AGAIN, 1],
      [FAILS, 'UPSTREAM_UNAVAILABLE'],
    ]);
  });

  it('and fails by an error of our own says which, also where the platform has failed before', async () => {
    const { say, readings, lines } = await stale();
    say('a', 'down');
    await readings(1);
    say('a', new TypeError('undefined is not a function'));
    await readings(2);
    expect(lines.slice(1)).toMatchObject([{ level: 50, msg: OWN, err: { type: 'TypeError' } }]);
  });

  it('and is not answered in time has failed', async () => {
    const { hold, readings, clock, said } = await stale();
    hold();
    await readings(1);
    clock.advance(1_000);
    await later();
    expect(said()).toEqual([[FAILS, 'UPSTREAM_TIMEOUT']]);
  });
});

describe('an invalidation', () => {
  it('ends what its tag is on, and nothing else', async () => {
    const { read, say, asked, cache } = world();
    for (const name of ['a', 'b']) say(name, 'old');
    await read(['a', 'b']);
    for (const name of ['a', 'b']) say(name, 'new');
    cache.invalidate([eventTag('a')]);
    expect((await read(['a', 'b'])).answers).toEqual(['new', 'old']);
    cache.invalidate([listTag('CITY')]);
    expect((await read(['a', 'b'])).answers).toEqual(['new', 'new']);
    expect(asked).toEqual([['a', 'b'], ['a'], ['a', 'b']]);
  });

  it('ends that there was none', async () => {
    const { read, say, cache } = world();
    await read(['a']);
    say('a', 'one');
    cache.invalidate([eventTag('a')]);
    expect((await read(['a'])).answers).toEqual(['one']);
  });

  it('while the answer is on its way: that is neither remembered, nor given to who asks afterwards', async () => {
    const { read, say, cache, hold, asked } = world();
    say('a', 'old');
    const release = hold();
    const before = read(['a']);
    await later();
    say('a', 'new');
    cache.invalidate([eventTag('a')]);
    const after = read(['a']);
    await later();
    release();
    expect((await before).answers).toEqual(['old']);
    expect((await after).answers).toEqual(['new']);
    expect((await read(['a'])).answers).toEqual(['new']);
    expect(asked).toEqual([['a'], ['a']]);
  });

  it('is not undone by a platform that does not answer: what is known to be wrong does not stand in', async () => {
    const { read, say, cache } = world();
    say('a', 'old');
    await read(['a']);
    say('a', 'down');
    cache.invalidate([eventTag('a')]);
    expect((await read(['a'])).answers).toEqual([DOWN]);
  });
});

describe('a reader who asks for less age', () => {
  it('gets nothing older', async () => {
    const { read, say, asked, clock } = world();
    say('a', 'one');
    await read(['a']);
    say('a', 'two');
    clock.advance(5_000);
    expect((await read(['a'], { maxAgeMs: 5_000 })).answers).toEqual(['one']);
    expect((await read(['a'], { maxAgeMs: 4_999 })).answers).toEqual(['two']);
    clock.advance(1);
    say('a', 'three');
    expect((await read(['a'], { maxAgeMs: 0 })).answers).toEqual(['three']);
    expect(asked).toHaveLength(3);
  });

  it('asks once, also where the clock is set back meanwhile', async () => {
    const { read, say, asked, clock } = world();
    say('a', 'one');
    let looks = 0;
    const setBack = { ...clock, now: () => clock.now() - (++looks <= 4 ? 1_000 : 0) };
    const reading = read(['a'], { maxAgeMs: 0, clock: setBack });
    expect((await reading).answers).toEqual(['one']);
    expect(asked).toEqual([['a']]);
  });

  it('gets an error sooner than something older, and leaves it to the others', async () => {
    const { read, say, clock } = world();
    say('a', 'one');
    await read(['a']);
    say('a', 'down');
    clock.advance(5_000);
    expect((await read(['a'], { maxAgeMs: 0 })).answers).toEqual([DOWN]);
    expect((await read(['a'])).answers).toEqual(['one']);
  });
});

it('forgets what was used least lately, beyond its bytes', async () => {
  const { read, say, asked } = world();
  for (const name of ['a', 'b', 'c']) say(name, name.repeat(4_500));
  for (const name of ['a', 'b', 'a', 'c']) await read([name]);
  asked.length = 0;
  await read(['a']);
  await read(['b']);
  expect(asked).toEqual([['b']]);
});

describe('what is told of each answer', () => {
  it('is where it came from', async () => {
    const { read, say, told, clock } = world();
    say('a', 'one');
    await read(['a']);
    await read(['a']);
    clock.advance(10_000);
    await read(['a']);
    await later();
    say('a', 'down');
    clock.advance(30_000);
    await read(['a']);
    clock.advance(30_000);
    await read(['a']);
    expect(told).toEqual([
      'event ASKED',
      'event FRESH',
      'event REVALIDATE',
      'event IF_ERROR',
      'event FAILED',
    ]);
  });

  it('is told once for each question and reader, also where several wait for one asking', async () => {
    const { read, say, told, asked, hold } = world();
    say('a', 'one');
    say('b', 'two');
    const release = hold();
    const both = Promise.all([read(['a', 'b']), read(['a'])]);
    release();
    await both;
    expect(asked).toEqual([['a', 'b']]);
    expect(told).toEqual(['event ASKED', 'event ASKED', 'event ASKED']);
  });

  it('stands beside how much is remembered, in entries and bytes', async () => {
    const { read, say, cache } = world();
    expect(cache.size).toEqual({ entries: 0, bytes: 0, maxBytes: 10_000 });
    say('a', 'one');
    await read(['a']);
    await later();
    const { entries, bytes } = cache.size;
    expect(entries).toBe(1);
    expect(bytes).toBeGreaterThanOrEqual('"one"'.length + 'a'.length);
  });
});
