/**
 * One question to a platform that several readers wait for. It goes on as long as one of them does: who gives up leaves
 * the others waiting, and when the last has gone the call is cancelled down to its socket.
 */
import type { Request } from '../request.ts';
import type { SourceLog } from '../upstream/source-log.ts';
import { givenUp } from '../upstream/within.ts';
import type { Question, Said } from './entry.ts';

export interface Landing {
  said: Said;
  /** From the platform, in this flight; else another gateway had it. */
  direct: boolean;
}

/** The answers by key; an error in the place of one that could not be had. */
export type Landed = ReadonlyMap<string, Landing | Error>;

export class Flight {
  /** When it began, Unix ms. */
  readonly askedAt: number;
  /** What was heard on the way, for each who waits. */
  readonly sources: SourceLog;
  readonly landed: Promise<Landed>;
  /** Of the tags of each question, as they were when it began. */
  readonly #generations: ReadonlyMap<string, string>;
  readonly #abandoned = new AbortController();
  /** It ends by a signal of its own, whoever waits for it. */
  readonly #detached: boolean;
  #waiting = 0;

  /**
   * @param lead on whose behalf it begins
   * @param own the signal of a flight that nobody waits for, a refresh behind an answer; null for one that is
   *   cancelled when the last who waits gives up
   */
  constructor(
    generations: ReadonlyMap<string, string>,
    lead: Request,
    own: AbortSignal | null,
    ask: (request: Request) => Promise<Landed>,
  ) {
    this.askedAt = lead.clock.now();
    this.#generations = generations;
    this.#detached = own !== null;
    this.sources = lead.sources.part();
    this.landed = ask({
      id: lead.id,
      viewer: lead.viewer,
      clock: lead.clock,
      signal: own ?? this.#abandoned.signal,
      sources: this.sources,
      trace: lead.trace,
      maxAgeMs: null,
      selects: typeName => lead.selects(typeName),
    });
    this.landed.catch(() => {}); // Whoever waits is told.
  }

  /** Whether one may wait for it too who is to be told nothing older than `since`, nor what is invalidated by now. */
  serves({ key }: Question, generations: string, since: number): boolean {
    return (
      !this.#abandoned.signal.aborted && this.askedAt >= since && this.#generations.get(key) === generations
    );
  }

  /** How it ends for one reader of it: whoever gives up before the others has an error of its own. */
  async answers(asked: readonly Question[], request: Request): Promise<Landed> {
    try {
      return await this.#wait(request);
    } catch (error) {
      const failure =
        error instanceof GivenUp ? this.#gaveUp(asked[0]!, request, error.signal) : asError(error);
      return new Map(asked.map(({ key }) => [key, failure]));
    }
  }

  /** @throws as the asking does, or `GivenUp` where it goes on without this reader */
  async #wait({ signal }: Request): Promise<Landed> {
    const { promise: end, reject } = Promise.withResolvers<never>();
    const leave = () => {
      this.#waiting -= 1;
      if (this.#waiting > 0 || this.#detached) reject(new GivenUp(signal));
      else this.#abandoned.abort(signal.reason); // It ends at once, and says how.
    };
    this.#waiting += 1;
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([this.landed, end]);
    } finally {
      signal.removeEventListener('abort', leave);
      if (!signal.aborted) this.#waiting -= 1;
    }
  }

  #gaveUp({ platform, call }: Question, { clock, sources }: Request, signal: AbortSignal): Error {
    const error = givenUp({ platform, name: call, signal });
    const [at, { code, message }] = [clock.now(), error];
    sources.called({ platform, call, at, ms: at - this.askedAt, failure: { code, message } });
    return error;
  }
}

/** What was thrown, as an error. */
export const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));

/** A reader went before an answer was there. */
export class GivenUp extends Error {
  override readonly name = 'GivenUp';
  readonly signal: AbortSignal;

  constructor(signal: AbortSignal) {
    super('the reader gave up before the answer was there');
    this.signal = signal;
  }
}
