import type { Clock } from '../../src/clock.ts';

/** A clock that a test holds in its hand: nothing happens until it is moved. */
export class FakeClock implements Clock {
  #now = Date.parse('2024-07-26T10:00:00Z');
  readonly #timeouts: { at: number; controller: AbortController }[] = [];

  now(): number {
    return this.#now;
  }

  timeout(ms: number): AbortSignal {
    const controller = new AbortController();
    this.#timeouts.push({ at: this.#now + ms, controller });
    return controller.signal;
  }

  every(): Disposable {
    throw new Error('nothing in the gateway ticks');
  }

  move(ms: number): void {
    this.#now += ms;
    for (const { at, controller } of this.#timeouts) {
      if (at <= this.#now) controller.abort(new DOMException('the time is up', 'TimeoutError'));
    }
  }
}
