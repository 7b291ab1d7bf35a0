/**
 * What all gateways remember together, as the cache sees it; Redis is behind it (`redis.ts`). None of it is needed: a
 * cache without one, or with one that does not answer, has its own memory and the platforms.
 */
import type { Question, Said } from './entry.ts';

/** On every question besides its own tags: whoever invalidates it means all that was ever said. */
export const EVERYTHING = 'everything';

/** It cannot be used now, whatever the reason: that is logged where it is known, once. */
export class SharedUnavailable extends Error {
  override readonly name = 'SharedUnavailable';
}

/** What lies there for a question. */
export interface Found {
  /** Changes whenever something else is stored. */
  id: string;
  /** Null where it was invalidated, or is not of our form. */
  said: Said | null;
  /** When it was certain that nobody had invalidated it, Unix ms. */
  checkedAt: number;
}

/** Of several gateways that look for the same at the same time, one asks the platform; it holds this meanwhile. */
export interface Claim {
  /** What others have stored since one looked, by key. */
  found: ReadonlyMap<string, Found>;
  /** The keys that are ours to ask. Those that are in neither are being asked by another. */
  own: ReadonlySet<string>;
  /** For how long nobody else asks, when who asks has died, ms. */
  leaseMs: number;
  /** Says that we are still asking. */
  renew(): void;
  /**
   * Stores what was said, each for `lifeMs`, and lets go of all our keys. It never rejects.
   *
   * @returns the keys whose answers were older than an invalidation, and were not stored
   */
  end(answers: ReadonlyMap<string, { said: Said; lifeMs: number }>): Promise<ReadonlySet<string>>;
}

/** How the shared layer tells this process what the others did. */
export interface Listener {
  invalidated(tags: readonly string[]): void;
  /** Something may have been invalidated that was not heard. */
  missed(): void;
}

export interface Shared {
  /** Up to when all that others invalidated was heard, Unix ms. */
  readonly heardUntil: number;
  /** For how long after that what this process remembers may still be given, ms. */
  readonly trustMs: number;
  listen(listener: Listener): void;
  /**
   * Tells all other gateways. What cannot be told now is told when that is possible again, and until then this gateway
   * takes nothing from the shared layer.
   *
   * @returns whether it has been told by now
   */
  invalidate(tags: readonly string[]): Promise<boolean>;
  /**
   * What lies there, by key.
   *
   * @throws {SharedUnavailable}
   */
  look(questions: readonly Question[], signal: AbortSignal): Promise<ReadonlyMap<string, Found>>;
  /**
   * Takes the questions that nobody is asking now, and for which nothing lies there but what was `seen` (ids by key).
   *
   * @throws {SharedUnavailable}
   */
  claim(
    questions: readonly Question[],
    seen: ReadonlyMap<string, string>,
    signal: AbortSignal,
  ): Promise<Claim>;
}
