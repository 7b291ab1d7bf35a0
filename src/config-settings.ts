/** Every environment variable of the gateway but those of the platforms, in one table: how it is read, what it is without being set, whether it is a secret. */
import { DEFAULT_POLICIES } from './cache/policy.ts';
import {
  collector,
  duration,
  durationOrNone,
  oneOf,
  origins,
  orNever,
  policy,
  type Reader,
  redis,
  size,
  text,
  whole,
} from './config-readers.ts';
import { DEFAULT_CAPACITY } from './gateway/capacity.ts';
import { DEFAULT_LIMITS, SUBGRAPH_LIMITS } from './gateway/limits.ts';
import { LAG_MS } from './hub/discrepancies/lag.ts';
import { portOf, type Role } from './role.ts';
import { DEFAULT_UPSTREAM_POLICY } from './upstream/upstream-policy.ts';

/** A production install has to say it; nothing stands in for it. */
export const REQUIRED = Symbol('required');

interface Defaults<T> {
  /** What it is where it is not set. */
  unset: T;
  /** The same in production, where that differs. */
  inProduction?: T | typeof REQUIRED;
  secret?: boolean;
}

export interface Setting<T> extends Defaults<T> {
  reader: Reader<T>;
}

export const setting = <T>(reader: Reader<T>, defaults: Defaults<T>): Setting<T> => ({ reader, ...defaults });

export function settingsOf(role: Role) {
  const limits = role === 'gateway' ? DEFAULT_LIMITS : SUBGRAPH_LIMITS;
  return {
    NODE_ENV: setting(oneOf('development', 'test', 'production'), { unset: 'development' }),
    PORT: setting(whole(0, 65_535), { unset: portOf(role) }),
    // A developer's machine serves itself alone; in production other machines are to reach it.
    HOST: setting(text, { unset: '127.0.0.1', inProduction: '0.0.0.0' }),
    // Beside the port, so that several on one machine do not meet.
    OPERATOR_PORT: setting<number | null | 'BESIDE'>(orNever(whole(0, 65_535)), { unset: 'BESIDE' }),
    OPERATOR_HOST: setting<string | null>(text, { unset: null }),
    OTEL_EXPORTER_OTLP_ENDPOINT: setting(collector, { unset: null }),
    OTEL_SERVICE_NAME: setting(text, { unset: 'guantong' }),
    LOG_LEVEL: setting(oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'), {
      unset: 'info',
    }),
    CORS_ORIGINS: setting(origins, { unset: [] }),
    REQUEST_DEADLINE: setting(duration, { unset: limits.deadlineMs }),
    CALL_TIMEOUT: setting(duration, { unset: DEFAULT_UPSTREAM_POLICY.callMs }),
    CALL_CONCURRENCY: setting(whole(1, 10_000), { unset: DEFAULT_UPSTREAM_POLICY.concurrency }),
    CALL_QUEUE: setting(whole(0, 100_000), { unset: DEFAULT_UPSTREAM_POLICY.queue }),
    CALL_REPEATS: setting(whole(0, 5), { unset: DEFAULT_UPSTREAM_POLICY.repeats }),
    BREAKER_PAUSE: setting(orNever(duration), { unset: DEFAULT_UPSTREAM_POLICY.breaker.pauseMs }),
    MAX_IN_FLIGHT: setting(whole(1, 1_000_000), { unset: DEFAULT_CAPACITY.inFlight }),
    MAX_LOOP_DELAY: setting(duration, { unset: DEFAULT_CAPACITY.loopDelayMs }),
    // In production balancers are to notice first; a developer who ends a process has nobody else to wait for.
    DRAIN: setting(durationOrNone, { unset: 0, inProduction: 5_000 }),
    // Nobody edits files in production while they are read: there a signal says that all of them are in place.
    CATALOGUE_WATCH: setting(orNever(duration), { unset: 500, inProduction: null }),
    DISCREPANCY_LAG: setting(duration, { unset: LAG_MS }),
    MAX_BODY: setting(size, { unset: limits.bodyBytes }),
    MAX_TOKENS: setting(whole(100, 1_000_000), { unset: limits.tokens }),
    MAX_DEPTH: setting(whole(1, 1_000), { unset: limits.depth }),
    MAX_ALIASES: setting(whole(0, 10_000), { unset: limits.aliases }),
    MAX_ROOT_FIELDS: setting(whole(1, 10_000), { unset: limits.rootFields }),
    MAX_FIELDS: setting(whole(1, 1_000_000), { unset: limits.fields }),
    MAX_DIRECTIVES: setting(whole(0, 10_000), { unset: limits.directives }),
    CACHE_MEMORY: setting(size, { unset: 64 * 1024 * 1024 }),
    CACHE_DIRECTORY: setting(policy, { unset: DEFAULT_POLICIES.directory }),
    CACHE_EVENT: setting(policy, { unset: DEFAULT_POLICIES.event }),
    CACHE_SECTION: setting(policy, { unset: DEFAULT_POLICIES.section }),
    CACHE_ABSENCE: setting(policy, { unset: DEFAULT_POLICIES.absence }),
    CACHE_LIST: setting(policy, { unset: DEFAULT_POLICIES.list }),
    CACHE_STATISTICS: setting(policy, { unset: DEFAULT_POLICIES.statistics }),
    REDIS_URL: setting(redis, { unset: null, secret: true }),
    REDIS_PREFIX: setting(text, { unset: 'guantong:' }),
    REDIS_BUDGET: setting(duration, { unset: 100 }),
    REDIS_TRUST: setting(duration, { unset: 5_000 }),
    FEED_INTERVAL: setting(orNever(duration), { unset: 2_000 }),
    DRIFT_INTERVAL: setting(orNever(duration), { unset: 3_600_000 }),
  };
}

type Settings = ReturnType<typeof settingsOf>;
export type Name = keyof Settings;
export type Values = { [N in Name]: Settings[N] extends Setting<infer T> ? T : never };
