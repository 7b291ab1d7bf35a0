/**
 * What a gateway does with more work than it can do: gateway, mocks and callers run in a process each, and the gateway
 * is asked for a page of events at parts and multiples of what it can answer. That is found first, by a few callers who
 * each wait for their answer; a fifth of it is called unloaded. What is measured begins after two seconds of each load.
 *
 *   npm run bench:shed [-- SECONDS]
 *
 * The environment is the gateway's: `MAX_LOOP_DELAY=1h MAX_IN_FLIGHT=1000000` shows it without shedding,
 * `CACHE_LIST=never CACHE_EVENT=never` with each page asked of the platforms.
 */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { startMocks } from '../mocks/start.ts';
import { addressVariables } from '../src/config-platforms.ts';
import { freePort } from './free-port.ts';
import type { Callers, Heard, Load } from './shed/load.ts';

const CALLERS = 8;
const LOADS = [0.2, 0.5, 1, 2, 4];

const seconds = Number(process.argv[2] ?? 10);
const query = await readFile(new URL('../schema/operations/events.graphql', import.meta.url), 'utf8');
const body = JSON.stringify({ query });

await using running = new AsyncDisposableStack();
const mocks = running.use(await startMocks());
const port = await freePort();
const url = `http://127.0.0.1:${port}/graphql`;
const gateway = child('../src/main.ts', {
  LOG_LEVEL: 'error',
  ...process.env,
  PORT: `${port}`,
  OPERATOR_PORT: '0',
  ...addressVariables(mocks.urls),
});
await once(gateway, 'message');
const callers = child('shed/load.ts');

await answersPerSecond(2);
const capacity = await answersPerSecond(5);
console.log(`${capacity.toFixed(0)} answers a second to ${CALLERS} callers who each wait\n`);
const rows = [];
for (const load of LOADS) {
  callers.send({
    url,
    body,
    perSecond: load * capacity,
    warmUpMs: 2_000,
    measuredMs: seconds * 1_000,
  } satisfies Load);
  const [heard] = (await once(callers, 'message')) as [Heard];
  rows.push({ load, ...figures(heard) });
}
print(rows);

function child(module: string, env: NodeJS.ProcessEnv = process.env): ChildProcess {
  const started = fork(new URL(module, import.meta.url), { env });
  running.defer(async () => {
    if (started.exitCode !== null) return;
    const ended = once(started, 'exit');
    started.kill();
    await ended;
  });
  return started;
}

async function answersPerSecond(forSeconds: number): Promise<number> {
  callers.send({ url, body, callers: CALLERS, measuredMs: forSeconds * 1_000 } satisfies Callers);
  const [answers] = (await once(callers, 'message')) as [number];
  return answers;
}

interface Figures {
  accepted: number;
  shed: number;
  failed: number;
  p50: number;
  p99: number;
  shedP99: number;
}

function figures({ accepted, shed, failed }: Heard): Figures {
  for (const [how, times] of Object.entries(failed)) console.log(`${times} requests failed: ${how}`);
  return {
    accepted: accepted.length,
    shed: shed.length,
    failed: Object.values(failed).reduce((sum, times) => sum + times, 0),
    p50: part(accepted, 0.5),
    p99: part(accepted, 0.99),
    shedP99: part(shed, 0.99),
  };
}

function part(values: number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}

/** Goodput is what was answered in a second, as a part of what can be; times are also multiples of the unloaded run's. */
function print(measured: ({ load: number } & Figures)[]): void {
  const [unloaded] = measured;
  const ms = (value: number, of: number) => `${value.toFixed(1)} (${(value / of).toFixed(1)}x)`;
  const table = measured.map(({ load, accepted, shed, failed, p50, p99, shedP99 }) => [
    `${load}x`,
    `${accepted}`,
    `${shed}`,
    `${failed}`,
    `${(accepted / seconds / capacity).toFixed(2)}x`,
    ms(p50, unloaded!.p50),
    ms(p99, unloaded!.p99),
    shed > 0 ? shedP99.toFixed(1) : '-',
  ]);
  const head = ['offered', 'accepted', 'shed', 'failed', 'goodput', 'p50, ms', 'p99, ms', 'p99 of shed, ms'];
  for (const cells of [head, ...table]) console.log(cells.map(cell => cell.padStart(16)).join(''));
}
