import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import type { Entry, Question, Said } from './entry.ts';
import { Generations } from './generations.ts';
import { type Policies, type Standing, standing } from './policy.ts';
import { EVERYTHING, type Listener, type Shared } from './shared.ts';

export interface MemoryOptions {
  clock: Clock;
  policies: Policies;
  /** Of the entries as JSON with their keys; an entry that alone is larger is not kept. */
  maxBytes: number;
  /** From where is heard what other gateways invalidate; null where there are none. */
  hears: Pick<Shared, 'heardUntil' | 'trustMs'> | null;
}

/** What was said, and what may be done with it. */
export interface Remembered {
  said: Said;
  standing: Standing;
}

/** How much is remembered, and how much may be. */
export interface MemorySize {
  entries: number;
  bytes: number;
  maxBytes: number;
}

/** What this process remembers, bounded by bytes: what was used least lately goes first. */
export class Memory implements Listener {
  readonly #clock: Clock;
  readonly #policies: Policies;
  readonly #hears: MemoryOptions['hears'];
  readonly #entries: LRUCache<string, Entry>;
  readonly #generations = new Generations();

  constructor({ clock, policies, maxBytes, hears }: MemoryOptions) {
    this.#clock = clock;
    this.#policies = policies;
    this.#hears = hears;
    this.#entries = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: ({ bytes }, key) => bytes + key.length,
    });
  }

  get size(): MemorySize {
    const { size: entries, calculatedSize: bytes, maxSize: maxBytes } = this.#entries;
    return { entries, bytes, maxBytes };
  }

  /**
   * Null for what is not remembered, was invalidated, is too old for anybody, or for this reader.
   *
   * @param since nothing that was said before will do, Unix ms
   */
  get({ key, tags }: Question, since: number): Remembered | null {
    const entry = this.#entries.get(key);
    if (!entry || entry.askedAt < since || !this.#trusts(entry)) return null;
    const standing = this.standing(entry);
    if (standing !== 'DEAD' && entry.generations === this.#generations.of(tags))
      return { said: entry, standing };
    this.#entries.delete(key);
    return null;
  }

  /**
   * Remembers what was said, unless it was invalidated since, or something later is remembered.
   *
   * @param generations as `generations` gave them before anybody was asked
   * @param checkedAt when it was certain that nobody else had invalidated it, Unix ms
   */
  keep({ key, tags }: Question, said: Said, generations: string, checkedAt: number): void {
    if (generations !== this.#generations.of(tags)) return;
    const known = this.#entries.get(key);
    if (known?.generations === generations && known.askedAt > said.askedAt) return;
    const bytes = Buffer.byteLength(JSON.stringify([said.value, said.notes]));
    this.#entries.set(key, { ...said, generations, checkedAt, bytes });
  }

  /** The same text as long as nothing that the question is about is invalidated. */
  generations({ tags }: Question): string {
    return this.#generations.of(tags);
  }

  standing({ kind, askedAt, draw }: Said): Standing {
    return standing(this.#policies[kind], this.#clock.now() - askedAt, draw);
  }

  /** For how long it is of use to anybody, ms. */
  lifeMs({ kind, askedAt }: Said): number {
    return this.#policies[kind].staleIfError - (this.#clock.now() - askedAt);
  }

  invalidated(tags: readonly string[]): void {
    if (tags.includes(EVERYTHING)) this.missed();
    else this.#generations.invalidate(tags);
  }

  missed(): void {
    this.#generations.invalidateAll();
    this.#entries.clear();
  }

  /** Whether no other gateway has invalidated it, or none could have for long. */
  #trusts({ checkedAt }: Entry): boolean {
    if (!this.#hears) return true;
    const { heardUntil, trustMs } = this.#hears;
    return this.#clock.now() < Math.max(heardUntil, checkedAt) + trustMs;
  }
}
