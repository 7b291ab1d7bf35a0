/**
 * What platforms have said, given again for as long as its policy allows and nobody has said that it changed.
 *
 *   fresh                     given
 *   staleWhileRevalidate      given, marked STALE, and asked for again behind the answer
 *   staleIfError              asked for again; given, marked STALE, where the platform does not answer (an error of our
 *                             own is none of the platform's: it stays one)
 *   older, or invalidated     as if it had never been said
 *
 * What this process does not have may lie in the shared layer, where there is one. What it has it gives only as long
 * as it hears from there what the others invalidate.
 */
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Request } from '../request.ts';
import { UpstreamError } from '../upstream/upstream-error.ts';
import type { Ask } from './asking.ts';
import type { Question } from './entry.ts';
import type { Landed, Landing } from './flight.ts';
import { Flights, type Wish } from './flights.ts';
import { Memory, type MemorySize, type Remembered } from './memory.ts';
import { type AnswerFrom, type CacheObserver, nobody } from './observer.ts';
import type { Policies, Standing } from './policy.ts';
import { RefreshLog } from './refresh-log.ts';
import type { Shared } from './shared.ts';

export interface CacheOptions {
  clock: Clock;
  policies: Policies;
  maxBytes: number;
  /** What all gateways remember together; null for this process alone. */
  shared?: Shared | null;
  /** How long a refresh behind an answer may take, ms. */
  refreshMs: number;
  /** Is told where such a refresh fails. */
  log: Logger;
  observer?: CacheObserver | undefined;
  /** Draws each entry's part of the jitter, 0 to 1. */
  random?: () => number;
}

export class Cache {
  readonly #clock: Clock;
  readonly #memory: Memory;
  readonly #shared: Shared | null;
  readonly #refreshMs: number;
  readonly #refreshes: RefreshLog;
  readonly #flights: Flights;
  readonly #observer: CacheObserver;

