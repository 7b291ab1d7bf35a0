import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { SubgraphName } from '../../src/role.ts';

const ROOT = new URL('../../', import.meta.url);
/** How long one may take until it answers, ms: the first start on a machine compiles everything. */
const START_MS = 60_000;
/** How long one may finish what it has begun, ms, before it is cut off. */
const GRACE_MS = 8_000;

export interface SubgraphProcess extends AsyncDisposable {
  name: SubgraphName;
  url: string;
  /** Resolves once it answers, whichever platform is down; rejects where it ended before, or took too long. */
  ready: Promise<void>;
  /** How it ended, in words; never rejects. */
  ended: Promise<string>;
}

/** A module started like `npm run subgraph`, for this machine alone. Disposing ends it and waits until it has ended. */
export function startSubgraph(name: SubgraphName, port: number, env: NodeJS.ProcessEnv): SubgraphProcess {
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['src/main.ts', 'subgraph', name], {
    cwd: ROOT,
    // Its one caller, the router, has ended before it: there is nobody to drain.
    env: { ...env, HOST: '127.0.0.1', PORT: `${port}`, DRAIN: '0s' },
    // It says over the channel that it listens. What answers at its port may be somebody else.
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = Promise.race([
    once(child, 'exit').then(([code, signal]) => (signal ? `by ${signal}` : `with code ${code}`)),
    once(child, 'error').then(([error]) => `since it could not be started: ${error.message}`),
  ]);
  const ready = listening(name, child, ended);
  ready.catch(() => {}); // Whoever awaits it is told; nobody may have begun to when it fails.
  return {
    name,
    url,
    ready,
    ended,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      const cut = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
      await ended;
      clearTimeout(cut);
    },
  };
}

/** It cannot be used; the message says what to look at. */
class StartError extends Error {
  override readonly name = 'StartError';
}

/** That is enough: a platform that is down is the business of the requests. */
async function listening(name: string, child: ChildProcess, ended: Promise<string>): Promise<void> {
  const late = Promise.withResolvers<string>();
  const timer = setTimeout(
    () => late.resolve(`did not answer within ${START_MS / 1000} s; LOG_LEVEL=info shows more`),
    START_MS,
  );
  const problem = await Promise.race([
    once(child, 'message').then(() => null),
    ended.then(how => `ended ${how} before it answered; see above`),
    late.promise,
  ]);
  clearTimeout(timer);
  if (problem) throw new StartError(`The subgraph ${name} ${problem}`);
}
