/**
 * A running gateway over running mocks, for tests of the whole: real HTTP on both sides, calls counted at the mocks.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { pino } from 'pino';
import { ofEach, type PlatformName } from '../../mocks/platform.ts';
import { type Mocks, startMocks } from '../../mocks/start.ts';
import { createWorld } from '../../mocks/world/create.ts';
import type { World } from '../../mocks/world/world.ts';
import { NO_MEMORY, type Policies } from '../../src/cache/policy.ts';
import { type Clock, systemClock } from '../../src/clock.ts';
import type { Capacity } from '../../src/gateway/capacity.ts';
import { DEFAULT_LIMITS, type Limits } from '../../src/gateway/limits.ts';
import { listen } from '../../src/gateway/listen.ts';
import { type Guantong, type GuantongOptions, openGuantong, openSubgraph } from '../../src/guantong.ts';
import type { Catalogue } from '../../src/hub/catalogue/catalogue.ts';
import { LAG_MS } from '../../src/hub/discrepancies/lag.ts';
import { loadRulebook } from '../../src/hub/rulebook.ts';
import { PLATFORMS } from '../../src/platform-modules.ts';
import type { SubgraphName } from '../../src/role.ts';
import type { Diagnostic } from '../../src/upstream/notes.ts';
import type { Source } from '../../src/upstream/source-log.ts';
import type { UpstreamPolicy } from '../../src/upstream/upstream-policy.ts';
import { THREE } from '../three-platforms.ts';
import { ONE_TRY } from '../upstream/one-try.ts';

/** What the mocks accept, of every platform that there is. */
export const DEMO_CREDENTIALS = ofEach(name =>
  Object.fromEntries(Object.entries(PLATFORMS[name].credentials).map(([field, { mock }]) => [field, mock])),
) as unknown as GuantongOptions['credentials'];

export const rulebook = await loadRulebook(new URL('../../schema/', import.meta.url));
export const { catalogue, timeLimits, indicators } = rulebook;

/** The default world; who changes a world makes one of its own. */
export const defaultWorld: World = createWorld();

export interface Answer<Data> {
  status: number;
  headers: Headers;
  data: Data;
  errors: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
  extensions: {
    sources?: Record<string, Source>;
    diagnostics?: Diagnostic[];
    trace?: unknown;
  };
}

// biome-ignore lint/suspicious/noExplicitAny: a test of a query in words reads where it likes
export type AnyAnswer = Answer<any>;

