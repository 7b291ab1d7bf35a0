/**
 * The gateway, wired by hand: the platforms under one schema behind one HTTP handler; or one module of it alone, as a
 * subgraph for a federation router. `main.ts` opens it with the configuration, tests open it with mocks and a clock of
 * their own.
 */
import { type GraphQLSchema, printSchema } from 'graphql';
import type { Logger } from 'pino';
import { Cache } from './cache/cache.ts';
import type { Policies } from './cache/policy.ts';
import { positionsInProcess } from './cache/positions.ts';
import type { RedisOptions } from './cache/redis.ts';
import type { Clock } from './clock.ts';
import type { Context } from './context.ts';
import type { Capacity } from './gateway/capacity.ts';
import { type Gateway, gateway } from './gateway/gateway.ts';
import type { Readiness } from './gateway/health.ts';
import type { Limits } from './gateway/limits.ts';
import type { Tracing } from './gateway/tracing.ts';
import { Budget } from './hub/budget.ts';
import { watchDrift } from './hub/catalogue/drift/watch.ts';
import { followChanges } from './hub/changes/follow.ts';
import type { Spine } from './hub/events/spine.ts';
import { spineOf } from './hub/events/spine-of.ts';
import { calendarWarning } from './hub/limits/calendar-warning.ts';
import type { Rulebook } from './hub/rulebook.ts';
import { scalars } from './hub/scalars.ts';
import { moduleOf } from './modules.ts';
import { type Addresses, type Credentials, openPlatforms } from './platforms.ts';
import { readiness } from './readiness.ts';
import { readyOperations } from './ready-operations.ts';
import type { Request } from './request.ts';
import { platformsOf, SUBGRAPHS, type SubgraphName } from './role.ts';
import { mergedSchema, subgraphSdl } from './schema.ts';
import { subgraphSchema } from './subgraph/schema.ts';
import type { Observer } from './telemetry/metrics.ts';
import type { State } from './telemetry/state-metrics.ts';
import type { PlatformCode, PlatformName } from './upstream/platform-code.ts';
import { Tally } from './upstream/tally.ts';
import type { UpstreamPolicy } from './upstream/upstream-policy.ts';
import { webhookReceivers } from './webhook-receivers.ts';

export interface GuantongOptions {
  /** A promise where they are still being found: all that does without them is done meanwhile. */
  addresses: Addresses | Promise<Addresses>;
  credentials: Credentials;
  /** Those that the gateway reaches, and the hub's subgraph: all that are wired, where none are named. */
  platforms?: readonly PlatformName[];
  /** The first; others may take its place (`Guantong.use`). */
  rulebook: Rulebook;
  discrepancyLagMs: number;
  clock: Clock;
  log: Logger;
  limits: Limits;
  /** How the platforms are asked. */
  upstream: UpstreamPolicy;
  capacity: Capacity;
  /** Aborted once the process is to end. */
  draining?: AbortSignal;
  policies: Policies;
  /** What the process may remember, bytes. */
  memoryBytes: number;
  /** Where gateways share what they remember; null for each its own. */
  redis: Pick<RedisOptions, 'address' | 'prefix' | 'budgetMs' | 'trustMs' | 'leaseMs'> | null;
  /** How often the platforms' changes are asked for, ms; null for not at all. */
  feedIntervalMs: number | null;
  /** How often the platforms' directories are compared with the catalogue, ms; null for not at all. */
  driftIntervalMs: number | null;
  /** What each platform may sign its webhooks with; those of one with none are not taken. */
  webhookSecrets: Readonly<Record<PlatformName, readonly string[]>>;
  corsOrigins: readonly string[];
  graphiql: boolean;
  /** Is told what its layers do; nobody by default. */
  observer?: Observer;
  /** What becomes of traces; by default they are passed on to the platforms and recorded nowhere. */
  tracing?: Tracing;
}

/** A gateway that is open, and what of it can be read while it works. */
export interface Guantong extends Gateway {
  ready(): Readiness;
  state: State;
  /** Requests that begin from now on have this rulebook; those under way keep theirs to the end. */
  use(rulebook: Rulebook): void;
  /** Whether its files have changed and are bad, for operators to see. */
  refused(are: boolean): void;
}

