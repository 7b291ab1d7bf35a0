/**
 * Start to first answer: from `node src/main.ts` on embedded defaults (mocks, no Redis) to the answer of the README's
 * first query, as a frontend developer meets it. Prints each run and the median, beside a bare `node` start.
 *
 *   npm run bench:start [-- RUNS]
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { freePort } from './free-port.ts';
import { median } from './median.ts';

const runs = Number(process.argv[2] ?? 7);
const query = await readFile(new URL('../schema/operations/first.graphql', import.meta.url), 'utf8');

const bare: number[] = [];
const first: number[] = [];
for (let run = 0; run < runs; run++) {
  bare.push(await timed(() => spawn(process.execPath, ['-e', '0']), ended));
  const port = await freePort();
  first.push(
    await timed(
      () =>
        spawn(process.execPath, ['src/main.ts'], {
          env: { ...process.env, PORT: String(port), OPERATOR_PORT: '0', LOG_LEVEL: 'error' },
          stdio: 'inherit',
        }),
      () => answered(port),
    ),
  );
}
console.log(`bare node start    median ${median(bare)} ms   (${bare.join(' ')})`);
console.log(`to first answer    median ${median(first)} ms   (${first.join(' ')})`);

async function timed(
  start: () => ChildProcess,
  done: (child: ChildProcess) => Promise<unknown>,
): Promise<number> {
  const began = performance.now();
  const child = start();
  await done(child);
  const ms = Math.round(performance.now() - began);
  if (child.exitCode === null) {
    child.kill();
    await once(child, 'exit');
  }
  return ms;
}

async function ended(child: ChildProcess): Promise<void> {
  await once(child, 'exit');
}

/** Asks until the answer has data: before the gateway listens, nobody does. */
async function answered(port: number): Promise<void> {
  for (;;) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown };
      if (!data || errors)
        throw new Error(`expected an answer without errors, got ${JSON.stringify(errors)}`);
      return;
    } catch (error) {
      if ((error as { cause?: { code?: string } }).cause?.code !== 'ECONNREFUSED') throw error;
      await new Promise(resolve => setTimeout(resolve, 2));
    }
  }
}
