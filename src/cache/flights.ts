import type { Clock } from '../clock.ts';
import type { Request } from '../request.ts';
import { type Ask, asking } from './asking.ts';
import type { Question, Said } from './entry.ts';
import { Flight } from './flight.ts';
import type { Memory } from './memory.ts';
import type { Standing } from './policy.ts';
import type { Shared } from './shared.ts';
import { throughShared } from './through-shared.ts';

/** What of what other gateways remember will do, so that the platform need not be asked. */
export interface Wish {
  /** Nothing that was said before, Unix ms. */
  since: number;
  standings: readonly Standing[];
}

export interface FlightsOptions {
  clock: Clock;
  /** Where what they bring is remembered. */
  memory: Memory;
  shared: Shared | null;
  /** Draws each answer's part of the jitter, 0 to 1. */
  random: () => number;
}

/** The questions that are on their way. */
export class Flights {
  readonly #options: FlightsOptions;
  readonly #byKey = new Map<string, Flight>();

  constructor(options: FlightsOptions) {
    this.#options = options;
  }

  of({ key }: Question): Flight | undefined {
    return this.#byKey.get(key);
  }

  /**
   * Asks, in place of whatever is on its way to the same questions.
   *
   * @param own as `Flight` takes it
   */
  begin<Asked extends Question, Value>(
    questions: readonly Asked[],
    ask: Ask<Asked, Value>,
    lead: Request,
    { since, standings }: Wish,
    own: AbortSignal | null,
  ): Flight {
    const { clock, memory, shared, random } = this.#options;
    const generations = new Map(questions.map(one => [one.key, memory.generations(one)]));
    const keep = (question: Question, said: Said, checkedAt = said.askedAt) =>
      memory.keep(question, said, generations.get(question.key)!, checkedAt);
    const flight = new Flight(generations, lead, own, request =>
      throughShared<Asked>(questions, {
        shared,
        clock,
        signal: request.signal,
        serves: said => said.askedAt >= since && standings.includes(memory.standing(said)),
        keep,
        ask: some => asking(some, ask, request, random),
        lifeMs: said => memory.lifeMs(said),
      }),
    );
    for (const { key } of questions) this.#byKey.set(key, flight);
    const landed = () => {
      for (const { key } of questions) if (this.#byKey.get(key) === flight) this.#byKey.delete(key);
    };
    flight.landed.then(landed, landed);
    return flight;
  }
}
