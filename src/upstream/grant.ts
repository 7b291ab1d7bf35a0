import type { Clock } from '../clock.ts';

/** What a platform grants its callers for a time: a token, a pair of secrets. Times are Unix ms. */
export interface Granted {
  /** From when on a new one is asked for, while this one still serves. */
  renewAt: number;
  /** From when on it is used no more. */
  endsAt: number;
}

/** How long after a renewal that failed the next is tried, while what is held still serves, ms. */
const NEXT_TRY_MS = 5_000;

/**
 * Holds what is granted and asks for the next ahead of its end, once however many wait for it. Readers wait only where
 * there is none to use: at the start, after its end, or where the platform took it back.
 */
export class Grant<Held extends Granted> {
  readonly #take: (held: Held | null) => Promise<Held>;
  readonly #now: Clock['now'];
  #held: Held | null = null;
  #taking: Promise<Held> | null = null;
  #nextTryAt = 0;

  /**
   * @param take asks the platform, which may want to see what was granted last
   * @param now Unix ms by the clock that the grant's times are told in
   */
  constructor(take: (held: Held | null) => Promise<Held>, now: Clock['now']) {
    this.#take = take;
    this.#now = now;
  }

  /**
   * What is in use.
   *
   * @param refused what the platform no longer took; it is not given again
   * @throws as the taking does, where there is none to use
   */
  async current(refused: Held | null = null): Promise<Held> {
    const held = this.#held;
    const now = this.#now();
    if (!held || held === refused || now >= held.endsAt) return await this.#renewed();
    if (now >= held.renewAt && now >= this.#nextTryAt) {
      this.#nextTryAt = now + NEXT_TRY_MS;
      // Who needs it once this one has ended is told why there is none.
      this.#renewed().catch(() => {});
    }
    return held;
  }

  #renewed(): Promise<Held> {
    this.#taking ??= this.#take(this.#held)
      .then(taken => {
        this.#held = taken;
        this.#nextTryAt = 0;
        return taken;
      })
      .finally(() => {
        this.#taking = null;
      });
    return this.#taking;
  }
}
