import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { getCompileCacheDir } from 'node:module';
import type { PlatformName } from './upstream/platform-code.ts';

export interface MockProcess extends AsyncDisposable {
  /** The base addresses of the mocks, once they listen. */
  urls: Promise<Record<PlatformName, string>>;
}

/** The mocks said themselves why they could not start. */
class MockStartError extends Error {
  override readonly name = 'MockStartError';
}

/**
 * The mocks of the platforms, on free ports unless `MOCK_PORT_BASE` says which, in a process of their own that ends with this one. They are the
 * other party: what they and the gateway share is HTTP.
 *
 * @param making is told in percent how far they are; without it they say so themselves where it takes long
 */
export function startMockProcess(making?: (percent: number) => void): MockProcess {
  const child = fork(new URL('../mocks/main.ts', import.meta.url), making ? ['progress'] : [], {
    env: { NODE_COMPILE_CACHE: getCompileCacheDir(), ...process.env },
    // The world stays: collecting garbage while it is made finds little. With this room, MiB, there is less of it.
    execArgv: [...process.execArgv, '--min-semi-space-size=32', '--max-semi-space-size=32'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  if (making) {
    child.on('message', (message: { kind?: string; percent?: number }) => {
      if (message.kind === 'making' && message.percent !== undefined) making(message.percent);
    });
  }
  const urls = listening(child);
  urls.catch(() => {}); // Whoever awaits it is told; nobody may have begun to when it fails.
  return {
    urls,
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

function listening(child: ChildProcess): MockProcess['urls'] {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', code =>
      reject(new MockStartError(`the mocks ended with ${code} before they listened; see above`)),
    );
    child.on('message', (message: { kind?: string; urls?: Record<PlatformName, string> }) => {
      if (message.kind === 'listening' && message.urls) resolve(message.urls);
    });
  });
}
