/** A gateway and its mocks, each in a process of its own as `npm start` has them, and the ways to act on both. */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as passed } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { request } from 'undici';
import type { Mocks } from '../../mocks/start.ts';
import { addressVariables } from '../../src/config-platforms.ts';

const path = (file: string) => fileURLToPath(new URL(`../../${file}`, import.meta.url));

/** Short, so that each scenario sees an answer be fresh, stale and gone; `staleIfError` outlives no scenario. */
const POLICY = '2s/4s/20s';
const CACHE = Object.fromEntries(
  ['DIRECTORY', 'EVENT', 'SECTION', 'ABSENCE', 'LIST', 'STATISTICS'].map(kind => [`CACHE_${kind}`, POLICY]),
);

/** By itself a process that is little asked collects its garbage once in minutes, and until then seems to grow. */
const COLLECTS_WHEN_TOLD = [
  '--expose-gc',
  '--import',
  `data:text/javascript,process.on('message', told => told === 'collect' && gc())`,
];
const SAMPLES = 3;
const SAMPLE_EVERY_MS = 500;

export interface System extends AsyncDisposable {
  /** Where the gateway answers. */
  url: string;
  play(scenario: string): Promise<void>;
  /** Stops the scenario and takes its faults off; what it changed stays. */
  off(): Promise<void>;
  /** Everything as it was at the start. */
  reset(): Promise<void>;
  scenarios(): Promise<string[]>;
  /** The data calls that the three mocks received since they were last counted. */
  calls(): Promise<number>;
  /** What the gateway holds on to at rest, MiB: what waits for the garbage collector is no growth. */
  memory(): Promise<number>;
}

export async function startSystem(): Promise<System> {
  await using starting = new AsyncDisposableStack();
  const mocks = starting.use(started('mocks/main.ts', {}));
  const { urls } = await mocks.listening<Pick<Mocks, 'urls'>>();
  const gateway = starting.use(
    started(
      'src/main.ts',
      {
        ...CACHE,
        PORT: '0',
        OPERATOR_PORT: '0',
        LOG_LEVEL: 'error',
        ...addressVariables(urls),
      },
      COLLECTS_WHEN_TOLD,
    ),
  );
  const { url, metrics } = await gateway.listening<{ url: string; metrics: string }>();

  async function control(method: 'GET' | 'POST' | 'DELETE', call: string, body?: unknown) {
    // Whichever mock can still be reached acts for all.
    for (const each of Object.values(urls)) {
      const asked = request(new URL(`/__mock/${call}`, each), {
        method,
        headers: { 'content-type': 'application/json' },
        body: body === undefined ? null : JSON.stringify(body),
        signal: AbortSignal.timeout(2_000),
      });
      const answer = await asked.catch(() => null);
      if (!answer) continue;
      const said = await answer.body.json();
      if (answer.statusCode === 200) return said as Record<string, unknown>;
      throw new Error(`the mocks refused ${method} ${call}: ${JSON.stringify(said)}`);
    }
    throw new Error(`no mock can be reached for ${method} ${call}`);
  }

  const running = starting.move();
  return {
    url: `${url}/graphql`,
    play: async name => void (await control('POST', 'scenario', { name, url: `${url}/webhooks/city` })),
    async off() {
      await control('DELETE', 'scenario');
      await control('DELETE', 'faults');
    },
    reset: async () => void (await control('POST', 'reset')),
    scenarios: async () => (await control('GET', 'scenario')).scenarios as string[],
    async calls() {
      const counted = (await control('GET', 'calls')) as Record<string, { data?: Record<string, number> }>;
      await control('DELETE', 'calls');
      return Object.values(counted)
        .flatMap(({ data }) => Object.values(data ?? {}))
        .reduce((sum, count) => sum + count, 0);
    },
    async memory() {
      const samples: number[] = [];
      for (let nth = 0; nth < SAMPLES; nth++) {
        gateway.tell('collect');
        await passed(SAMPLE_EVERY_MS);
        samples.push(bytesIn(await (await request(metrics)).body.text()) / 2 ** 20);
      }
      return Math.min(...samples);
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

function bytesIn(metrics: string): number {
  const [, bytes] = /^nodejs_heap_size_used_bytes (\S+)$/m.exec(metrics) ?? [];
  if (bytes === undefined) throw new Error('the gateway tells no nodejs_heap_size_used_bytes at /metrics');
  return Number(bytes);
}

function started(file: string, env: Record<string, string>, execArgv: string[] = []) {
  const child: ChildProcess = fork(path(file), {
    env: { ...process.env, ...env },
    execArgv,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return {
    tell: (message: string) => void child.send(message),
    async listening<Message>(): Promise<Message> {
      const ended = once(child, 'exit').then(() => {
        throw new Error(`${file} ended before it listened; see above`);
      });
      const [message] = await Promise.race([once(child, 'message'), ended]);
      return message as Message;
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
