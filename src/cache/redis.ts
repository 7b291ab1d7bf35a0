/**
 * The shared layer in Redis (6.2 or later, or Valkey; one, not a cluster). A batch is one round trip, whatever its size.
 * Answers, tags and leases lie under one prefix, and so does the channel on which is told what was invalidated.
 */
import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Question, Said } from './entry.ts';
import type { RedisAddress } from './redis-address.ts';
import { Ear } from './redis-ear.ts';
import { type Keys, keysUnder, layOut } from './redis-keys.ts';
import { Link, type LinkHealth } from './redis-link.ts';
import { CLAIM, END, INVALIDATE, PROBE, RENEW } from './redis-scripts.ts';
import {
  type Claim,
  EVERYTHING,
  type Found,
  type Listener,
  type Shared,
  SharedUnavailable,
} from './shared.ts';
import { foundIn, textOf } from './stored.ts';
import { readTold, told } from './told.ts';
import { Untold } from './untold.ts';

/** Longer than any answer lives (24 h, `config-readers.ts`): what rests on a token ends before it. */
export const TOKEN_LIFE_MS = 48 * 3_600_000;
const LEASE_MS = 1_500;
/** Longer answers are not shared: one of them would hold up all others behind it. */
const MOST_CHARACTERS = 1_000_000;
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
    const { tags, keys, tagsOf } = layOut(questions, this.#keys);
    const name = randomUUID();
    const ids = questions.map(({ key }) => seen.get(key) ?? '');
    const settings = [tags.length, name, this.#leaseMs, TOKEN_LIFE_MS, JSON.stringify(tagsOf)];
    const { reply, run } = await this.#link.call(
      redis => redis.eval(CLAIM, keys.length, ...keys, ...settings, ...ids),
      signal,
    );
    const [given, answers] = reply as [string[], (string | 0 | 1)[]];
    const tokens = new Map(tags.map((tag, place) => [tag, given[place]!]));
    const texts = answers.map(answer => (typeof answer === 'string' ? answer : null));
    const own = questions.filter((_, place) => answers[place] === 1);
    return {
      found: this.#found(questions, texts, { run, tokens }, checkedAt),
      own: new Set(own.map(({ key }) => key)),
      leaseMs: this.#leaseMs,
      renew: () => this.#renew(own, name),
      end: said => this.#end(own, name, { run, tokens }, said),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ear[Symbol.dispose]();
    this.#link[Symbol.dispose]();
  }

  /** @throws {SharedUnavailable} while others may not know what was invalidated here */
  #found(
    questions: readonly Question[],
    texts: readonly (string | null | undefined)[],
    now: { run: string; tokens: ReadonlyMap<string, string | null> },
    checkedAt: number,
  ): Map<string, Found> {
    if (this.#untold.size > 0) throw new SharedUnavailable('an invalidation is on its way');
    return foundIn(questions, texts, now, { checkedAt, latest: this.#clock.now() + MOST_AHEAD_MS });
  }

  #renew(questions: readonly Question[], name: string): void {
    const leases = questions.map(({ key }) => this.#keys.lease(key));
    this.#link
      .call(redis => redis.eval(RENEW, leases.length, ...leases, name, this.#leaseMs))
      .catch(unavailable);
  }

  async #end(
    questions: readonly Question[],
    name: string,
    { run, tokens }: { run: string; tokens: ReadonlyMap<string, string> },
    answers: ReadonlyMap<string, { said: Said; lifeMs: number }>,
  ): Promise<ReadonlySet<string>> {
    const { tags, keys, tagsOf } = layOut(questions, this.#keys);
    const stored = questions.flatMap(({ key, tags }): [string, number] => {
      const answer = answers.get(key);
      if (!answer || answer.lifeMs < 1) return ['', 0];
      const own = Object.fromEntries([EVERYTHING, ...tags].map(tag => [tag, tokens.get(tag)!]));
      const text = textOf(name, { ...answer.said, run, tokens: own });
      return text.length > MOST_CHARACTERS ? ['', 0] : [text, Math.floor(answer.lifeMs)];
    });
    const settings = [tags.length, name, JSON.stringify(tagsOf), ...tags.map(tag => tokens.get(tag)!)];
    try {
      const { reply } = await this.#link.call(redis =>
        redis.eval(END, keys.length, ...keys, ...settings, ...stored.map(String)),
      );
      return new Set(questions.flatMap(({ key }, place) => ((reply as number[])[place] === 0 ? [key] : [])));
    } catch (error) {
      unavailable(error);
      return new Set();
    }
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
    if (tags === null || tags.includes(EVERYTHING)) this.#listener?.missed();
    else this.#listener?.invalidated(tags);
  }
}

/** What is not done now is done later, by whoever needs it; the link has said why. */
function unavailable(error: unknown): void {
  if (!(error instanceof SharedUnavailable)) throw error;
}
