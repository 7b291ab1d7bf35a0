/**
 * The connection that Redis is asked over, and whether it is used: it goes out of use when it is gone, says an error,
 * or is slow several times in a row, and comes back by itself. Each is one line in the log.
 */
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { nameOf, type RedisAddress } from './redis-address.ts';
import { connect, endIfSilent } from './redis-connection.ts';
import { SharedUnavailable } from './shared.ts';

/** How often it is tried, whether in use or not, ms. */
const BEAT_MS = 1_000;
/** So many answers in a row that did not come in time are no accident. */
const PATIENCE = 3;
/** How long it stays out of use at least, ms: the first time, and where it never stays in use for a minute. */
const [FIRST_PAUSE_MS, LONGEST_PAUSE_MS, CALM_MS] = [1_000, 30_000, 60_000];

export interface LinkOptions {
  address: RedisAddress;
  clock: Clock;
  log: Logger;
  /** How long one asking may take, ms. */
  budgetMs: number;
  /** Whether it may be tried now. */
  ready(): boolean;
  /** What has to work for it to be in use. */
  tryOut(redis: Redis): Promise<void>;
}

export interface LinkHealth {
  status: 'STARTING' | 'UP' | 'DOWN';
  /** Since when, Unix ms; null while it has never been in use, nor out of it. */
  since: number | null;
  /** Why it was last out of use. */
  reason: string | null;
  /** How often it went out of use, and came back, since this process started. */
  lost: number;
  back: number;
}

export class Link implements Disposable {
  readonly redis: Redis;
  readonly #options: LinkOptions;
  readonly #beat: Disposable;
  readonly #health: Omit<LinkHealth, 'since'> = { status: 'STARTING', reason: null, lost: 0, back: 0 };
  /** The run of the Redis process that the connection is to. */
  #run: string | null = null;
  #trying = false;
  #slow = 0;
  #pauseMs = FIRST_PAUSE_MS;
  #changedAt = Number.NEGATIVE_INFINITY;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.redis = connect(options.address);
    this.redis.on('ready', () => void this.try());
    this.redis.on('error', error =>
      this.lost(error.message || String((error as NodeJS.ErrnoException).code)),
    );
    this.redis.on('close', () => {
      this.#run = null;
      this.lost('the connection was closed');
    });
    this.#beat = options.clock.every(BEAT_MS, () => void this.try());
  }

  /** As it is now; it does not change afterwards. */
  get health(): Readonly<LinkHealth> {
    return { ...this.#health, since: Number.isFinite(this.#changedAt) ? this.#changedAt : null };
  }

  /**
   * @throws {SharedUnavailable} where it is out of use, or fails
   * @throws the reason of the signal, where that comes first
   */
  async call<T>(
    send: (redis: Redis) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<{ reply: T; run: string }> {
    const run = this.#run;
    if (this.#health.status !== 'UP' || run === null) throw new SharedUnavailable('out of use');
    try {
      return { reply: await this.#inTime(send(this.redis), signal), run };
    } catch (error) {
      signal?.throwIfAborted();
      this.failed(error as Error);
      throw new SharedUnavailable('it failed', { cause: error });
    }
  }

  /** Sends also what is to be sent while it is out of use; gives whether that was done in time. */
  async tells(send: () => Promise<void>): Promise<boolean> {
    try {
      await this.#inTime(send());
      return true;
    } catch (error) {
      this.failed(error as Error);
      return false;
    }
  }

  /** Tries it, unless it is to be left alone: called when something is new, and at each beat. */
  async try(): Promise<void> {
    const { clock, ready, tryOut } = this.#options;
    const resting = this.#health.status === 'DOWN' && clock.now() < this.#changedAt + this.#pauseMs;
    if (this.#trying || resting || this.redis.status !== 'ready' || !ready()) return;
    this.#trying = true;
    try {
      this.#run ??= runOf(await this.#inTime(this.redis.info('server')));
      await this.#inTime(tryOut(this.redis));
      if (this.redis.status === 'ready' && this.#run !== null) this.#back();
    } catch (error) {
      this.failed(error as Error);
    } finally {
      this.#trying = false;
    }
  }

  failed(error: Error): void {
    if (error instanceof TooSlow) {
      this.#slow += 1;
      if (this.#slow >= PATIENCE) this.lost(error.message);
      return;
    }
    this.lost(error.message);
    // It is another's copy now: its name may lead to the one that can be written to.
    if (error.message.startsWith('READONLY')) this.redis.disconnect(true);
  }

  lost(reason: string): void {
    const { clock, log, address } = this.#options;
    if (this.#health.status === 'DOWN') return;
    const calm = clock.now() - this.#changedAt >= CALM_MS;
    this.#pauseMs = calm ? FIRST_PAUSE_MS : Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
    this.#changedAt = clock.now();
    Object.assign(this.#health, { status: 'DOWN', reason, lost: this.#health.lost + 1 });
    log.warn(
      { redis: nameOf(address), reason },
      'Redis is out of use; answers come from the memory of this process and from the platforms until it is back',
    );
  }

  [Symbol.dispose](): void {
    this.#beat[Symbol.dispose]();
    this.#health.status = 'DOWN';
    this.redis.disconnect();
  }

  #back(): void {
    const { clock, log, address } = this.#options;
    this.#slow = 0;
    if (this.#health.status === 'UP') return;
    const first = this.#health.lost === 0;
    const downMs = clock.now() - this.#changedAt;
    this.#changedAt = clock.now();
    Object.assign(this.#health, { status: 'UP', back: this.#health.back + (first ? 0 : 1) });
    log.info(
      { redis: nameOf(address), ...(!first && { downMs }) },
      first ? 'Redis is in use' : 'Redis is in use again',
    );
  }

  async #inTime<T>(answer: Promise<T>, signal?: AbortSignal): Promise<T> {
    const { clock, budgetMs } = this.#options;
    const { promise: end, reject } = Promise.withResolvers<never>();
    // Where this process itself was held up, the answer may have come meanwhile: it is read first.
    const late = () => void setImmediate(() => reject(new TooSlow(budgetMs)));
    const gone = () => reject(signal!.reason);
    const time = clock.timeout(budgetMs);
    time.addEventListener('abort', late, { once: true });
    if (signal?.aborted) gone();
    else signal?.addEventListener('abort', gone, { once: true });
    try {
      const came = await Promise.race([answer, end]);
      this.#slow = 0;
      return came;
    } finally {
      time.removeEventListener('abort', late);
      signal?.removeEventListener('abort', gone);
      answer.catch(error => endIfSilent(this.redis, error)); // Nobody else may be waiting any longer.
    }
  }
}

class TooSlow extends Error {
  constructor(budgetMs: number) {
    super(`no answer within ${budgetMs} ms, ${PATIENCE} times in a row`);
  }
}

/** The run of a Redis process, out of its `INFO server`. */
export function runOf(info: string): string {
  const [, run] = /^run_id:(\S+)/m.exec(info) ?? [];
  if (!run)
    throw new Error('INFO server: expected a run_id, got none; Redis 6.2 or later, or Valkey, is needed');
  return run;
}
