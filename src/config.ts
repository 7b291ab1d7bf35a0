/**
 * Every environment variable of the gateway, in one table: how it is read, what it is without being set, whether it is
 * a secret. Nobody else reads `process.env`.
 */
import { inspect } from 'node:util';
import { distance } from 'fastest-levenshtein';
import { DEFAULT_POLICIES, type Policies } from './cache/policy.ts';
import {
  baseUrl,
  collector,
  duration,
  durationOrNone,
  masked,
  oneOf,
  origins,
  orNever,
  policy,
  type Reader,
  redis,
  secrets,
  size,
  text,
  whole,
} from './config-readers.ts';
import { type Capacity, DEFAULT_CAPACITY } from './gateway/capacity.ts';
import { DEFAULT_LIMITS, type Limits, SUBGRAPH_LIMITS } from './gateway/limits.ts';
import { LAG_MS } from './hub/discrepancies/lag.ts';
import { type PlatformName, PORTS, platformsOf, type Role } from './role.ts';
import { DEFAULT_UPSTREAM_POLICY, type UpstreamPolicy } from './upstream/upstream-policy.ts';

/** A variable that cannot be used: its name, what came, and what would do. */
export interface ConfigProblem {
  name: string;
  got: string;
  expected: string;
}

/** The environment cannot be used; the message has one line for each problem, and no secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    const lines = problems.map(({ name, got, expected }) => `  ${name}: got ${got}; set it to ${expected}`);
    super(
      `The environment has ${problems.length} problem${problems.length === 1 ? '' : 's'}:\n${lines.join('\n')}`,
    );
    this.problems = problems;
  }
}

/** A production install has to say it; nothing stands in for it. */
const REQUIRED = Symbol('required');

interface Defaults<T> {
  /** What it is where it is not set. */
  unset: T;
  /** The same in production, where that differs. */
  inProduction?: T | typeof REQUIRED;
  secret?: boolean;
}

interface Setting<T> extends Defaults<T> {
  reader: Reader<T>;
}

const setting = <T>(reader: Reader<T>, defaults: Defaults<T>): Setting<T> => ({ reader, ...defaults });

function settingsOf(role: Role) {
  const limits = role === 'gateway' ? DEFAULT_LIMITS : SUBGRAPH_LIMITS;
  const platforms = platformsOf(role);
  /** In production the credentials of the platforms that are reached have to come; elsewhere they are what the mocks accept. */
  const credential = (platform: PlatformName, mocks: string, { secret = false } = {}): Setting<string> =>
    setting(text, { unset: mocks, ...(platforms.includes(platform) && { inProduction: REQUIRED }), secret });
  /** A platform without one sends no webhooks, and tells of its changes in its feed alone. */
  const webhookSecrets = (...mocks: string[]): Setting<string[]> =>
    setting(secrets, { unset: mocks, inProduction: [], secret: true });

  return {
    NODE_ENV: setting(oneOf('development', 'test', 'production'), { unset: 'development' }),
    PORT: setting(whole(0, 65_535), { unset: PORTS[role] }),
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
    PROVINCE_URL: setting(baseUrl, { unset: null }),
    PROVINCE_APP_KEY: credential('province', 'lsgt-province-demo'),
    PROVINCE_APP_SECRET: credential('province', 'app-secret-demo', { secret: true }),
    PROVINCE_WEBHOOK_SECRET: webhookSecrets(),
    CITY_URL: setting(baseUrl, { unset: null }),
    CITY_CLIENT_ID: credential('city', 'lsgt-city-demo'),
    CITY_CLIENT_SECRET: credential('city', 'city-secret-demo', { secret: true }),
    CITY_WEBHOOK_SECRET: webhookSecrets('city-webhook-secret-demo'),
    GRASSROOTS_URL: setting(baseUrl, { unset: null }),
    GRASSROOTS_ACCESS_KEY: credential('grassroots', 'lsgt-grassroots-demo'),
    GRASSROOTS_SECRET_KEY: credential('grassroots', 'grassroots-secret-demo', { secret: true }),
    GRASSROOTS_WEBHOOK_SECRET: webhookSecrets(),
  };
}

type Settings = ReturnType<typeof settingsOf>;
type Name = keyof Settings;
type Values = { [N in Name]: Settings[N] extends Setting<infer T> ? T : never };

/** Where the platforms are that the process reaches: at these addresses, or in mocks that it is to start itself. */
export type Upstreams = { mocked: true } | ({ mocked: false } & Partial<Record<PlatformName, string>>);

export type Config = ReturnType<typeof arrange>;

/**
 * The configuration that `env` says for a process of the role. An empty variable counts as not set. Without the address
 * of any platform that the process reaches, outside production, `upstreams.mocked` is true.
 *
 * @throws {ConfigError} with every problem at once
 */
export function readConfig(env: NodeJS.ProcessEnv, role: Role = 'gateway'): Config {
  const problems: ConfigProblem[] = [];
  const sent = (name: Name) => env[name]?.trim() ?? '';
  const production = sent('NODE_ENV') === 'production';
  const values: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(settingsOf(role)) as [Name, Setting<unknown>][]) {
    values[name] = read(name, each, sent(name), production, problems);
  }
  problems.push(...missingAddresses(env, production, role), ...samePort(values));
  if (problems.length > 0) throw new ConfigError(problems);
  return arrange(values as Values, role, [
    ...misspelt(env, Object.keys(values)),
    ...outwaited(values as Values),
  ]);
}

