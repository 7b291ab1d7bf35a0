/**
 * Asks each platform's feed for what has changed, again and again, off the request path, and ends what is remembered of
 * it. A change is passed when it was told to the cache, and not before: whatever fails in between, it is told again.
 */
import type { Logger } from 'pino';
import type { Positions } from '../../cache/positions.ts';
import { platformTag } from '../../cache/tags.ts';
import type { Clock } from '../../clock.ts';
import type { Request } from '../../request.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { Tally } from '../../upstream/tally.ts';
import { onNobodysBehalf } from '../on-nobodys-behalf.ts';
import { isInvalidCursor } from '../paging/cursor.ts';
import type { Platform, PlatformReader } from '../platform.ts';
import { noted } from '../records/mapped.ts';
import type { ChangePage } from './change-page.ts';
import { invalidatedBy } from './invalidated-by.ts';

export interface FollowOptions {
  platforms: Iterable<Platform>;
  /** Gives false, or a promise of it, where not everyone who remembers could be told. */
  cache: { invalidate(tags: Iterable<string>): unknown };
  positions: Positions;
  /** How often each feed is asked, ms. */
  everyMs: number;
  /** Is told of a platform whose directory may have changed: a change that is about no event. */
  directoryChanged?: (platform: PlatformCode) => void;
  clock: Clock;
  /** Counts the changes that could not be read. */
  tally: Tally;
  log: Logger;
}

/** How long one call may take, ms. */
const PATIENCE_MS = 5_000;
/** How long a feed that fails is left alone at most, ms. */
const LONGEST_PAUSE_MS = 60_000;
/** Asked for in one call; a platform gives as many as its contract allows. */
const WANTED = 500;
/** Pages read at one time: a long history is caught up with in steps, and a feed that never ends does no harm. */
const MOST_PAGES = 20;
/** How often a store that has never answered is waited for. */
const MOST_WAITS = 5;

export interface Following extends AsyncDisposable {
  /** When each platform's feed was last read, Unix ms; without those that never were. */
  readonly readAt: ReadonlyMap<PlatformCode, number>;
}

/** Begins at once, and goes on until disposed; that waits for what is under way. It keeps no process alive. */
export function followChanges({ platforms, ...options }: FollowOptions): Following {
  const feeds = [...platforms].map(platform => new FollowedFeed(platform, options));
  const ask = () => {
    for (const feed of feeds) feed.ask();
  };
  const asking = options.clock.every(options.everyMs, ask);
  ask();
  return {
    get readAt() {
      return new Map(feeds.flatMap(({ code, readAt }) => (readAt === null ? [] : [[code, readAt]])));
    },
    async [Symbol.asyncDispose]() {
      asking[Symbol.dispose]();
      await Promise.all(feeds.map(feed => feed.end()));
    },
  };
}

class FollowedFeed {
  readAt: number | null = null;
  readonly #platform: Platform;
  readonly #options: Omit<FollowOptions, 'platforms'>;
  readonly #ended = new AbortController();
  #reading: Promise<void> | null = null;
  /** The last position that was told up to, for as long as the store does not answer. */
  #position: string | null = null;
  #waits = 0;
  /** Whether no position has held since it was said that one does not. */
  #expired = false;
  #failures = 0;
  #pausedUntil = 0;

  constructor(platform: Platform, options: Omit<FollowOptions, 'platforms'>) {
    this.#platform = platform;
    this.#options = options;
  }

  get code(): PlatformCode {
    return this.#platform.code;
  }

