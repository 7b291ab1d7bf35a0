/**
 * What platforms have said, given again for as long as its policy allows and nobody has said that it changed.
 *
 *   fresh                     given
 *   staleWhileRevalidate      given, marked STALE, and asked for again behind the answer
 *   staleIfError              asked for again; given, marked STALE, where the platform does not answer
 *   older, or invalidated     as if it had never been said
 */
import type { Clock } from '../clock.ts';
import type { Request } from '../request.ts';
import { givenUp } from '../upstream/within.ts';
import type { Entry, Question } from './entry.ts';
import { Flight, GivenUp, type Landed } from './flight.ts';
import { Generations } from './generations.ts';
import { Memory } from './memory.ts';
import { type Policies, type Standing, standing } from './policy.ts';

/**
 * Asks the platform, and gives an answer for each question in its place: null where there is none, an error where that
 * cannot be told. It is given the request on whose behalf it asks, which is not that of the reader.
 */
export type Ask<Asked extends Question, Value> = (
  questions: readonly Asked[],
  request: Request,
) => Promise<readonly (Value | null | Error)[]>;

export interface CacheOptions {
  clock: Clock;
  policies: Policies;
  maxBytes: number;
  /** How long a refresh behind an answer may take, ms. */
  refreshMs: number;
  /** Draws each entry's part of the jitter, 0 to 1. */
  random?: () => number;
}

/** What is remembered of a question, and what may be done with it. */
interface Remembered {
  entry: Entry;
  standing: Standing;
}

export class Cache {
  readonly #clock: Clock;
  readonly #policies: Policies;
  readonly #memory: Memory;
  readonly #refreshMs: number;
  readonly #random: () => number;
  readonly #generations = new Generations();
  /** The questions that are on their way, by their keys. */
  readonly #flights = new Map<string, Flight>();

  constructor({ clock, policies, maxBytes, refreshMs, random = Math.random }: CacheOptions) {
    this.#clock = clock;
    this.#policies = policies;
    this.#memory = new Memory(maxBytes);
    this.#refreshMs = refreshMs;
    this.#random = random;
  }

  /** What anything under these tags said is no longer given, also what is on its way. */
  invalidate(tags: Iterable<string>): void {
    this.#generations.invalidate(tags);
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
    const known = new Map(questions.map(one => [one.key, this.#remembered(one, since)]));
    const inState = (...states: Standing[]) =>
      questions.filter(({ key }) => states.includes(known.get(key)?.standing ?? 'DEAD'));

    this.#refresh(inState('REVALIDATE'), ask, request);
    const arrived = await this.#arrived(inState('IF_ERROR', 'DEAD'), ask, request, since, known);
    return questions.map(({ key, platform }) => {
      const landed = arrived.get(key);
      if (landed && !(landed instanceof Error)) return landed.value as Value | null;
      const remembered = known.get(key);
      if (!remembered) return landed ?? null;
      const { entry, standing } = remembered;
      request.sources.remembered({ platform, askedAt: entry.askedAt, stale: standing !== 'FRESH' });
      return entry.value as Value | null;
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

  /** Null for what is not remembered, was invalidated, is too old for anybody, or for this reader. */
  #remembered({ key, tags }: Question, since: number): Remembered | null {
    const entry = this.#memory.get(key);
    if (!entry || entry.askedAt < since) return null;
    const age = this.#clock.now() - entry.askedAt;
    const state = standing(this.#policies[entry.kind], age, entry.draw);
    if (state !== 'DEAD' && entry.generations === this.#generations.of(tags))
      return { entry, standing: state };
    this.#memory.delete(key);
    return null;
  }

  /** Asks again behind an answer that is already given. */
  #refresh<Asked extends Question, Value>(
    questions: readonly Asked[],
    ask: Ask<Asked, Value>,
    request: Request,
  ): void {
    const waiting = questions.filter(({ key }) => !this.#flights.has(key));
    if (waiting.length > 0) this.#begin(waiting, ask, request, this.#clock.timeout(this.#refreshMs));
  }

  /** What the platform says to the questions, asked once however many wait for it. */
  async #arrived<Asked extends Question, Value>(
    questions: readonly Asked[],
    ask: Ask<Asked, Value>,
    request: Request,
    since: number,
    known: ReadonlyMap<string, Remembered | null>,
  ): Promise<Landed> {
    const joined = questions.flatMap(question => {
      const flight = this.#flights.get(question.key);
      const serves = flight?.serves(question, this.#generations.of(question.tags), since);
      return flight && serves ? [{ question, flight }] : [];
    });
    const others = questions.filter(one => !joined.some(({ question }) => question === one));
    const own = others.length > 0 ? this.#begin(others, ask, request, null) : null;
    const flights = Map.groupBy(
      [...joined, ...others.map(question => ({ question, flight: own! }))],
      ({ flight }) => flight,
    );
    const landed = await Promise.all(
      [...flights].map(async ([flight, waited]) => {
        const asked = waited.map(({ question }) => question);
        const answers = await settled(flight, asked, request);
        const failed = asked.filter(({ key }) => answers.get(key) instanceof Error);
        const covered = failed.length > 0 && failed.every(({ key }) => known.get(key));
        request.sources.heard(flight.sources, { covered });
        return asked.map(({ key }) => [key, answers.get(key)!] as const);
      }),
    );
    return new Map(landed.flat());
  }

  #begin<Asked extends Question, Value>(
    questions: readonly Asked[],
    ask: Ask<Asked, Value>,
    lead: Request,
    own: AbortSignal | null,
  ): Flight {
    const generations = new Map(questions.map(({ key, tags }) => [key, this.#generations.of(tags)]));
    const askedAt = this.#clock.now();
    const flight = new Flight(generations, lead, own, async request => {
      const answers = await ask(questions, request);
      return new Map(
        questions.map((question, place): [string, Entry | Error] => {
          const answer = answers[place] ?? null;
          const { key } = question;
          if (answer instanceof Error) return [key, answer];
          return [key, this.#keep(question, { value: answer, askedAt, generations: generations.get(key)! })];
        }),
      );
    });
    for (const { key } of questions) this.#flights.set(key, flight);
    const landed = () => {
      for (const { key } of questions) if (this.#flights.get(key) === flight) this.#flights.delete(key);
    };
    flight.landed.then(landed, landed);
    return flight;
  }

  /** Remembers what was said, unless that was invalidated while it was on its way. */
  #keep({ key, kind, tags }: Question, said: Pick<Entry, 'value' | 'askedAt' | 'generations'>): Entry {
    const entry: Entry = {
      ...said,
      kind: said.value === null ? 'absence' : kind,
      draw: this.#random(),
      bytes: Buffer.byteLength(JSON.stringify(said.value)),
    };
    if (said.generations === this.#generations.of(tags)) this.#memory.set(key, entry);
    return entry;
  }
}

/** How a flight ended for one reader of it: whoever gives up before the others has an error of its own. */
async function settled(flight: Flight, asked: readonly Question[], request: Request): Promise<Landed> {
  try {
    return await flight.wait(request);
  } catch (error) {
    const failure = error instanceof GivenUp ? gaveUp(flight, asked[0]!, request) : asError(error);
    return new Map(asked.map(({ key }) => [key, failure]));
  }
}

function gaveUp(flight: Flight, { platform, call }: Question, { clock, signal, sources }: Request): Error {
  const error = givenUp({ platform, name: call, signal });
  const [at, { code, message }] = [clock.now(), error];
  sources.called({ platform, call, at, ms: at - flight.askedAt, failure: { code, message } });
  return error;
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
