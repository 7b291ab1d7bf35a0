/**
 * Reads the configuration, wires, serves, drains and ends on SIGTERM or SIGINT: the gateway or, as `main.ts subgraph city`, one
 * module of it for a federation router. With none of the platforms' addresses set it starts the mocks, in a process of
 * their own that ends with this one.
 */
import { readFile } from 'node:fs/promises';
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { systemClock } from './clock.ts';
import { describe, readConfig, secretsOf } from './config.ts';
import { drained } from './drain.ts';
import { startMockProcess } from './mock-process.ts';
import { roleOf } from './role.ts';

const SCHEMA = new URL('../schema/', import.meta.url);
/** What is being answered at the end may take its deadline and this much longer, ms, to be written and read. */
const GRACE_MS = 2_000;
const PACKAGE = new URL('../package.json', import.meta.url);

try {
  await run();
} catch (error) {
  // What the reader can mend is said plainly; anything else keeps its stack.
  const plain =
    error instanceof Error &&
    ['ConfigError', 'FindingsError', 'ListenError', 'MockStartError', 'UsageError'].includes(error.name);
  console.error(plain ? error.message : error);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  // What was compiled once is not compiled again at the next start; a folder that cannot be written is no harm.
  enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/guantong', import.meta.url)));
  await using running = new AsyncDisposableStack();
  const role = roleOf(process.argv.slice(2));
  const config = readConfig(process.env, role);
  const mocks = config.upstreams.mocked ? running.use(startMockProcess()) : null;

  // Imported after the mocks were set going, so that the two processes start side by side.
  const [
    { openLog },
    { saidIn },
    { loadRulebook },
    { followRulebook },
    { openGuantong, openSubgraph },
    { listen },
    { listenForOperators },
    measuring,
    exporting,
  ] = await Promise.all([
    import('./telemetry/log.ts'),
    import('./hub/files/finding.ts'),
    import('./hub/rulebook.ts'),
    import('./hub/follow-rulebook.ts'),
    import('./guantong.ts'),
    import('./gateway/listen.ts'),
    import('./telemetry/operator-port.ts'),
    config.operator && import('./telemetry/metrics.ts'),
    config.traces && import('./telemetry/opentelemetry.ts'),
  ]);
  const log = openLog({ level: config.logLevel, secrets: secretsOf(config) });
  for (const warning of config.warnings) log.warn(warning);
  const rulebook = await loadRulebook(SCHEMA);
  const { catalogue } = rulebook;
  for (const warning of catalogue.warnings) log.warn(saidIn('en', warning));

  const draining = new AbortController();
  const { version } = JSON.parse(await readFile(PACKAGE, 'utf8'));
  const metrics = measuring?.openMetrics({ version, role, ofProcess: true });
  const tracing = exporting && running.use(exporting.exportTraces({ ...config.traces!, version, role, log }));
  const options = {
    addresses: config.upstreams.mocked ? mocks!.urls : config.upstreams,
    credentials: config.credentials,
    rulebook,
    discrepancyLagMs: config.discrepancyLagMs,
    clock: systemClock,
    log,
    limits: config.limits,
    upstream: config.upstream,
    capacity: config.capacity,
    draining: draining.signal,
    policies: config.policies,
    memoryBytes: config.memoryBytes,
    redis: config.redis,
    feedIntervalMs: config.feedIntervalMs,
    driftIntervalMs: config.driftIntervalMs,
    webhookSecrets: config.webhookSecrets,
    corsOrigins: config.corsOrigins,
    graphiql: role === 'gateway',
    ...(metrics && { observer: metrics.observer }),
    ...(tracing && { tracing }),
  };
  const served = running.use(
    await (role === 'gateway' ? openGuantong(options) : openSubgraph(role, options)),
  );
  running.use(
    followRulebook({
      directory: SCHEMA,
      rulebook,
      use: served.use,
      refused: served.refused,
      // To a process in a terminal the signal says that the terminal is gone, and that it is to end.
      told: process.stdout.isTTY ? null : process,
      quietMs: config.catalogueQuietMs,
      clock: systemClock,
      log,
    }),
  );
  // Before the gateway's own, so that it ends after it: who runs it sees how the last requests are answered.
  const operators =
    metrics &&
    running.use(
      await listenForOperators({ served, metrics, at: config.operator!, log, draining: draining.signal }),
    );
  const { host, port, limits, drainMs } = config;
  const graceMs = limits.deadlineMs + GRACE_MS;
  const { url } = running.use(await listen(served, { host, port, graceMs, draining: draining.signal }));
  const notes = {
    config: describe(config),
    catalogue: catalogue.notice,
    mocks: await mocks?.urls,
    ...(operators && { metrics: `${operators.url}/metrics` }),
  };
  const who = role === 'gateway' ? 'Guantong' : `Guantong's subgraph ${role}`;
  log.info(notes, `${who} answers at ${url}/graphql`);
  process.send?.({ kind: 'listening', url, metrics: notes.metrics }); // For whoever started it over a channel, as the federation does.
  const endNow = (code: number) => process.exit(code);
  await drained({ told: process, draining, drainMs, clock: systemClock, log, endNow });
  if (process.connected) process.disconnect(); // Listened to, an open channel would keep the process alive.
  log.info(`${who} ends`);
}
