import { type HandClock, handClock } from '../../clock.ts';
import type { CourseRedis } from './redis.ts';

/** How often a gateway asks Redis whether it still hears, ms. */
const BEAT_MS = 1_000;
/** Who has waited for so long, real ms, may be waiting for the clock: for as much as one asking of Redis may take. */
const [PATIENCE_MS, MOVES_MS] = [20, 100];

/** The time of a course: it passes when it is told to, and where a Redis that says nothing is waited for. */
export class CourseTime {
  readonly clock: HandClock = handClock();
  #redis: CourseRedis | null = null;

  now(): number {
    return this.clock.now();
  }

  /** From now on there is a Redis that may be waited for. */
  heeds(redis: CourseRedis): void {
    this.#redis = redis;
  }

  /** Beat by beat, each with the time for Redis to answer. */
  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= BEAT_MS) {
      this.clock.advance(Math.min(left, BEAT_MS));
      await this.#redis?.answers();
      await turn();
    }
  }

  /** At once, as for a machine that was held up: what fell due meanwhile is done after it. */
  leap(ms: number): void {
    this.clock.advance(ms);
  }

  /** Waits for what may itself wait for the clock. */
  async whileItPasses<T>(awaited: PromiseLike<T>): Promise<T> {
    if (!this.#redis) return await awaited;
    const moving = setInterval(() => this.clock.advance(MOVES_MS), PATIENCE_MS);
    try {
      return await awaited;
    } finally {
      clearInterval(moving);
    }
  }
}

/** What came in meanwhile is dealt with. */
export const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve));
