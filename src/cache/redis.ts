/**
 * The shared layer in Redis (6.2 or later, or Valkey; one, not a cluster). A batch is one round trip, whatever its size.
 * Answers, tags and leases lie under one prefix, and so does the channel on which is told what was invalidated.
 */
import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Question } from './entry.ts';
import type { Positions } from './positions.ts';
import type { RedisAddress } from './redis-address.ts';
import { claim, TOKEN_LIFE_MS } from './redis-claim.ts';
import { Ear } from './redis-ear.ts';
import { type Keys, keysUnder, layOut } from './redis-keys.ts';
import { Link, type LinkHealth } from './redis-link.ts';
import { INVALIDATE, PROBE } from './redis-scripts.ts';
import {
  type Claim,
  EVERYTHING,
  type Found,
  type Listener,
  type Shared,
  SharedUnavailable,
} from './shared.ts';
import { foundIn, type Ground } from './stored.ts';
import { readTold, told } from './told.ts';
import { Untold } from './untold.ts';

/**
 * Who says nothing for so long counts as dead, and another asks: within a reader's deadline. A process that is held up for
 * longer costs the platform a second call, and nobody a wrong answer.
 */
const LEASE_MS = 1_500;
/** Gateways' clocks agree to within this, ms; what was said later than now by more is not given. */
const MOST_AHEAD_MS = 1_000;

export interface RedisOptions {
  address: RedisAddress;
  prefix: string;
  clock: Clock;
  log: Logger;
  /** How long one asking may take, ms. */
  budgetMs: number;
  trustMs: number;
  leaseMs?: number;
}

export class RedisShared implements Shared, AsyncDisposable {
  readonly trustMs: number;
  /** Kept beside the answers, and lost with them. */
  readonly positions: Positions = {
    get: async platform => (await this.#link.call(redis => redis.get(this.#keys.position(platform)))).reply,
    set: async (platform, position) => {
      await this.#link.call(redis => redis.set(this.#keys.position(platform), position));
    },
  };
  readonly #clock: Clock;
  readonly #leaseMs: number;
  readonly #keys: Keys;
  readonly #link: Link;
  readonly #ear: Ear;
  readonly #untold = new Untold();
  /** Whose messages are our own: what they say is done already. */
  readonly #sender = randomUUID();
  #listener: Listener | null = null;
  /** The token of everything, as it was last seen. */
  #everything: string | null = null;

  /** Does not wait for Redis: it is used as soon as it is there. */
  constructor({ address, prefix, clock, log, budgetMs, trustMs, leaseMs = LEASE_MS }: RedisOptions) {
    this.trustMs = trustMs;
    this.#leaseMs = leaseMs;
    this.#clock = clock;
    this.#keys = keysUnder(prefix);
    this.#link = new Link({
      address,
      clock,
      log,
      budgetMs,
      ready: () => this.#ear.listening,
      tryOut: redis => this.#tryOut(redis),
    });
    this.#ear = new Ear({
      address,
      clock,
      channel: this.#keys.channel,
      heard: message => this.#heard(message),
      began: () => {
        this.#listener?.missed();
        void this.#link.try();
      },
      lost: reason => this.#link.lost(reason),
    });
  }

  /** Whether Redis is used now; it never says more than that answers cost the platforms more. */
  get health(): Readonly<LinkHealth> {
    return this.#link.health;
  }

  get heardUntil(): number {
    return this.#ear.heardUntil;
  }

  listen(listener: Listener): void {
    this.#listener = listener;
  }

  async invalidate(tags: readonly string[]): Promise<boolean> {
    const batches = this.#untold.add(tags);
    if (this.#link.redis.status !== 'ready') return batches.length === 0;
    return await this.#link.tells(() => this.#tell(batches));
  }

  async look(questions: readonly Question[], signal: AbortSignal): Promise<ReadonlyMap<string, Found>> {
    const checkedAt = this.#clock.now();
    const { tags, tagKeys } = layOut(questions, this.#keys);
    const answerKeys = questions.map(({ key }) => this.#keys.answer(key));
    const { reply: texts, run } = await this.#link.call(
      redis => redis.mget([...answerKeys, ...tagKeys]),
      signal,
    );
    const tokens = new Map(tags.map((tag, place) => [tag, texts[questions.length + place] ?? null]));
    return this.#found(questions, texts, { run, tokens }, checkedAt);
  }

  async claim(
    questions: readonly Question[],
    seen: ReadonlyMap<string, string>,
    signal: AbortSignal,
  ): Promise<Claim> {
    const checkedAt = this.#clock.now();
    const options = { link: this.#link, keys: this.#keys, leaseMs: this.#leaseMs };
    const { texts, ground, held } = await claim(questions, seen, options, signal);
    return { found: this.#found(questions, texts, ground, checkedAt), ...held };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ear[Symbol.dispose]();
    this.#link[Symbol.dispose]();
  }

  /** @throws {SharedUnavailable} while others may not know what was invalidated here */
  #found(
    questions: readonly Question[],
    texts: readonly (string | null | undefined)[],
    now: Ground,
    checkedAt: number,
  ): Map<string, Found> {
    if (this.#untold.size > 0) throw new SharedUnavailable('an invalidation is on its way');
    return foundIn(questions, texts, now, { checkedAt, latest: this.#clock.now() + MOST_AHEAD_MS });
  }

  async #tryOut(redis: Redis): Promise<void> {
    await this.#tell(this.#untold.all());
    const key = this.#keys.tag(EVERYTHING);
    const token = (await redis.eval(PROBE, 1, key, randomUUID(), TOKEN_LIFE_MS)) as string;
    // Flushed: whoever did that expects that all is forgotten.
    if (this.#everything !== null && token !== this.#everything) this.#listener?.missed();
    this.#everything = token;
  }

  async #tell(batches: readonly (readonly string[])[]): Promise<void> {
    await Promise.all(
      batches.map(async tags => {
        const message = told(this.#sender, tags);
        const keys = tags.map(this.#keys.tag);
        await this.#link.redis.eval(INVALIDATE, keys.length, ...keys, this.#keys.channel, message);
        this.#untold.told(tags);
      }),
    );
  }

  #heard(message: string): void {
    const { from, tags } = readTold(message);
    if (from === this.#sender) return;
    if (tags === null) this.#listener?.missed();
    else this.#listener?.invalidated(tags);
  }
}
