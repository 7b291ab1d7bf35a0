/** A gateway over mocks of one size, each in a process of its own, as an installation has them. */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Pool } from 'undici';
import { addressVariables } from '../../src/config-platforms.ts';
import { freePort } from '../free-port.ts';
import { busyMs } from './busy.ts';
import type { FromMocks } from './mocks.ts';
import type { Held, Used } from './used.ts';

const NOTHING_REMEMBERED = Object.fromEntries(
  ['DIRECTORY', 'EVENT', 'SECTION', 'ABSENCE', 'LIST', 'STATISTICS'].map(kind => [`CACHE_${kind}`, 'never']),
);

export interface Operation {
  query: string;
  variables: Record<string, unknown>;
}

export interface Asked {
  // biome-ignore lint/suspicious/noExplicitAny: the bench asks what it likes
  data: any;
  /** From sending the request to having read its answer, ms. */
  grossMs: number;
  /** The same without the time in which at least one platform worked on a call of it, ms. */
  netMs: number;
  /** Processor time of the gateway, ms: what it did beside a platform's work is in it, and in `netMs` is not. */
  cpuMs: number;
  /** How many calls to platforms it took. */
  calls: number;
}

export interface SizedGateway extends AsyncDisposable {
  events: number;
  /** Throws where the answer has errors: a failure is fast, and no measurement. */
  ask(operation: Operation): Promise<Asked>;
  held(): Promise<Held>;
}

export async function gatewayOver(events: number): Promise<SizedGateway> {
  await using starting = new AsyncDisposableStack();
  const mocks = child(starting, 'mocks.ts', {
    arguments_: [`${events}`],
    // As the gateway gives its own mocks, MiB.
    flags: ['--min-semi-space-size=32', '--max-semi-space-size=32'],
  });
  const { urls } = (await told<FromMocks>(mocks)) as Extract<FromMocks, { urls: unknown }>;
  const port = await freePort();
  const gateway = child(starting, '../../src/main.ts', {
    flags: ['--expose-gc', '--import', new URL('used.ts', import.meta.url).href],
    env: {
      PORT: `${port}`,
      OPERATOR_PORT: 'never',
      LOG_LEVEL: 'error',
      // However long the mocks of a great size work, they are waited for: their time is not what is measured.
      REQUEST_DEADLINE: '60s',
      // What is given from memory costs no size anything.
      ...NOTHING_REMEMBERED,
      FEED_INTERVAL: 'never',
      DRIFT_INTERVAL: 'never',
      ...addressVariables(urls),
    },
  });
  const origin = `http://127.0.0.1:${port}`;
  await listening(origin, gateway);
  const pool = new Pool(origin);
  starting.defer(() => pool.close());
  const used = async () => {
    gateway.send('used');
    return (await told<Used>(gateway)).cpuMs;
  };
  const running = starting.move();

  return {
    events,
    async ask(operation) {
      const before = await used();
      const began = performance.now();
      const response = await pool.request({
        method: 'POST',
        path: '/graphql',
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
        body: JSON.stringify(operation),
      });
      const text = await response.body.text();
      const grossMs = performance.now() - began;
      const cpuMs = (await used()) - before;
      const { data, errors } = JSON.parse(text);
      if (!data || errors)
        throw new Error(
          `expected an answer without errors over ${events} events, got ${text.slice(0, 1000)}`,
        );
      mocks.send('worked');
      const { worked, calls } = (await told<FromMocks>(mocks)) as Extract<FromMocks, { worked: unknown }>;
      return { data, grossMs, netMs: grossMs - busyMs(worked), cpuMs, calls };
    },
    held() {
      gateway.send('held');
      return told<Held>(gateway);
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

interface ChildOptions {
  arguments_?: string[];
  flags: string[];
  env?: Record<string, string>;
}

function child(
  starting: AsyncDisposableStack,
  module: string,
  { arguments_ = [], flags, env }: ChildOptions,
): ChildProcess {
  const started = fork(new URL(module, import.meta.url), arguments_, {
    execArgv: flags,
    env: { ...process.env, ...env },
  });
  starting.defer(async () => {
    if (started.exitCode !== null) return;
    started.kill();
    await once(started, 'exit');
  });
  return started;
}

/** The next message of a child; rejects where it ends instead. */
async function told<Message>(from: ChildProcess): Promise<Message> {
  const ended = new AbortController();
  const onExit = (code: number) => ended.abort(new Error(`a process ended with ${code}; see above`));
  from.once('exit', onExit);
  try {
    const [message] = await once(from, 'message', { signal: ended.signal });
    return message;
  } catch (error) {
    throw ended.signal.aborted ? ended.signal.reason : error;
  } finally {
    from.off('exit', onExit);
  }
}

async function listening(origin: string, gateway: ChildProcess): Promise<void> {
  while (gateway.exitCode === null) {
    const answered = await fetch(`${origin}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answered) return;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  throw new Error(`the gateway ended with ${gateway.exitCode} before it listened; see above`);
}