  constructor({
    clock,
    policies,
    maxBytes,
    shared = null,
    refreshMs,
    log,
    observer = nobody,
    random = Math.random,
  }: CacheOptions) {
    this.#clock = clock;
    this.#memory = new Memory({ clock, policies, maxBytes, hears: shared });
    this.#shared = shared;
    this.#refreshMs = refreshMs;
    this.#flights = new Flights({ clock, memory: this.#memory, shared, random });
    this.#refreshes = new RefreshLog(log, clock);
    this.#observer = observer;
    shared?.listen(this.#memory);
  }

  /** What this process remembers, in all. */
  get size(): MemorySize {
    return this.#memory.size;
  }

  /**
   * What anything under these tags said is no longer given, also what is on its way: from here on by this gateway, and
   * by the others as soon as they are told.
   *
   * @returns whether they have been told: false where the shared layer cannot be reached. They are told when it can be
   *   reached again, unless this process ends before; whoever can should ask for the same invalidation again.
   */
  async invalidate(tags: Iterable<string>): Promise<boolean> {
    const all = [...tags];
    this.#memory.invalidated(all);
    return (await this.#shared?.invalidate(all)) ?? true;
  }

  /**
   * The answers to the questions, in their order: what is remembered, and the rest in one asking. An error stands in
   * the place of what could not be had.
   */
  async answers<Asked extends Question, Value>(
    questions: readonly Asked[],
    ask: Ask<Asked, Value>,
    request: Request,
  ): Promise<(Value | null | Error)[]> {
    const since = this.#clock.now() - (request.maxAgeMs ?? Number.POSITIVE_INFINITY);
    const known = new Map(questions.map(one => [one.key, this.#memory.get(one, since)]));
    const inState = (...states: Standing[]) =>
      questions.filter(({ key }) => states.includes(known.get(key)?.standing ?? 'DEAD'));

    this.#refresh(inState('REVALIDATE'), ask, request);
    const arrived = await this.#arrived(inState('IF_ERROR', 'DEAD'), ask, request, since);
    const found = questions.filter(({ key }) => {
      const landing = arrived.get(key);
      if (!landing || landing instanceof Error || landing.direct) return false;
      const remembered = { said: landing.said, standing: this.#memory.standing(landing.said) };
      known.set(key, remembered);
      return remembered.standing !== 'FRESH';
    });
    this.#refresh(found, ask, request);
    return questions.map(question => {
      const { key, platform, kind } = question;
      const landing = arrived.get(key);
      const remembered = landing instanceof Error ? this.#instead(question, landing, since) : known.get(key);
      this.#observer.remembered(kind, cameFrom(landing, remembered));
      if (landing && !(landing instanceof Error) && landing.direct) {
        request.sources.read(landing.said.notes);
        return landing.said.value as Value | null;
      }
      if (!remembered) return (landing as Error | undefined) ?? null;
      const { said, standing } = remembered;
      request.sources.remembered({ platform, askedAt: said.askedAt, stale: standing !== 'FRESH' });
      request.sources.read(said.notes);
      return said.value as Value | null;
    });
  }

  /** The answer to one question; throws where it cannot be had. */
  async answer<Value>(
    question: Question,
    ask: (request: Request) => Promise<Value>,
    request: Request,
  ): Promise<Value> {
    const [answer] = await this.answers<Question, Value>(
      [question],
      async (_, lead) => [await ask(lead)],
      request,
    );
    if (answer instanceof Error) throw answer;
    return answer as Value;
  }

  /** Asks again behind an answer that is already given. */
  #refresh<Asked extends Question, Value>(
    questions: readonly Asked[],
    ask: Ask<Asked, Value>,
    request: Request,
  ): void {
    const waiting = questions.filter(one => !this.#flights.of(one));
    if (waiting.length === 0) return;
    const wish: Wish = { since: Number.NEGATIVE_INFINITY, standings: ['FRESH'] };
    const { landed } = this.#flights.begin(waiting, ask, request, wish, this.#clock.timeout(this.#refreshMs));
    void this.#refreshes.follow(waiting, landed);
  }

  /** What stands in for an answer that could not be had. */
  #instead(question: Question, failure: unknown, since: number): Remembered | null {
    return failure instanceof UpstreamError ? this.#memory.get(question, since) : null;
  }

  /**
   * What there is to the questions, asked once however many wait for it.
   *
   * @param joins whether what others wait for already will do
   */
  async #arrived<Asked extends Question, Value>(
    questions: readonly Asked[],
    ask: Ask<Asked, Value>,
    request: Request,
    since: number,
    joins = true,
  ): Promise<Landed> {
    const joined = questions.flatMap(question => {
      const flight = joins && this.#flights.of(question);
      if (!flight) return [];
      const serves = flight.serves(question, this.#memory.generations(question), since);
      return serves ? [{ question, flight }] : [];
    });
    const others = questions.filter(one => !joined.some(({ question }) => question === one));
    const wish: Wish = { since, standings: ['FRESH', 'REVALIDATE'] };
    const own = others.length > 0 ? this.#flights.begin(others, ask, request, wish, null) : null;
    const flights = Map.groupBy(
      [...joined, ...others.map(question => ({ question, flight: own! }))],
      ({ flight }) => flight,
    );
    const landed = await Promise.all(
      [...flights].map(async ([flight, waited]) => {
        const asked = waited.map(({ question }) => question);
        const answers = await flight.answers(asked, request);
        const failed = asked.filter(({ key }) => answers.get(key) instanceof Error);
        const covered =
          failed.length > 0 && failed.every(one => this.#instead(one, answers.get(one.key), since));
        const failures = new Map(failed.map(({ key }) => [key, answers.get(key)]));
        request.sources.heard(flight.sources, { failures, covered });
        return asked.map(({ key }) => [key, answers.get(key)!] as const);
      }),
    );
    const arrived = new Map(landed.flat());
    // Who began the flight took what another gateway had; it may have been content with less than this reader is.
    const again = questions.filter(({ key }) => {
      const landing = arrived.get(key)!;
      // What was asked for in the flight is never too old, also where the clock was set back meanwhile.
      return !(landing instanceof Error) && !landing.direct && landing.said.askedAt < since;
    });
    if (again.length === 0) return arrived;
    return new Map([...arrived, ...(await this.#arrived(again, ask, request, since, false))]);
  }
}

function cameFrom(
  landing: Landing | Error | undefined,
  remembered: Remembered | null | undefined,
): AnswerFrom {
  if (landing instanceof Error) return remembered ? 'IF_ERROR' : 'FAILED';
  if (landing) return landing.direct ? 'ASKED' : 'SHARED';
  return remembered?.standing === 'FRESH' ? 'FRESH' : 'REVALIDATE';
}
