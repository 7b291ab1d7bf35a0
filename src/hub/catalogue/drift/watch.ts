/**
 * Reads the platforms' directories now and then, off the request path, so that a drift which appears while the gateway
 * runs is seen: at once, at every interval, and whenever a feed tells of a change that may be a directory's.
 */
import type { Logger } from 'pino';
import type { Clock } from '../../../clock.ts';
import type { PlatformCode } from '../../../upstream/platform-code.ts';
import type { Tally } from '../../../upstream/tally.ts';
import { onNobodysBehalf } from '../../on-nobodys-behalf.ts';
import type { Platform } from '../../platform.ts';
import { todayOn } from '../../platform-clocks.ts';
import type { Catalogue } from '../catalogue.ts';
import type { Directory } from './directory-item.ts';
import { type Drift, driftOf } from './drift.ts';
import { sortedOut } from './known-drift.ts';

export interface DriftWatchOptions {
  platforms: Iterable<Platform>;
  /** The one in use now. */
  catalogue(): Catalogue;
  /** How often each directory is read, ms. */
  everyMs: number;
  clock: Clock;
  tally: Tally;
  log: Logger;
}

/** What is known of one platform's directory. */
export type DriftState =
  /** Without those that are known: what is shown and counted asks for work. */
  | { state: 'COMPARED'; drifts: readonly Drift[] }
  /** It could never be read. */
  | { state: 'FAILED'; error: unknown }
  /** It is being read for the first time. */
  | { state: 'READING' };

export interface DriftWatch extends AsyncDisposable {
  /** What was found last; a directory that cannot be read now is as it was. */
  of(platform: PlatformCode): DriftState;
  /** Something of it may have changed: it is read again, once what is under way has ended. */
  changed(platform: PlatformCode): void;
}

/** How long one call may take, ms. */
const PATIENCE_MS = 5_000;
/** How long a directory that could not be read is left alone, ms. */
const PAUSE_MS = 60_000;

/** Begins at once, and goes on until disposed; that waits for what is under way. It keeps no process alive. */
export function watchDrift({ platforms, ...options }: DriftWatchOptions): DriftWatch {
  const watched = new Map([...platforms].map(one => [one.code, new WatchedDirectory(one, options)]));
  const look = () => {
    for (const directory of watched.values()) directory.look();
  };
  const looking = options.clock.every(Math.min(options.everyMs, PAUSE_MS), look);
  look();
  return {
    of: platform => watched.get(platform)!.state,
    changed: platform => watched.get(platform)!.changed(),
    async [Symbol.asyncDispose]() {
      looking[Symbol.dispose]();
      await Promise.all([...watched.values()].map(directory => directory.end()));
    },
  };
}

class WatchedDirectory {
  readonly #platform: Platform;
  readonly #options: Omit<DriftWatchOptions, 'platforms'>;
  readonly #ended = new AbortController();
  #reading: Promise<void> | null = null;
  #nextAt = Number.NEGATIVE_INFINITY;
  #directory: Directory | null = null;
  #failure: { error: unknown } | null = null;
  /** What was found last, in which catalogue, and on which day. */
  #found: { directory: Directory; catalogue: Catalogue; day: string; drifts: readonly Drift[] } | null = null;
  /** What was said of it last, so that the log says each thing once. */
  #said = '';

  constructor(platform: Platform, options: Omit<DriftWatchOptions, 'platforms'>) {
    this.#platform = platform;
    this.#options = options;
  }

  get state(): DriftState {
    if (this.#directory) return { state: 'COMPARED', drifts: this.#drifts(this.#directory) };
    return this.#failure ? { state: 'FAILED', ...this.#failure } : { state: 'READING' };
  }

  /** Compared again where another catalogue has come into use, and on another day: codes begin and end. */
  #drifts(directory: Directory): readonly Drift[] {
    const catalogue = this.#options.catalogue();
    const day = todayOn(this.#platform, this.#options.clock);
    const found = this.#found;
    if (found?.directory === directory && found.catalogue === catalogue && found.day === day)
      return found.drifts;
    const all = driftOf(directory, catalogue, day);
    const { open: drifts } = sortedOut(all, directory.platform, catalogue.knownDrift);
    this.#found = { directory, catalogue, day, drifts };
    return drifts;
  }

  /** Reads it where it is time to. */
  look(): void {
    if (this.#reading || this.#ended.signal.aborted || this.#options.clock.now() < this.#nextAt) return;
    this.#nextAt = Number.POSITIVE_INFINITY;
    this.#reading = this.#read().finally(() => {
      this.#reading = null;
      this.look(); // It may have changed meanwhile.
    });
  }

  changed(): void {
    this.#nextAt = Number.NEGATIVE_INFINITY;
    this.look();
  }

  async end(): Promise<void> {
    this.#ended.abort();
    await this.#reading;
  }

  async #read(): Promise<void> {
    const { clock, tally, everyMs } = this.#options;
    const request = onNobodysBehalf({
      id: 'drift',
      clock,
      tally,
      ended: this.#ended.signal,
      patienceMs: PATIENCE_MS,
      maxAgeMs: 0,
    });
    try {
      this.#directory = await this.#platform.open(request).directory();
      this.#tell(this.#drifts(this.#directory));
      this.#nextAt = Math.min(this.#nextAt, clock.now() + everyMs);
    } catch (error) {
      this.#failure = { error };
      this.#nextAt = Math.min(this.#nextAt, clock.now() + PAUSE_MS);
    }
  }

  #tell(drifts: readonly Drift[]): void {
    const found = drifts.map(({ kind, code }) => `${kind} ${code}`);
    const said = found.join();
    if (said === this.#said) return;
    this.#said = said;
    this.#options.log.info(
      { platform: this.#platform.code, drift: found },
      found.length > 0
        ? 'the catalogue and the platform’s directory differ; "npm run matters -- drift" says what to do'
        : 'the catalogue and the platform’s directory agree again',
    );
  }
}
