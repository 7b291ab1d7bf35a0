/**
 * A catalogue whose files change while the process runs: it is read again when the process is told to (SIGHUP), and
 * where its folders are watched. Nothing that is remembered goes with it: what is remembered is what platforms said, in
 * their own codes, and the catalogue is laid over it anew by each request.
 */
import type { EventEmitter } from 'node:events';
import { watch as watchFolder } from 'node:fs';
import type { Logger } from 'pino';
import type { Clock } from '../../../clock.ts';
import { FindingsError, formatFinding } from '../../files/finding.ts';
import type { Catalogue } from '../catalogue.ts';
import { type Changes, catalogueChanges, isEmpty } from '../catalogue-changes.ts';
import { loadCatalogue } from './load-catalogue.ts';

export interface FollowOptions {
  /** The folder that holds `matters/` and `directory/`; ends with a slash. */
  directory: URL;
  /** The one that was read from it at first. */
  catalogue: Catalogue;
  /** Is given each one that is different and without an error. */
  use(catalogue: Catalogue): void;
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

export function followCatalogue({
  directory,
  catalogue: first,
  use,
  told,
  quietMs,
  watch = watchedByNode,
  clock,
  log,
}: FollowOptions): AsyncDisposable {
  let current = first;
  let reading: Promise<void> = Promise.resolve();
  let waiting = false;
  let ended = false;

  /** One at a time; whoever asks meanwhile is answered by one more. */
  function reload(): void {
    if (waiting || ended) return;
    waiting = true;
    reading = reading.then(read);
  }

  async function read(): Promise<void> {
    waiting = false;
    try {
      const next = await loadCatalogue(directory);
      if (ended) return;
      const changes = catalogueChanges(current, next);
      if (isEmpty(changes)) {
        log.info('the catalogue was read again and says the same');
        return;
      }
      current = next;
      use(next);
      const counts = Object.entries(changes).map(([name, of]) => [name, countsOf(of)]);
      const warnings = next.warnings.map(formatFinding);
      log.info(
        { ...Object.fromEntries(counts), warnings },
        'the catalogue has changed; new requests have it',
      );
    } catch (error) {
      if (!(error instanceof FindingsError)) {
        log.error({ err: error }, 'the catalogue could not be read again; the one before stays');
        return;
      }
      const findings = error.findings.map(formatFinding);
      log.error({ findings }, 'the changed catalogue is refused, and the one before stays; mend its files');
    }
  }

  let latest: AbortSignal | null = null;
  function changed(): void {
    const quiet = clock.timeout(quietMs!);
    latest = quiet;
    quiet.addEventListener('abort', () => latest === quiet && reload());
  }

  const failed = (err: Error) =>
    log.warn({ err }, 'the catalogue is watched no more; send SIGHUP after a change');
  /** A machine that can watch no more folders serves all the same. */
  function watched(folder: string): Disposable[] {
    try {
      return [watch(new URL(folder, directory), changed, failed)];
    } catch (error) {
      failed(error as Error);
      return [];
    }
  }
  const watchers = quietMs === null ? [] : ['matters/', 'directory/'].flatMap(watched);
  told?.on('SIGHUP', reload);
  return {
    async [Symbol.asyncDispose]() {
      ended = true;
      told?.off('SIGHUP', reload);
      for (const watcher of watchers) watcher[Symbol.dispose]();
      await reading;
    },
  };
}

/** What changed, by number; null for nothing. */
function countsOf({ added, removed, changed }: Changes<unknown>) {
  const counts = { added: added.length, removed: removed.length, changed: changed.length };
  return Object.values(counts).some(Boolean) ? counts : undefined;
}

const watchedByNode: Watch = (folder, changed, failed) => {
  const watcher = watchFolder(folder, { persistent: false }, changed).on('error', failed);
  return { [Symbol.dispose]: () => watcher.close() };
};
