/**
 * The whole federation on one machine. The mocks, once for all, where no platform has an address, and the
 * subgraphs, each in a process of its own that ends with this one; in this one the router.
 */
import { once } from 'node:events';
import { addressVariable, addressVariables } from '../../src/config-platforms.ts';
import { startMockProcess } from '../../src/mock-process.ts';
import { SUBGRAPHS } from '../../src/role.ts';
import { PLATFORM_NAMES } from '../../src/upstream/platform-code.ts';
import { readConfig } from './config.ts';
import { freePorts } from './free-ports.ts';
import { serveRouter } from './serve.ts';
import { type SubgraphProcess, startSubgraph } from './subgraph-process.ts';

/** Runs it until SIGTERM or SIGINT; rejects where a part cannot be started, and leaves none behind. */
export async function run(): Promise<void> {
  const asked = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]).then(
    () => 'asked' as const,
  );
  await using running = new AsyncDisposableStack();
  const config = readConfig(process.env);
  const ports = config.subgraphPorts
    ? SUBGRAPHS.map((_, at) => config.subgraphPorts + at)
    : await freePorts(SUBGRAPHS.length);
  const mocks = needsMocks(process.env) ? await running.use(startMockProcess()).urls : null;
  const env = {
    LOG_LEVEL: 'warn',
    ...process.env,
    // One port for four would be taken: each has its own beside its port, or a free one.
    OPERATOR_PORT: process.env.OPERATOR_PORT?.trim() === 'never' ? 'never' : config.subgraphPorts ? '' : '0',
    ...(mocks && addressVariables(mocks)),
  };

  const subgraphs = SUBGRAPHS.map((name, at) => running.use(startSubgraph(name, ports[at]!, env)));
  const addresses = Object.fromEntries(subgraphs.map(({ name, url }) => [name, `${url}/graphql`]));
  const { url } = await serveRouter({ ...config, addresses }, running);
  const ready = Promise.all(subgraphs.map(subgraph => subgraph.ready));
  if ((await Promise.race([ready, asked])) === 'asked') return;

  const where = subgraphs.map(({ name, url }) => `${name} ${url}`).join(', ');
  console.log(`Guantong as a federation answers at ${url}/graphql (subgraphs: ${where})`);
  const watching = watch(subgraphs);
  await asked;
  watching.abort();
}

/** Names each that ends by itself. It is for a supervisor to start it again; the router serves the rest meanwhile. */
function watch(subgraphs: readonly SubgraphProcess[]): AbortController {
  const watching = new AbortController();
  for (const { name, ended } of subgraphs) {
    ended.then(how => {
      if (!watching.signal.aborted)
        console.error(`The subgraph ${name} ended ${how}; the rest goes on without it`);
    });
  }
  return watching;
}

/** As the gateway of one process does: where none of the platforms has an address, outside production. */
const needsMocks = (env: NodeJS.ProcessEnv): boolean =>
  env.NODE_ENV !== 'production' && PLATFORM_NAMES.every(name => !env[addressVariable(name)]?.trim());
