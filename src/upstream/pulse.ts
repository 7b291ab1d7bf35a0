import type { Clock } from '../clock.ts';

export interface Health {
  status: 'UP' | 'DOWN' | 'UNKNOWN';
  /** When the platform was last asked, Unix ms by the real clock. */
  checkedAt: number | null;
}

/** How long a health call may take, and how often it is made, ms. */
const PATIENCE_MS = 2_000;
const INTERVAL_MS = 10_000;

/**
 * One platform's health and clock, asked for off the request path. What depends on the time in the domain
 * (overdue) goes by the platform's own clock, which is the real one plus the difference learned here.
 */
export class Pulse implements Disposable {
  #health: Health = { status: 'UNKNOWN', checkedAt: null };
  #aheadMs: number | null = null;
  #beating: Disposable | undefined;
  readonly #ask: (signal: AbortSignal) => Promise<number>;
  readonly #clock: Clock;

  /** @param ask makes the health call and gives the platform's time, Unix ms; it rejects while the platform is down. */
  constructor(ask: (signal: AbortSignal) => Promise<number>, clock: Clock) {
    this.#ask = ask;
    this.#clock = clock;
  }

  get health(): Health {
    return this.#health;
  }

  /** The platform's own time, Unix ms; null until it was learned once. It goes on while the platform is down. */
  now(): number | null {
    return this.#aheadMs === null ? null : this.#clock.now() + this.#aheadMs;
  }

  /** Asks now. It never rejects: a platform that does not answer is what `health` then says. */
  async check(): Promise<void> {
    try {
      const theirs = await this.#ask(this.#clock.timeout(PATIENCE_MS));
      this.#aheadMs = theirs - this.#clock.now();
      this.#health = { status: 'UP', checkedAt: this.#clock.now() };
    } catch {
      this.#health = { status: 'DOWN', checkedAt: this.#clock.now() };
    }
  }

  /** Asks now, and again and again until disposed; resolves when the first answer is there or given up. */
  async start(): Promise<void> {
    this.#beating = this.#clock.every(INTERVAL_MS, () => void this.check());
    await this.check();
  }

  [Symbol.dispose](): void {
    this.#beating?.[Symbol.dispose]();
  }
}
