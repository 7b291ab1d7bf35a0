/** The connection on which this process hears what others invalidate, and up to when it has heard all of it. */
import type { Redis } from 'ioredis';
import type { Clock } from '../clock.ts';
import type { RedisAddress } from './redis-address.ts';
import { connect, endIfSilent } from './redis-connection.ts';

/** How often it is asked whether it still hears, ms. */
const BEAT_MS = 1_000;

export interface EarOptions {
  address: RedisAddress;
  clock: Clock;
  channel: string;
  heard(message: string): void;
  /** It hears, from now on; something before may not have been heard. */
  began(): void;
  lost(reason: string): void;
}

export class Ear implements Disposable {
  readonly #redis: Redis;
  readonly #options: EarOptions;
  readonly #beat: Disposable;
  #listening = false;
  #heardUntil = Number.NEGATIVE_INFINITY;
  #waiting = false;

  constructor(options: EarOptions) {
    this.#options = options;
    this.#redis = connect(options.address);
    this.#redis.on('ready', () => void this.#subscribe());
    this.#redis.on('error', error => options.lost(error.message));
    this.#redis.on('close', () => {
      this.#listening = false;
      options.lost('the connection was closed');
    });
    this.#redis.on('message', (_, message) => options.heard(message));
    this.#beat = options.clock.every(BEAT_MS, () => void this.#beats());
  }

  get listening(): boolean {
    return this.#listening;
  }

  /** Unix ms. Whatever was told before has arrived. */
  get heardUntil(): number {
    return this.#heardUntil;
  }

  [Symbol.dispose](): void {
    this.#beat[Symbol.dispose]();
    this.#listening = false;
    this.#redis.disconnect();
  }

  async #subscribe(): Promise<void> {
    const at = await this.#answered(() => this.#redis.subscribe(this.#options.channel));
    if (at === null || this.#redis.status !== 'ready') return;
    this.#heardUntil = at;
    this.#listening = true;
    this.#options.began();
  }

  /** Redis answers in order: when this answer is there, so is all that was told before it was asked for. */
  async #ping(): Promise<void> {
    const at = await this.#answered(() => this.#redis.ping());
    if (at !== null && this.#listening) this.#heardUntil = at;
  }

  async #beats(): Promise<void> {
    if (this.#waiting || this.#redis.status !== 'ready') return;
    await (this.#listening ? this.#ping() : this.#subscribe());
  }

  /** When it was asked, Unix ms; null where it failed, or the connection broke meanwhile. */
  async #answered(ask: () => Promise<unknown>): Promise<number | null> {
    const at = this.#options.clock.now();
    this.#waiting = true;
    try {
      await ask();
      return at;
    } catch (error) {
      this.#options.lost((error as Error).message);
      endIfSilent(this.#redis, error);
      return null;
    } finally {
      this.#waiting = false;
    }
  }
}
