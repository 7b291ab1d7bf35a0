/** What the environment says, arranged for those who use it. */
import type { Policies } from './cache/policy.ts';
import { concealed } from './concealed.ts';
import { arrangePlatforms } from './config-platforms.ts';
import type { Values } from './config-settings.ts';
import type { Capacity } from './gateway/capacity.ts';
import type { Limits } from './gateway/limits.ts';
import type { Role } from './role.ts';
import { DEFAULT_UPSTREAM_POLICY, type UpstreamPolicy } from './upstream/upstream-policy.ts';

/** The values of the variables, in the order of those who use them. */
export function arrange(values: Values, role: Role, warnings: string[]) {
  const limits: Limits = {
    deadlineMs: values.REQUEST_DEADLINE,
    bodyBytes: values.MAX_BODY,
    tokens: values.MAX_TOKENS,
    depth: values.MAX_DEPTH,
    aliases: values.MAX_ALIASES,
    rootFields: values.MAX_ROOT_FIELDS,
    fields: values.MAX_FIELDS,
    directives: values.MAX_DIRECTIVES,
  };
  const capacity: Capacity = { inFlight: values.MAX_IN_FLIGHT, loopDelayMs: values.MAX_LOOP_DELAY };
  const policies: Policies = {
    directory: values.CACHE_DIRECTORY,
    event: values.CACHE_EVENT,
    section: values.CACHE_SECTION,
    absence: values.CACHE_ABSENCE,
    list: values.CACHE_LIST,
    statistics: values.CACHE_STATISTICS,
  };
  return {
    environment: values.NODE_ENV,
    host: values.HOST,
    port: values.PORT,
    /** Null for none. */
    operator:
      values.OPERATOR_PORT === null
        ? null
        : {
            host: values.OPERATOR_HOST ?? values.HOST,
            port: values.OPERATOR_PORT === 'BESIDE' ? besidePort(values.PORT) : values.OPERATOR_PORT,
          },
    /** Where traces are sent; null for nowhere. */
    traces: values.OTEL_EXPORTER_OTLP_ENDPOINT
      ? { endpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT, serviceName: values.OTEL_SERVICE_NAME }
      : null,
    logLevel: values.LOG_LEVEL,
    corsOrigins: values.CORS_ORIGINS,
    /** For how long a changed catalogue has to be left alone before it is read, ms; null where nobody watches it. */
    catalogueQuietMs: values.CATALOGUE_WATCH,
    limits,
    upstream: upstreamPolicy(values),
    capacity,
    drainMs: values.DRAIN,
    policies,
    memoryBytes: values.CACHE_MEMORY,
    redis: values.REDIS_URL && {
      address: concealed(values.REDIS_URL, 'password'),
      prefix: values.REDIS_PREFIX,
      budgetMs: values.REDIS_BUDGET,
      trustMs: values.REDIS_TRUST,
    },
    feedIntervalMs: values.FEED_INTERVAL,
    driftIntervalMs: values.DRIFT_INTERVAL,
    discrepancyLagMs: values.DISCREPANCY_LAG,
    ...arrangePlatforms(values, role),
    /** What is taken as it is, and may not be meant. */
    warnings,
  };
}

function upstreamPolicy(values: Values): UpstreamPolicy {
  const { breaker, ...others } = DEFAULT_UPSTREAM_POLICY;
  const pauseMs = values.BREAKER_PAUSE;
  return {
    ...others,
    callMs: values.CALL_TIMEOUT,
    concurrency: values.CALL_CONCURRENCY,
    queue: values.CALL_QUEUE,
    repeats: values.CALL_REPEATS,
    breaker: pauseMs === null ? null : { ...breaker, pauseMs, maxPauseMs: 2 * pauseMs },
  };
}

/** Where operators find what is served at the port; a free one beside a free one. */
const besidePort = (port: number): number => (port === 0 || port > 65_435 ? 0 : port + 100);