  /** Reads on, unless it still does, or failed just now. */
  ask(): void {
    if (this.#reading || this.#options.clock.now() < this.#pausedUntil) return;
    this.#reading = this.#read()
      .then(
        () => this.#succeeded(),
        error => this.#failed(error),
      )
      .finally(() => {
        this.#reading = null;
      });
  }

  async end(): Promise<void> {
    this.#ended.abort();
    await this.#reading;
  }

  async #read(): Promise<void> {
    const { positions } = this.#options;
    const { code } = this.#platform;
    const request = this.#request();
    const reader = this.#platform.open(request);
    const kept = await this.#kept();
    if (kept === undefined) return;
    let position = kept;
    for (let pages = 0; pages < MOST_PAGES && !this.#ended.signal.aborted; pages++) {
      const { rows, behind, more, expired } = await this.#behind(reader, position);
      for (const { mapped, record } of rows) noted(mapped, request.sources, code, record);
      if (!expired) this.#expired = false;
      if (rows.some(({ touched }) => touched === null)) this.#options.directoryChanged?.(code);
      const tags = invalidatedBy(code, expired ? [null] : rows.map(({ touched }) => touched));
      const told = tags.length === 0 || (await this.#options.cache.invalidate(tags)) !== false;
      this.#position = behind;
      if (!told) return;
      // A store that does not answer says so itself; what it keeps is an older position, from which is told again.
      if (behind !== null && behind !== position) await positions.set(code, behind).catch(() => {});
      if (!more) return;
      position = behind;
    }
  }

  /**
   * The position that is kept; the last one known here while the store does not answer. Undefined where it has not yet
   * answered at all: what it keeps is worth a wait, since to begin anew ends what all gateways remember.
   */
  async #kept(): Promise<string | null | undefined> {
    try {
      return await this.#options.positions.get(this.#platform.code);
    } catch {
      // It says for itself why it does not answer.
      if (this.#position !== null || this.#waits >= MOST_WAITS) return this.#position;
      this.#waits++;
      return undefined;
    }
  }

  /**
   * The changes behind a position. Without one that holds it begins at the end, or else at the oldest change, of which
   * much is older than all that is remembered; how much, only the two clocks could say. What was said before is ended.
   */
  async #behind(reader: PlatformReader, position: string | null): Promise<ChangePage> {
    const page = position === null ? null : await this.#following(reader, position);
    if (page && !page.expired) return page;
    if (position !== null) this.#hasExpired();
    if (page && !reader.latestChange) return page;
    // What was lost ends at once: the end is found by many calls, and what is said meanwhile ends after them.
    if (position !== null) await this.#options.cache.invalidate([platformTag(this.#platform.code)]);
    const latest = (await reader.latestChange?.()) ?? null;
    return { ...(await reader.changes(latest, WANTED)), expired: true };
  }

  /** Null where the position is none of the platform's. */
  async #following(reader: PlatformReader, position: string): Promise<ChangePage | null> {
    try {
      return await reader.changes(position, WANTED);
    } catch (error) {
      if (!isInvalidCursor(error)) throw error;
      return null;
    }
  }

  #hasExpired(): void {
    if (!this.#expired)
      this.#options.log.warn(
        { platform: this.#platform.code },
        'what has changed since it was last asked is not told any more; all that is remembered of it has ended',
      );
    this.#expired = true;
  }

  #succeeded(): void {
    this.readAt = this.#options.clock.now();
    if (this.#failures > 0)
      this.#options.log.info({ platform: this.#platform.code }, 'changes are read again');
    this.#failures = 0;
  }

  #failed(error: unknown): void {
    if (this.#ended.signal.aborted) return;
    const { clock, everyMs, log } = this.#options;
    if (this.#failures === 0)
      log.warn(
        { platform: this.#platform.code, err: error },
        'changes cannot be read; until they are, what is remembered ends by its policy alone',
      );
    this.#failures++;
    this.#pausedUntil = clock.now() + Math.min(everyMs * 2 ** this.#failures, LONGEST_PAUSE_MS);
  }

  #request(): Request {
    const { clock, tally } = this.#options;
    return onNobodysBehalf({
      id: 'changes',
      clock,
      tally,
      ended: this.#ended.signal,
      patienceMs: PATIENCE_MS,
    });
  }
}
