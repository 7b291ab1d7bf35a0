/** The connection on which this process hears what others invalidate, and up to when it has heard all of it. */
import type { Redis } from 'ioredis';
import type { Clock } from '../clock.ts';
import type { RedisAddress } from './redis-address.ts';
import { connect } from './redis-connection.ts';

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
    this.#beat = options.clock.every(BEAT_MS, () => void this.#ping());
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
    const at = this.#options.clock.now();
    try {
      await this.#redis.subscribe(this.#options.channel);
    } catch (error) {
      this.#options.lost((error as Error).message);
      return;
    }
    this.#heardUntil = at;
    this.#listening = true;
    this.#options.began();
  }

  /** Redis answers in order: when this answer is there, so is all that was told before it was asked for. */
  async #ping(): Promise<void> {
    if (!this.#listening) {
      if (this.#redis.status === 'ready') await this.#subscribe();
      return;
    }
    const at = this.#options.clock.now();
    try {
      await this.#redis.ping();
      if (this.#listening) this.#heardUntil = at;
    } catch (error) {
      this.#options.lost((error as Error).message);
    }
  }
}
