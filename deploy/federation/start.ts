/**
 * `npm start`: the whole federation on one machine. The mocks, once for all, where no platform has an address, and the
 * four subgraphs, each in a process of its own that ends with this one; in this one the router.
 */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { startMockProcess } from '../../src/mock-process.ts';
import { PLATFORM_NAMES, SUBGRAPHS } from '../../src/role.ts';

const HERE = new URL('./', import.meta.url);
const ROOT = new URL('../../', HERE);

if (isInstalled()) {
  // Imported only now, since they need what was installed.
  const [{ readConfig }, { sayWhy, serveRouter }, { startSubgraph }, { freePorts }] = await Promise.all([
    import('./config.ts'),
    import('./serve.ts'),
    import('./subgraph-process.ts'),
    import('./free-ports.ts'),
  ]);
  try {
    const asked = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]).then(
      () => 'asked' as const,
    );
    await using running = new AsyncDisposableStack();
    const config = readConfig(process.env);
    const ports = config.subgraphPorts
      ? SUBGRAPHS.map((_, at) => config.subgraphPorts + at)
      : await freePorts(SUBGRAPHS.length);
    const platforms = needsMocks() ? running.use(startMockProcess()).urls : {};
    const env = { LOG_LEVEL: 'warn', ...process.env, ...variables(await platforms, '_URL') };

    const subgraphs = SUBGRAPHS.map((name, at) => running.use(startSubgraph(name, ports[at]!, env)));
    const addresses = Object.fromEntries(subgraphs.map(({ name, url }) => [name, `${url}/graphql`]));
    const { url } = await serveRouter({ ...config, addresses }, running);
    const ready = Promise.all(subgraphs.map(subgraph => subgraph.ready));
    if ((await Promise.race([ready, asked])) !== 'asked') {
      const where = subgraphs.map(({ name, url }) => `${name} ${url}`).join(', ');
      console.log(`Guantong as a federation answers at ${url}/graphql (subgraphs: ${where})`);
      // Whoever supervises this starts it again; the router serves what the others have meanwhile.
      let stopping = false;
      for (const { name, ended } of subgraphs) {
        ended.then(
          how => stopping || console.error(`The subgraph ${name} ended ${how}; the rest goes on without it`),
        );
      }
      await asked;
      stopping = true;
    }
  } catch (error) {
    sayWhy(error);
  }
}

/** Two installs are needed: the subgraphs run from the product's own, the router from this folder's. */
function isInstalled(): boolean {
  const missing = [
    { folder: ROOT, command: 'npm ci' },
    { folder: HERE, command: 'npm ci --prefix deploy/federation' },
  ].filter(({ folder }) => !existsSync(new URL('node_modules/graphql', folder)));
  if (missing.length === 0) return true;
  const commands = missing.map(({ command }) => `"${command}"`).join(' and ');
  console.error(`The federation is not installed: run ${commands} in the project's folder.`);
  process.exitCode = 1;
  return false;
}

/** As the gateway of one process does: mocks where none of the platforms has an address, outside production. */
function needsMocks(): boolean {
  const { env } = process;
  return (
    env.NODE_ENV !== 'production' && PLATFORM_NAMES.every(name => !env[`${name.toUpperCase()}_URL`]?.trim())
  );
}

function variables(values: Record<string, string>, suffix: string): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name.toUpperCase() + suffix, value]),
  );
}
