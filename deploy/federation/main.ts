/** The router alone: reads the configuration and the supergraph, serves, and ends on SIGTERM or SIGINT. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { listen } from '../../src/gateway/listen.ts';
import { readConfig } from './config.ts';
import { openRouter } from './router.ts';

const SUPERGRAPH = new URL('../../schema/supergraph.graphql', import.meta.url);

try {
  await using running = new AsyncDisposableStack();
  const config = readConfig(process.env);
  const supergraph = await readFile(SUPERGRAPH, 'utf8');
  const router = running.use(await openRouter({ ...config, supergraph }));
  const { url } = running.use(await listen(router, config));
  console.log(`The federation's router answers at ${url}/graphql`);
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
} catch (error) {
  // What the reader can mend is said plainly; anything else keeps its stack.
  const plain = error instanceof Error && ['ConfigError', 'ListenError'].includes(error.name);
  console.error(plain ? error.message : error);
  process.exitCode = 1;
}
