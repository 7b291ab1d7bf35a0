/**
 * A rulebook whose files change while the process runs: it is read again when the process is told to (SIGHUP), and where
 * its folders are watched. Nothing that is remembered goes with it: what is remembered is what platforms said, in their
 * own codes, and the rulebook is laid over it anew by each request.
 */
import type { EventEmitter } from 'node:events';
import { watch as watchFolder } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { type Changes, catalogueChanges } from './catalogue/catalogue-changes.ts';
import { FindingsError, formatFinding } from './files/finding.ts';
import { loadRulebook, type Rulebook } from './rulebook.ts';

export interface FollowOptions {
  /** The folder that holds `matters/`, `directory/`, `limits/` and `indicators/`; ends with a slash. */
  directory: URL;
  /** The one that was read from it at first. */
  rulebook: Rulebook;
  /** Is given each one that is different and without an error. */
  use(rulebook: Rulebook): void;
  /** Is told each time that the files were read whether they are refused, so that the rulebook before them stays. */
  refused(are: boolean): void;
  /** Where signals arrive: the process; null for nowhere. */
  told: EventEmitter | null;
  /** For how long the files have to be left alone before they are read, ms; null to watch none. */
  quietMs: number | null;
  watch?: Watch;
  clock: Clock;
  log: Logger;
}

/** Calls `changed` whenever something in a folder may have changed, until disposed; it keeps no process alive. */
export type Watch = (folder: URL, changed: () => void, failed: (error: Error) => void) => Disposable;

export function followRulebook({
  directory,
  rulebook,
  use,
  refused,
  told,
  quietMs,
  watch = watchedByNode,
  clock,
  log,
}: FollowOptions): AsyncDisposable {
  let current = rulebook;
  let reading: Promise<void> = Promise.resolve();
  let waiting = false;
  let ended = false;

  /** One at a time; whoever asks meanwhile is answered by one more. */
  function reload(first = false): void {
    if (waiting || ended) return;
    waiting = true;
    reading = reading.then(() => read(first));
  }

  /** @param first whether nobody knows of a change. */
  async function read(first: boolean): Promise<void> {
    waiting = false;
    if (ended) return;
    // First, so that what changes from now on is told: a watch ends unseen with a folder that another took the place of.
    watchAnew();
    try {
      const next = await loadRulebook(directory);
      if (ended) return;
      refused(false);
      const changes = changesOf(current, next);
      if (Object.keys(changes).length === 0) {
        if (!first) log.info('the catalogue was read again and says the same');
        return;
      }
      current = next;
      use(next);
      const warnings = next.catalogue.warnings.map(formatFinding);
      log.info({ ...changes, warnings }, 'the catalogue has changed; new requests have it');
    } catch (error) {
      if (ended) return;
      refused(true);
      if (!(error instanceof FindingsError)) {
        log.error({ err: error }, 'the catalogue could not be read again; the one before stays');
        return;
      }
      const findings = error.findings.map(formatFinding);
      log.error({ findings }, 'the changed catalogue is refused, and the one before stays; mend its files');
    }
  }

  let latest: AbortSignal | null = null;
  function changed(first = false): void {
    const quiet = clock.timeout(quietMs!);
    latest = quiet;
    quiet.addEventListener('abort', () => latest === quiet && reload(first));
  }

  /** Said once, until all are watched again. */
  let unwatched = false;
  function failed(err: NodeJS.ErrnoException): void {
    // A folder that is not there is said by who reads it; when it comes, the one above tells.
    if (err.code === 'ENOENT' || unwatched) return;
    unwatched = true;
    log.warn({ err }, 'the catalogue is watched no more; send SIGHUP after a change');
  }
  /** A machine that can watch no more folders serves all the same. */
  function watched(folder: string): Disposable[] {
    try {
      return [watch(new URL(folder, directory), () => changed(), failed)];
    } catch (error) {
      failed(error as NodeJS.ErrnoException);
      return [];
    }
  }
  let watchers: Disposable[] = [];
  function watchAnew(): void {
    if (quietMs === null || ended) return;
    for (const watcher of watchers) watcher[Symbol.dispose]();
    watchers = WATCHED.flatMap(watched);
    if (watchers.length === WATCHED.length) unwatched = false;
  }
  watchAnew();
  if (quietMs !== null) changed(true); // Since the files were read at first nobody has watched them.
  const asked = () => reload();
  told?.on('SIGHUP', asked);
  return {
    async [Symbol.asyncDispose]() {
      ended = true;
      told?.off('SIGHUP', asked);
      for (const watcher of watchers) watcher[Symbol.dispose]();
      await reading;
    },
  };
}

/** The folders of the files, and the one in which another may take the place of any. */
const WATCHED = ['./', 'matters/', 'directory/', 'limits/', 'indicators/'];

/** What changed: entries of the catalogue by number, and which of the other files say something else. */
function changesOf(before: Rulebook, after: Rulebook): Record<string, unknown> {
  const counted = Object.entries(catalogueChanges(before.catalogue, after.catalogue)).flatMap(
    ([name, of]: [string, Changes<unknown>]) => {
      const counts = { added: of.added.length, removed: of.removed.length, changed: of.changed.length };
      return Object.values(counts).some(Boolean) ? [[name, counts] as const] : [];
    },
  );
  const others = Object.entries({
    knownDrift: [before.catalogue.knownDrift, after.catalogue.knownDrift],
    limits: [before.timeLimits.limits, after.timeLimits.limits],
    calendar: [before.timeLimits.calendar.years, after.timeLimits.calendar.years],
    indicators: [before.indicators, after.indicators],
  }).filter(([, [former, latter]]) => !isDeepStrictEqual(former, latter));
  return { ...Object.fromEntries(counted), ...Object.fromEntries(others.map(([name]) => [name, 'changed'])) };
}

const watchedByNode: Watch = (folder, changed, failed) => {
  const watcher = watchFolder(folder, { persistent: false }, changed).on('error', failed);
  return { [Symbol.dispose]: () => watcher.close() };
};
