/**
 * The federation's real router, in a process of its own, over the real subgraphs, and beside it the gateway of one
 * process: all over the same mocks, and by one clock that stands still, so that what depends on the time is the same.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type Mocks, startMocks } from '../../mocks/start.ts';
import { SUBGRAPH_LIMITS } from '../../src/gateway/limits.ts';
import { type Listening, listen } from '../../src/gateway/listen.ts';
import { openSubgraph } from '../../src/guantong.ts';
import { SUBGRAPHS, type SubgraphName } from '../../src/role.ts';
import { PLATFORM_NAMES } from '../../src/upstream/platform-code.ts';
import { handClock } from '../clock.ts';
import {
  type AnyAnswer,
  asked,
  defaultWorld,
  optionsOver,
  type Running,
  running,
} from '../guantong/running.ts';

const ROUTER = new URL('../../deploy/federation/', import.meta.url);

export interface Federation extends AsyncDisposable {
  mocks: Mocks;
  /** Where the router answers. */
  url: string;
  /** Where each subgraph answers. */
  addresses: Record<string, string>;
  oneProcess: Running;
  ask(
    query: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<AnyAnswer>;
  /** Ends a subgraph as a crash does; it answers again at the same address once the returned function was called. */
  kill(subgraph: SubgraphName): Promise<() => Promise<void>>;
}

export async function federation(): Promise<Federation> {
  await using starting = new AsyncDisposableStack();
  const clock = handClock();
  const mocks = starting.use(await startMocks({ world: defaultWorld, realTime: clock.now }));
  const oneProcess = starting.use(await running({ platforms: PLATFORM_NAMES, mocks, clock }));

  const subgraphs = new Map<SubgraphName, { handler: Parameters<typeof listen>[0]; listening: Listening }>();
  for (const name of SUBGRAPHS) {
    const handler = starting.use(
      await openSubgraph(name, { ...optionsOver(mocks, clock), limits: SUBGRAPH_LIMITS }),
    );
    const listening = await listen(handler, { host: '127.0.0.1', port: 0, graceMs: 0 });
    subgraphs.set(name, { handler, listening });
  }
  starting.defer(async () => {
    for (const { listening } of subgraphs.values()) await listening[Symbol.asyncDispose]();
  });
  const addresses = Object.fromEntries(
    [...subgraphs].map(([name, { listening }]) => [name, `${listening.url}/graphql`]),
  );
  const url = await startRouter(addresses, starting);
  const open = starting.move();

  return {
    mocks,
    url,
    addresses,
    oneProcess,
    ask: (query, variables = {}, headers = {}) => asked(url, query, variables, headers),
    async kill(name) {
      const subgraph = subgraphs.get(name)!;
      const { port } = subgraph.listening;
      await subgraph.listening[Symbol.asyncDispose]();
      return async () => {
        subgraph.listening = await listen(subgraph.handler, { host: '127.0.0.1', port, graceMs: 0 });
      };
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

/** `npm run router` on a free port; its address once it answers. */
async function startRouter(
  subgraphs: Record<string, string>,
  starting: AsyncDisposableStack,
): Promise<string> {
  const addresses = Object.entries(subgraphs).map(([name, url]) => [
    `${name.toUpperCase()}_SUBGRAPH_URL`,
    url,
  ]);
  const child = spawn(process.execPath, ['main.ts'], {
    cwd: ROUTER,
    env: {
      ...process.env,
      ...Object.fromEntries(addresses),
      PORT: '0',
      // A shared machine is slow, and by the clock that stands still the subgraphs never come to their own deadline.
      SUBGRAPH_DEADLINE: '25s',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  starting.defer(async () => {
    const ended = once(child, 'exit');
    if (child.exitCode === null && child.kill()) await ended;
  });
  for await (const line of createInterface(child.stdout)) {
    const url = /answers at (\S+)/.exec(line)?.[1];
    if (url) return url;
  }
  throw new Error(
    'the router ended before it answered; see above ("npm ci --prefix deploy/federation" installs it)',
  );
}