/** The configuration for a log line or an error report: secrets are dots, however long they are. */
export function describe(config: Config): Record<string, unknown> {
  return JSON.parse(JSON.stringify(config));
}

/** All that the configuration holds and that nobody may read. */
export const secretsOf = ({ credentials, webhookSecrets, redis }: Config): string[] => [
  credentials.province.appSecret,
  credentials.city.clientSecret,
  credentials.grassroots.secretKey,
  ...Object.values(webhookSecrets).flat(),
  ...(redis?.address.password ? [redis.address.password] : []),
];

function read(
  name: Name,
  { reader, unset, inProduction = unset, secret }: Setting<unknown>,
  sent: string,
  production: boolean,
  problems: ConfigProblem[],
): unknown {
  if (sent === '') {
    const value = production ? inProduction : unset;
    if (value === REQUIRED)
      problems.push({ name, got: 'nothing', expected: 'what the platform issued (production)' });
    return value;
  }
  const value = reader.parse(sent);
  if (value === undefined) {
    const got =
      secret || reader === baseUrl || reader === collector ? masked(sent) : JSON.stringify(sent.slice(0, 60));
    problems.push({ name, got, expected: reader.expected });
  }
  return value;
}

const ADDRESSES = { province: 'PROVINCE_URL', city: 'CITY_URL', grassroots: 'GRASSROOTS_URL' } as const;

function missingAddresses(env: NodeJS.ProcessEnv, production: boolean, role: Role): ConfigProblem[] {
  const needed = platformsOf(role).map(platform => ADDRESSES[platform]);
  const missing = needed.filter(name => !env[name]?.trim());
  if (missing.length === 0 || (missing.length === needed.length && !production)) return [];
  const set = needed.filter(name => !missing.includes(name));
  const why = production
    ? 'production has no mocks'
    : `${set.join(' and ')} ${set.length > 1 ? 'are' : 'is'} set`;
  const otherwise = production ? '' : ', or set none of the three for mocks';
  return missing.map(name => ({ name, got: `nothing, and ${why}`, expected: baseUrl.expected + otherwise }));
}

/** Else one of the two would be said to be taken by another process. */
function samePort({ PORT, HOST, OPERATOR_PORT, OPERATOR_HOST }: Partial<Values>): ConfigProblem[] {
  if (!PORT || OPERATOR_PORT !== PORT || (OPERATOR_HOST ?? HOST) !== HOST) return [];
  return [{ name: 'OPERATOR_PORT', got: `"${PORT}", as PORT is`, expected: 'another port, or "never"' }];
}

function arrange(values: Values, role: Role, warnings: string[]) {
  const reached = platformsOf(role).flatMap(platform => {
    const address = values[ADDRESSES[platform]];
    return address ? [[platform, address] as const] : [];
  });
  const upstreams: Upstreams =
    reached.length > 0 ? { mocked: false, ...Object.fromEntries(reached) } : { mocked: true };
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
    upstreams,
    credentials: {
      province: concealed(
        { appKey: values.PROVINCE_APP_KEY, appSecret: values.PROVINCE_APP_SECRET },
        'appSecret',
      ),
      city: concealed(
        { clientId: values.CITY_CLIENT_ID, clientSecret: values.CITY_CLIENT_SECRET },
        'clientSecret',
      ),
      grassroots: concealed(
        { accessKey: values.GRASSROOTS_ACCESS_KEY, secretKey: values.GRASSROOTS_SECRET_KEY },
        'secretKey',
      ),
    },
    webhookSecrets: concealed(
      {
        province: values.PROVINCE_WEBHOOK_SECRET,
        city: values.CITY_WEBHOOK_SECRET,
        grassroots: values.GRASSROOTS_WEBHOOK_SECRET,
      },
      'province',
      'city',
      'grassroots',
    ),
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

/** The same object, but whoever prints it (JSON, console, a log line) prints dots for the secrets. */
function concealed<T extends object>(credentials: T, ...secrets: (keyof T)[]): T {
  const set = secrets.filter(secret => String(credentials[secret] ?? '') !== '');
  const dots = Object.fromEntries(set.map(secret => [secret, '••••••']));
  const shown = () => ({ ...credentials, ...dots });
  return Object.defineProperties(credentials, {
    toJSON: { value: shown },
    [inspect.custom]: { value: shown },
  });
}

/** `PROVINCE_ULR` is read by nobody, and its owner would wonder for long. */
function misspelt(env: NodeJS.ProcessEnv, known: readonly string[]): string[] {
  const names = known.filter(name => name.includes('_'));
  return Object.keys(env).flatMap(sent => {
    if (known.includes(sent)) return [];
    const meant = names.find(name => !env[name] && distance(sent.toUpperCase(), name) <= 2);
    return meant ? [`${sent} is no variable of the gateway and is not read; did you mean ${meant}?`] : [];
  });
}

/** A call whose reader gives up first never tells that its platform hangs. */
function outwaited({ CALL_TIMEOUT: callMs, REQUEST_DEADLINE: deadlineMs }: Values): string[] {
  if (callMs < deadlineMs) return [];
  return [
    `CALL_TIMEOUT (${callMs} ms) is not less than REQUEST_DEADLINE (${deadlineMs} ms), so every reader waits a platform ` +
      'that hangs out, and no breaker opens; set it to less',
  ];
}
