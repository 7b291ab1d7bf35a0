import { CircuitState, CountBreaker } from 'cockatiel';
import type { Clock } from '../clock.ts';
import type { BreakerState } from './observer.ts';
import type { BreakerPolicy } from './upstream-policy.ts';

/** How a call ended; `UNKNOWN` where its caller went away first. */
export type Ended = 'WELL' | 'BADLY' | 'UNKNOWN';

/**
 * Whether a kind of call is made at all. Cockatiel counts the failures and says when there are too many; the states are
 * kept here, since its own go by the machine's clock and not by one that a test holds.
 *
 *   CLOSED      every call is made
 *   OPEN        none is, until the pause is over
 *   HALF_OPEN   one is, on trial: its end closes the breaker, or opens it for twice as long
 */
export class Breaker {
  readonly #policy: BreakerPolicy;
  readonly #clock: Clock;
  readonly #changed: (state: BreakerState) => void;
  readonly #random: () => number;
  readonly #failures: CountBreaker;
  #state: BreakerState = 'CLOSED';
  #openedAt = 0;
  #pauseMs = 0;
  /** How often it was opened since it was last closed. */
  #times = 0;
  #onTrial = false;

  /**
   * @param changed is told each new state
   * @param random draws each pause's part of the jitter, 0 to 1, so that gateways do not come back all at once
   */
  constructor(
    policy: BreakerPolicy,
    clock: Clock,
    changed: (state: BreakerState) => void,
    random: () => number,
  ) {
    this.#policy = policy;
    this.#clock = clock;
    this.#changed = changed;
    this.#random = random;
    const { calls: size, atLeast: minimumNumberOfCalls, failing: threshold } = policy;
    this.#failures = new CountBreaker({ size, minimumNumberOfCalls, threshold });
  }

  /** Lets a call be made, which is then to be told how it ended; null where it may not. */
  admit(): ((how: Ended) => void) | null {
    if (this.#state === 'OPEN' && this.#pauseLeft() === 0) this.#become('HALF_OPEN');
    if (this.#state === 'CLOSED') return how => this.#ended(how);
    if (this.#state === 'OPEN' || this.#onTrial) return null;
    this.#onTrial = true;
    return how => this.#tried(how);
  }

  #pauseLeft(): number {
    const open = this.#clock.now() - this.#openedAt;
    // A clock that was set back would make it last for ever.
    return open < 0 ? 0 : Math.max(0, this.#pauseMs - open);
  }

  #ended(how: Ended): void {
    // What began before it was opened says nothing of how it is now.
    if (how === 'UNKNOWN' || this.#state !== 'CLOSED') return;
    if (how === 'WELL') this.#failures.success(CircuitState.Closed);
    else if (this.#failures.failure(CircuitState.Closed)) this.#open();
  }

  #tried(how: Ended): void {
    this.#onTrial = false;
    if (how === 'BADLY') this.#open();
    if (how !== 'WELL') return;
    this.#failures.success(CircuitState.HalfOpen);
    this.#times = 0;
    this.#become('CLOSED');
  }

  #open(): void {
    const { pauseMs, maxPauseMs } = this.#policy;
    this.#openedAt = this.#clock.now();
    this.#pauseMs = Math.min(pauseMs * 2 ** this.#times, maxPauseMs) * (0.8 + 0.2 * this.#random());
    this.#times += 1;
    this.#become('OPEN');
  }

  #become(state: BreakerState): void {
    this.#state = state;
    this.#changed(state);
  }
}
