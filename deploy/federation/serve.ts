/** The router at its address: what `npm start` and `npm run router` have in common. */
import { readFile } from 'node:fs/promises';
import { type Listening, listen } from '../../src/gateway/listen.ts';
import type { readConfig } from './config.ts';
import { openRouter } from './router.ts';

const SUPERGRAPH = new URL('../../schema/supergraph.graphql', import.meta.url);

/** Serves until `running` is disposed. */
export async function serveRouter(
  config: ReturnType<typeof readConfig>,
  running: AsyncDisposableStack,
): Promise<Listening> {
  const router = running.use(await openRouter({ ...config, supergraph: await readFile(SUPERGRAPH, 'utf8') }));
  return running.use(await listen(router, config));
}

/** What the reader can mend is said plainly; anything else keeps its stack. */
export function sayWhy(error: unknown): void {
  const plain =
    error instanceof Error &&
    ['ConfigError', 'ListenError', 'MockStartError', 'StartError'].includes(error.name);
  console.error(plain ? error.message : error);
  process.exitCode = 1;
}