/** Opens everything; resolves when each platform's health was asked for once, whatever it was. */
export async function openGuantong(options: GuantongOptions): Promise<Guantong> {
  const modules = await Promise.all(SUBGRAPHS.map(moduleOf));
  const schema = mergedSchema([scalars, ...modules.flatMap(({ resolvers }) => resolvers)]);
  const sdl = printSchema(schema);
  const part = {
    schema,
    sdl,
    operations: await readyOperations(),
    platforms: options.platforms ?? platformsOf('gateway'),
    withHub: true,
  };
  return await open(part, options);
}

/** Opens one module alone, for a federation router; resolves as `openGuantong` does. */
export async function openSubgraph(name: SubgraphName, options: GuantongOptions): Promise<Guantong> {
  const { resolvers, finders } = await moduleOf(name);
  const sdl = subgraphSdl(name);
  const schema = subgraphSchema(sdl, { scalars, resolvers, finders });
  const withHub = name === 'hub';
  const platforms = withHub && options.platforms ? options.platforms : platformsOf(name);
  const part = { schema, sdl, operations: [], platforms, withHub };
  return await open(part, options);
}

/** What one process serves: the whole, or a module of it. */
interface Part {
  schema: GraphQLSchema;
  sdl: string;
  operations: { name: string; document: string }[];
  platforms: readonly PlatformName[];
  withHub: boolean;
}

async function open(part: Part, options: GuantongOptions): Promise<Guantong> {
  const { discrepancyLagMs, clock, log, limits, corsOrigins, graphiql } = options;
  let { rulebook } = options;
  const files = { refused: false };
  await using opening = new AsyncDisposableStack();
  const shared = options.redis && opening.use(await redisShared({ ...options.redis, clock, log }));
  const cache = new Cache({
    clock,
    policies: options.policies,
    maxBytes: options.memoryBytes,
    shared,
    refreshMs: limits.deadlineMs,
    log,
    observer: options.observer,
  });
  const asking = { clock, policy: options.upstream, observer: options.observer };
  const addresses = await options.addresses;
  const wiring = { ...options, addresses, catalogue: () => rulebook.catalogue, cache, asking };
  const platforms = await openPlatforms(part.platforms, wiring, opening);
  const healthsAsked = platforms.start();
  const followed = [...platforms.byCode.values()];
  const tally = new Tally();
  const driftMs = part.withHub ? options.driftIntervalMs : null;
  const drift =
    driftMs === null
      ? null
      : opening.use(
          watchDrift({
            platforms: followed,
            catalogue: () => rulebook.catalogue,
            everyMs: driftMs,
            clock,
            tally,
            log,
          }),
        );

  function context(request: Request): Context {
    const readers = platforms.open(request);
    return {
      request,
      ...rulebook,
      discrepancyLagMs,
      platforms: platforms.byCode,
      drift,
      budget: new Budget(),
      ...readers,
      eventOf: part.withHub ? key => spineOf(key, readers) : async key => key as Spine,
    };
  }

  const ready = () => readiness([...platforms.byCode.values()], shared, files);
  const front = opening.use(
    await gateway<Context>({
      schema: part.schema,
      sdl: part.sdl,
      operations: part.operations,
      context,
      ready,
      clock,
      tally,
      log,
      observer: options.observer,
      tracing: options.tracing,
      limits,
      capacity: options.capacity,
      ...(options.draining && { draining: options.draining }),
      corsOrigins,
      graphiql,
      webhooks: webhookReceivers(part.platforms, platforms, options.webhookSecrets, cache),
    }),
  );
  await healthsAsked;
  const positions = shared?.positions ?? positionsInProcess();
  const everyMs = options.feedIntervalMs;
  const directoryChanged = (platform: PlatformCode) => drift?.changed(platform);
  const following = { platforms: followed, cache, positions, directoryChanged, clock, tally, log };
  const feeds = everyMs === null ? null : opening.use(followChanges({ ...following, everyMs }));
  const theirNow = [...platforms.byCode.values()].map(({ pulse }) => pulse.now() ?? clock.now());
  const warning = part.withHub && calendarWarning(rulebook.timeLimits.calendar, Math.max(...theirNow));
  if (warning) log.warn(warning);
  const running = opening.move();
  return {
    handler: front.handler,
    ready,
    use(next) {
      rulebook = next;
    },
    refused(are) {
      files.refused = are;
    },
    state: { clock, platforms: followed, files, cache, redis: shared, tally, feeds, drift },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** Loaded only where there is a Redis to use. */
async function redisShared(options: RedisOptions) {
  const { RedisShared } = await import('./cache/redis.ts');
  return new RedisShared(options);
}
