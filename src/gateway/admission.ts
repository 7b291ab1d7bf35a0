/**
 * When a GraphQL request is begun, and which are turned away because there is more work than the process can do.
 *
 * One is begun in each turn of the event loop. Else all that have come would be worked off in one turn, in which as many
 * come again as that takes, so that under load each turn is longer than the one before: no answer of a platform
 * would be read meanwhile, no probe answered, and but one new connection taken (libuv accepts one in a turn). So what
 * waits, waits here, and it is known for how long. While the oldest has waited for longer than it may, nobody joins the
 * queue: work goes on at full speed, and who is let in waits no longer than that. A burst may wait twice as long, once.
 */
import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Capacity } from './capacity.ts';
import { Refusal } from './refusal.ts';

/** What there is too much of: requests being answered, or work for the event loop. */
export type ShedReason = 'IN_FLIGHT' | 'LOOP_DELAY';

export interface AdmissionOptions {
  capacity: Capacity;
  clock: Clock;
  log: Logger;
  /** Told of each request that is turned away; it may neither throw nor wait. */
  onShed?: ((reason: ShedReason) => void) | undefined;
}

/** How often it is looked whether shedding has ended, and how long nobody is turned away then, ms: two lines tell of it. */
const LOOK_MS = 1_000;
const QUIET_MS = 5_000;

interface Waiting {
  since: number;
  begin(): void;
  turnAway(refusal: Refusal): void;
}

interface Episode {
  since: number;
  last: number;
  shed: Record<ShedReason, number>;
}

export class Admission implements Disposable {
  readonly #options: AdmissionOptions;
  readonly #looking: Disposable;
  readonly #queue = new Set<Waiting>();
  #inFlight = 0;
  /** One was begun in this turn of the loop. */
  #begun = false;
  #episode: Episode | null = null;

  constructor(options: AdmissionOptions) {
    this.#options = options;
    this.#looking = options.clock.every(LOOK_MS, () => this.#endWhenQuiet());
  }

  /**
   * Turns a request away before any of it is read. Who is let pass is not counted yet: else as many callers as may be
   * answered at once, who never send the rest of their bodies, would shut everybody else out.
   *
   * @throws {Refusal} 503 `OVERLOADED`
   */
  check(): void {
    const { capacity, clock } = this.#options;
    if (this.#inFlight >= capacity.inFlight) throw this.#shed('IN_FLIGHT');
    const [oldest] = this.#queue;
    if (oldest && clock.now() - oldest.since > capacity.loopDelayMs) throw this.#shed('LOOP_DELAY');
  }

  /**
   * Resolves when the request, all of which is there, is to be begun, or its caller has hung up; it counts until its
   * answer has ended.
   *
   * @throws {Refusal} 503 `OVERLOADED`
   */
  async enter(res: ServerResponse): Promise<void> {
    if (res.destroyed) return;
    this.check();
    this.#inFlight += 1;
    res.once('close', () => {
      this.#inFlight -= 1;
    });
    if (this.#begun) await this.#turn(res);
    else this.#begin();
  }

  #turn(res: ServerResponse): Promise<void> {
    return new Promise((begin, turnAway) => {
      const waiting = { since: this.#options.clock.now(), begin, turnAway };
      this.#queue.add(waiting);
      // Who has hung up keeps nobody waiting.
      res.once('close', () => {
        if (this.#queue.delete(waiting)) begin();
      });
    });
  }

  #begin(): void {
    this.#begun = true;
    setImmediate(() => this.#next());
  }

  /** Begins the oldest that has not waited for too long. */
  #next(): void {
    const { capacity, clock } = this.#options;
    this.#begun = false;
    for (const waiting of this.#queue) {
      this.#queue.delete(waiting);
      if (clock.now() - waiting.since > 2 * capacity.loopDelayMs) {
        waiting.turnAway(this.#shed('LOOP_DELAY'));
        continue;
      }
      waiting.begin();
      this.#begin();
      return;
    }
  }

  #shed(reason: ShedReason): Refusal {
    const { clock, log, capacity, onShed } = this.#options;
    onShed?.(reason);
    const now = clock.now();
    if (!this.#episode) {
      this.#episode = { since: now, last: now, shed: { IN_FLIGHT: 0, LOOP_DELAY: 0 } };
      log.warn({ reason, capacity }, 'more work than this process can do: some requests are turned away');
    }
    this.#episode.last = now;
    this.#episode.shed[reason] += 1;
    return overloaded();
  }

  #endWhenQuiet(): void {
    if (!this.#episode || this.#options.clock.now() - this.#episode.last < QUIET_MS) return;
    const { since, last, shed } = this.#episode;
    this.#options.log.warn({ shed, ms: last - since }, 'no request is turned away any more');
    this.#episode = null;
  }

  [Symbol.dispose](): void {
    this.#looking[Symbol.dispose]();
  }
}

const overloaded = (): Refusal =>
  new Refusal(
    503,
    'OVERLOADED',
    'There is more work here than can be done in time, so this request was not begun. Send it again after the time ' +
      'that Retry-After says.',
    { 'retry-after': '1' },
  );