export interface Running extends AsyncDisposable {
  url: string;
  /** What of it can be read while it works. */
  state: Guantong['state'];
  mocks: Mocks;
  use: Guantong['use'];
  refused: Guantong['refused'];
  // biome-ignore lint/suspicious/noExplicitAny: a test of a query in words reads where it likes
  query<Data = any, Variables = any>(
    document: TypedDocumentNode<Data, Variables> | string,
    variables?: NoInfer<Variables> | Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<Answer<Data>>;
  /**
   * Resolves when so many of the data calls that the last `query` caused were answered, and the gateway has read the
   * answers: the moment to move a clock.
   */
  answered(calls: number): Promise<void>;
  /** The data calls that the last `query` caused, by platform: `{ city: ['POST /clues:by-reference'], … }`. */
  calls(): Partial<Record<PlatformName, string[]>>;
}

export interface RunningOptions {
  world?: World;
  /** Mocks that run already, for a second gateway over them; they are not ended with it. */
  mocks?: Mocks;
  /** Of the gateway, and of what waits in the mocks; `handClock()` where a test moves it. */
  clock?: Clock;
  limits?: Partial<Limits>;
  /** The mocks' own time, Unix ms, by which tokens and cursors age; by default that of `clock`. */
  realTime?: () => number;
  /** Whom it reaches: by default the three of the report, whose figures the tests know. */
  platforms?: readonly PlatformName[];
  /** This module alone, as a router's subgraph; else the whole gateway. */
  subgraph?: SubgraphName;
  /** Other mappings than the project's own. */
  catalogue?: Catalogue;
  /** How it asks the platforms; by default each call once, so that each test counts its own. */
  upstream?: UpstreamPolicy;
  /** How long the gateway remembers; by default nothing is given twice, so that each test counts its own calls. */
  policies?: Policies;
  redis?: GuantongOptions['redis'];
  /** How often it asks the platforms what has changed; by default never, for the same reason. */
  feedIntervalMs?: number | null;
  /** How often it compares the platforms' directories with the catalogue; by default never, likewise. */
  driftIntervalMs?: number | null;
  /** Who is told what it does; by default nobody, and its log is silent. */
  telemetry?: Partial<Pick<GuantongOptions, 'observer' | 'tracing' | 'log'>>;
}

/**
 * Only tests of the deadline wait for it. All others run where several suites share a machine: the deadline is then
 * just short of the tests' own (jest's `testTimeout`), so that it is still it that says what took too long.
 */
const UNHURRIED: Limits = { ...DEFAULT_LIMITS, deadlineMs: 25_000 };

/** Nor does a machine that is shared make any of them turn requests away. */
const UNBOUNDED: Capacity = { inFlight: 1_000_000, loopDelayMs: 1_000_000 };

/** What a gateway over these mocks, or a module of it, is opened with: unhurried, and giving nothing twice. */
export const optionsOver = (mocks: Mocks, clock: Clock): GuantongOptions => ({
  addresses: mocks.urls,
  credentials: DEMO_CREDENTIALS,
  rulebook,
  discrepancyLagMs: LAG_MS,
  clock,
  log: pino({ level: 'silent' }),
  limits: UNHURRIED,
  upstream: ONE_TRY,
  capacity: UNBOUNDED,
  policies: NO_MEMORY,
  memoryBytes: 64 * 1024 * 1024,
  redis: null,
  feedIntervalMs: null,
  driftIntervalMs: null,
  webhookSecrets: ofEach(name => PLATFORMS[name].webhookSecrets),
  corsOrigins: [],
  graphiql: false,
});

/** The answer of whoever serves GraphQL at the address. */
export async function asked<Data>(
  url: string,
  query: string,
  variables: unknown,
  headers: Record<string, string>,
): Promise<Answer<Data>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors = [], extensions = {} } = (await response.json()) as Answer<Data>;
  return { status: response.status, headers: response.headers, data, errors, extensions };
}

export async function running({
  world = defaultWorld,
  mocks: shared,
  clock = systemClock,
  limits,
  realTime = () => clock.now(),
  platforms = THREE,
  subgraph,
  catalogue: mappings = catalogue,
  upstream = ONE_TRY,
  policies = NO_MEMORY,
  redis = null,
  feedIntervalMs = null,
  driftIntervalMs = null,
  telemetry = {},
}: RunningOptions = {}): Promise<Running> {
  await using starting = new AsyncDisposableStack();
  const mocks = shared ?? starting.use(await startMocks({ world, realTime, waiting: clock }));
  const options = {
    ...optionsOver(mocks, clock),
    platforms,
    limits: { ...UNHURRIED, ...limits },
    rulebook: { ...rulebook, catalogue: mappings },
    upstream,
    policies,
    redis,
    feedIntervalMs,
    driftIntervalMs,
    ...telemetry,
  };
  const guantong = starting.use(await (subgraph ? openSubgraph(subgraph, options) : openGuantong(options)));
  const { url } = starting.use(await listen(guantong, { host: '127.0.0.1', port: 0 }));
  const open = starting.move();
  return {
    url,
    state: guantong.state,
    use: guantong.use,
    refused: guantong.refused,
    mocks,
    async query(document, variables = {}, headers = {}) {
      mocks.forget();
      const query = typeof document === 'string' ? document : print(document);
      return await asked(`${url}/graphql`, query, variables, headers);
    },
    async answered(calls) {
      const answered = () => mocks.calls.filter(({ kind, status }) => kind === 'data' && status !== null);
      while (answered().length < calls) await turn();
      // Gateway and mocks share this process: what was written to a socket is read within a few turns of its loop.
      for (let count = 0; count < 50; count++) await turn();
    },
    calls() {
      const made: Partial<Record<PlatformName, string[]>> = {};
      for (const { platform, kind, call } of mocks.calls) {
        if (kind === 'data') made[platform] = [...(made[platform] ?? []), call];
      }
      return made;
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}
