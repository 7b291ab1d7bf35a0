import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICIES } from '../src/cache/policy.ts';
import { type ConfigError, describe as describeConfig, readConfig } from '../src/config.ts';
import { addressVariable, credentialVariables, platformSettings, variable } from '../src/config-platforms.ts';
import { settingsOf } from '../src/config-settings.ts';
import { PLATFORMS } from '../src/platform-modules.ts';
import { PLATFORM_NAMES } from '../src/upstream/platform-code.ts';
import { DEFAULT_UPSTREAM_POLICY } from '../src/upstream/upstream-policy.ts';
import { OTHERS, ofThree } from './three-platforms.ts';

const PRODUCTION = {
  NODE_ENV: 'production',
  PROVINCE_URL: 'https://zfjg.example.cn/zfjg/api/',
  CITY_URL: 'https://city.example.cn/api/v2',
  GRASSROOTS_URL: 'http://grid.example.cn:8080/openapi',
  PROVINCE_APP_KEY: 'key-1',
  PROVINCE_APP_SECRET: 'secret-of-the-province',
  CITY_CLIENT_ID: 'key-2',
  CITY_CLIENT_SECRET: 'secret-of-the-city',
  GRASSROOTS_ACCESS_KEY: 'key-3',
  GRASSROOTS_SECRET_KEY: 'secret-of-the-grid',
  ...Object.fromEntries(
    OTHERS.flatMap(name => [
      [addressVariable(name), `https://${name}.example.cn`],
      ...Object.keys(PLATFORMS[name].credentials).map(field => [variable(name, field), 'as issued']),
    ]),
  ),
};

/** The problems that `env` has, as the start-up message lists them. */
function problems(env: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    return (error as ConfigError).problems.map(({ name, got, expected }) => `${name} | ${got} | ${expected}`);
  }
}

describe('with nothing set', () => {
  it('serves this machine on port 4000, over mocks that the gateway starts, with what the mocks accept', () => {
    const { credentials, webhookSecrets, ...config } = readConfig({});
    expect(config).toEqual({
      environment: 'development',
      catalogueQuietMs: 500,
      host: '127.0.0.1',
      port: 4000,
      operator: { host: '127.0.0.1', port: 4100 },
      traces: null,
      logLevel: 'info',
      corsOrigins: [],
      limits: {
        deadlineMs: 3_000,
        bodyBytes: 262_144,
        tokens: 5_000,
        depth: 15,
        aliases: 30,
        rootFields: 20,
        fields: 2_000,
        directives: 50,
      },
      upstream: DEFAULT_UPSTREAM_POLICY,
      capacity: { inFlight: 1_000, loopDelayMs: 100 },
      drainMs: 0,
      policies: DEFAULT_POLICIES,
      memoryBytes: 67_108_864,
      redis: null,
      feedIntervalMs: 2_000,
      driftIntervalMs: 3_600_000,
      discrepancyLagMs: 900_000,
      upstreams: { mocked: true },
      warnings: [],
    });
    expect(ofThree<object>(credentials)).toEqual({
      province: { appKey: 'lsgt-province-demo', appSecret: 'app-secret-demo' },
      city: { clientId: 'lsgt-city-demo', clientSecret: 'city-secret-demo' },
      grassroots: { accessKey: 'lsgt-grassroots-demo', secretKey: 'grassroots-secret-demo' },
    });
    expect(ofThree(webhookSecrets)).toEqual({
      province: [],
      city: ['city-webhook-secret-demo'],
      grassroots: [],
    });
    for (const name of PLATFORM_NAMES) {
      const mock = Object.entries(PLATFORMS[name].credentials).map(([field, { mock }]) => [field, mock]);
      expect(credentials[name]).toEqual(Object.fromEntries(mock));
      expect(webhookSecrets[name]).toEqual(PLATFORMS[name].webhookSecrets);
    }
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ PORT: '', CITY_URL: '  ' })).toEqual(readConfig({}));
  });
});

describe('what is set', () => {
  it('says how patiently the platforms are asked, and may do without a breaker', () => {
    const calls = { CALL_TIMEOUT: '1s', CALL_CONCURRENCY: '8', CALL_QUEUE: '0', CALL_REPEATS: '0' };
    const asked = { callMs: 1_000, concurrency: 8, queue: 0, repeats: 0 };
    expect(readConfig(calls).upstream).toMatchObject(asked);
    expect(readConfig({ BREAKER_PAUSE: '90s' }).upstream.breaker).toMatchObject({
      pauseMs: 90_000,
      maxPauseMs: 180_000,
    });
    expect(readConfig({ BREAKER_PAUSE: 'never' }).upstream.breaker).toBeNull();
  });

  it('warns of a call that may take as long as the whole answer', () => {
    expect(readConfig({ CALL_TIMEOUT: '2.9s' }).warnings).toEqual([]);
    expect(readConfig({ REQUEST_DEADLINE: '2s' }).warnings).toEqual([
      'CALL_TIMEOUT (2000 ms) is not less than REQUEST_DEADLINE (2000 ms), so every reader waits a platform that hangs ' +
        'out, and no breaker opens; set it to less',
    ]);
  });

  it('reads durations, sizes, numbers and lists', () => {
    const config = readConfig({
      PORT: '0',
      REQUEST_DEADLINE: '1.5s',
      DISCREPANCY_LAG: '30m',
      MAX_BODY: '1 MB',
      MAX_DEPTH: '9',
      CORS_ORIGINS: 'https://a.example.cn, http://b.example.cn:8080,',
    });
    expect(config.port).toBe(0);
    expect(config.limits).toMatchObject({ deadlineMs: 1_500, bodyBytes: 1_048_576, depth: 9 });
    expect(config.discrepancyLagMs).toBe(1_800_000);
    expect(config.corsOrigins).toEqual(['https://a.example.cn', 'http://b.example.cn:8080']);
  });

  it('takes an address for each platform, without its final slash', () => {
    const { upstreams } = readConfig({ ...PRODUCTION, NODE_ENV: 'test' });
    expect(Object.keys(upstreams)).toEqual(['mocked', ...PLATFORM_NAMES]);
    expect(upstreams).toMatchObject({
      mocked: false,
      province: 'https://zfjg.example.cn/zfjg/api',
      city: 'https://city.example.cn/api/v2',
      grassroots: 'http://grid.example.cn:8080/openapi',
    });
  });
});

describe('REDIS_URL', () => {
  const address = { host: '127.0.0.1', port: 6379, tls: false, username: null, password: null, db: 0 };

  it.each([
    ['redis://127.0.0.1', {}],
    ['redis://127.0.0.1:6380/2', { port: 6380, db: 2 }],
    ['redis://:p%40ss@127.0.0.1', { password: 'p@ss' }],
    [
      'rediss://gateway:pw@cache.example.cn',
      { host: 'cache.example.cn', tls: true, username: 'gateway', password: 'pw' },
    ],
    ['redis://[::1]/', { host: '::1' }],
  ])('is an address such as %s', (REDIS_URL, part) => {
    expect(readConfig({ REDIS_URL }).redis).toEqual({
      address: { ...address, ...part },
      prefix: 'guantong:',
      budgetMs: 100,
      trustMs: 5_000,
    });
  });

  it('has a prefix, a time that one asking may take, and one for which silence is trusted, beside it', () => {
    const env = { REDIS_PREFIX: 'city:', REDIS_BUDGET: '50ms', REDIS_TRUST: '2s' };
    expect(readConfig({ ...env, REDIS_URL: 'redis://127.0.0.1' }).redis).toMatchObject({
      prefix: 'city:',
      budgetMs: 50,
      trustMs: 2_000,
    });
  });

  it.each([
    '127.0.0.1:6379',
    'http://127.0.0.1',
    'redis://',
    'redis://h/first',
    'redis://h?db=1',
    'redis://%@h',
  ])('is not %s', REDIS_URL => {
    expect(problems({ REDIS_URL })).toEqual([
      expect.stringMatching(/^REDIS_URL \| .* \| an address such as redis:\/\/user:password@127/),
    ]);
  });

  it('never shows its password', () => {
    const REDIS_URL = 'rediss://gateway:hunter2@cache.example.cn';
    expect(JSON.stringify(describeConfig(readConfig({ REDIS_URL })))).not.toContain('hunter2');
    expect(inspect(readConfig({ REDIS_URL }), { depth: 9, showHidden: true })).not.toContain('hunter2');
    expect(problems({ REDIS_URL: `${REDIS_URL}/x` }).join()).not.toContain('hunter2');
  });
});

describe('a mistake', () => {
  it('is reported with all others at once: the name, what came, and what would do', () => {
    const env = {
      NODE_ENV: 'prod',
      PORT: '70000',
      LOG_LEVEL: 'loud',
      CORS_ORIGINS: '*',
      REQUEST_DEADLINE: '3',
      MAX_BODY: '1gb',
      MAX_ALIASES: '-1',
    };
    expect(problems(env)).toEqual([
      'NODE_ENV | "prod" | one of development, test, production',
      'PORT | "70000" | a whole number from 0 to 65535',
      'LOG_LEVEL | "loud" | one of fatal, error, warn, info, debug, trace, silent',
      'CORS_ORIGINS | "*" | origins between commas, such as https://app.example.cn,https://dev.example.cn:8443',
      'REQUEST_DEADLINE | "3" | a duration with its unit (ms, s, m, h), such as 800ms or 3s, up to 24h',
      'MAX_BODY | "1gb" | a size with its unit (b, kb, mb), such as 256kb, up to 100mb',
      'MAX_ALIASES | "-1" | a whole number from 0 to 10000',
    ]);
  });

  it('is one line each in the message that stops the start', () => {
    expect(() => readConfig({ PORT: 'x', MAX_DEPTH: '0' })).toThrow(
      'The environment has 2 problems:\n' +
        '  PORT: got "x"; set it to a whole number from 0 to 65535\n' +
        '  MAX_DEPTH: got "0"; set it to a whole number from 1 to 1000',
    );
  });

  it('names the addresses that are missing where some are set', () => {
    const expected =
      'an http or https address with its base path, such as http://127.0.0.1:4001/zfjg/api, or set none of them for mocks';
    const missing = PLATFORM_NAMES.filter(name => name !== 'city').map(addressVariable);
    expect(missing).toEqual(expect.arrayContaining(['PROVINCE_URL', 'GRASSROOTS_URL']));
    expect(problems({ CITY_URL: 'http://10.0.0.2/api' })).toEqual(
      missing.map(name => `${name} | nothing, and CITY_URL is set | ${expected}`),
    );
  });

  it('never shows an address that may hold a password', () => {
    const [problem] = problems({ ...PRODUCTION, CITY_URL: 'https://admin:hunter2@city.example.cn' });
    expect(problem).toMatch(/^CITY_URL \| "https:\/\/…" \(37 characters\) \| an http or https address/);
  });

  it.each(['ftp://city.example.cn', 'city.example.cn/api', 'https://city.example.cn/?a=b'])(
    'is an address such as %s',
    CITY_URL => expect(problems({ ...PRODUCTION, CITY_URL })).toHaveLength(1),
  );

  it('in a name is answered with the name that may be meant', () => {
    expect(
      readConfig({ PROVINCE_ULR: 'http://10.0.0.1', MAX_DEPHT: '3', HOME: '/root', PORTS: '1' }).warnings,
    ).toEqual([
      'PROVINCE_ULR is no variable of the gateway and is not read; did you mean PROVINCE_URL?',
      'MAX_DEPHT is no variable of the gateway and is not read; did you mean MAX_DEPTH?',
    ]);
  });
});

describe('in production', () => {
  it('starts with all addresses and credentials, and can be reached from other machines', () => {
    expect(readConfig(PRODUCTION)).toMatchObject({ environment: 'production', host: '0.0.0.0' });
  });

  it.each(Object.keys(PRODUCTION).filter(name => name !== 'NODE_ENV'))(
    'refuses to start without %s',
    name => {
      expect(problems({ ...PRODUCTION, [name]: undefined })).toEqual([
        expect.stringContaining(`${name} | nothing`),
      ]);
    },
  );

  it.each(['production', 'production\r', ' production '])(
    'refuses to start on mocks (NODE_ENV=%j)',
    NODE_ENV => {
      expect(problems({ NODE_ENV })).toHaveLength(Object.keys(PRODUCTION).length - 1);
      expect(readConfig({ ...PRODUCTION, NODE_ENV })).toMatchObject({ host: '0.0.0.0' });
    },
  );
});

describe('the secrets of webhooks', () => {
  it('are several between commas, while one takes the place of another', () => {
    const { webhookSecrets } = readConfig({
      CITY_WEBHOOK_SECRET: 'the-old-secret-of-2024, the-new-secret-of-2025',
    });
    expect(webhookSecrets.city).toEqual(['the-old-secret-of-2024', 'the-new-secret-of-2025']);
  });

  it('are none in production where none is set, which is no mistake', () => {
    const { webhookSecrets } = readConfig(PRODUCTION);
    for (const name of PLATFORM_NAMES) expect(webhookSecrets[name]).toEqual([]);
  });

  it('are not too short to be secrets, and are not shown', () => {
    expect(problems({ CITY_WEBHOOK_SECRET: 'the-old-secret-of-2024,short' })).toEqual([
      'CITY_WEBHOOK_SECRET | a text of 28 characters | a secret of 16 characters or more without commas, or several between commas',
    ]);
  });
});

it('drains for as long as DRAIN says: in production until balancers have noticed, elsewhere not at all', () => {
  expect(readConfig(PRODUCTION).drainMs).toBe(5_000);
  expect(readConfig({ ...PRODUCTION, DRAIN: '0s' }).drainMs).toBe(0);
  expect(readConfig({ DRAIN: '10s' }).drainMs).toBe(10_000);
  expect(problems({ DRAIN: '5' })).toEqual([
    'DRAIN | "5" | a duration with its unit (ms, s, m, h), such as 800ms or 3s, up to 24h, or 0s for none',
  ]);
});

it('reads a changed catalogue when its files are left alone; in production only when it is told', () => {
  expect(readConfig({}).catalogueQuietMs).toBe(500);
  expect(readConfig({ CATALOGUE_WATCH: 'never' }).catalogueQuietMs).toBeNull();
  expect(readConfig(PRODUCTION).catalogueQuietMs).toBeNull();
  expect(readConfig({ ...PRODUCTION, CATALOGUE_WATCH: '2s' }).catalogueQuietMs).toBe(2_000);
});

it('asks for changes as often as FEED_INTERVAL says, or never', () => {
  expect(readConfig({ FEED_INTERVAL: '5s' }).feedIntervalMs).toBe(5_000);
  expect(readConfig({ FEED_INTERVAL: 'never' }).feedIntervalMs).toBeNull();
  expect(readConfig({ DRIFT_INTERVAL: 'never' }).driftIntervalMs).toBeNull();
  expect(problems({ FEED_INTERVAL: '5' })).toEqual([
    'FEED_INTERVAL | "5" | a duration with its unit (ms, s, m, h), such as 800ms or 3s, up to 24h, or "never"',
  ]);
});

describe('secrets', () => {
  it.each([
    ['described', (config: unknown) => JSON.stringify(describeConfig(config as never))],
    ['written as JSON', (config: unknown) => JSON.stringify(config)],
    ['printed', (config: unknown) => inspect(config, { depth: 9, showHidden: true })],
  ])('are dots where the configuration is %s', (_, shown) => {
    const config = readConfig({ ...PRODUCTION, CITY_WEBHOOK_SECRET: 'secret-of-webhooks' });
    expect(config.webhookSecrets.city).toEqual(['secret-of-webhooks']);
    expect(config.credentials.city.clientSecret).toBe('secret-of-the-city');
    expect(shown(config)).not.toMatch(/secret-of/);
    expect(shown(config)).toContain('••••••');
    expect(shown(config)).toContain('key-2');
  });
});

it('sends traces to the collector that OTEL_EXPORTER_OTLP_ENDPOINT names, as OTEL_SERVICE_NAME', () => {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318/' };
  const endpoint = 'http://127.0.0.1:4318';
  expect(readConfig(env).traces).toEqual({ endpoint, serviceName: 'guantong' });
  expect(readConfig({ ...env, OTEL_SERVICE_NAME: 'hub-2' }).traces).toEqual({
    endpoint,
    serviceName: 'hub-2',
  });
  expect(problems({ OTEL_EXPORTER_OTLP_ENDPOINT: 'https://user:hunter2@collector' })).toEqual([
    'OTEL_EXPORTER_OTLP_ENDPOINT | "https://…" (30 characters) | the http or https address of an OpenTelemetry collector, such as http://127.0.0.1:4318',
  ]);
});

describe('the port of the operators', () => {
  const operator = (env: NodeJS.ProcessEnv) => readConfig(env).operator;

  it('is beside the gateway’s, on the same host', () => {
    expect(operator({ PORT: '8080', HOST: '0.0.0.0' })).toEqual({ host: '0.0.0.0', port: 8180 });
    expect(readConfig({}, 'city').operator).toEqual({ host: '127.0.0.1', port: 4112 });
  });

  it('is a free one where the gateway’s is, or where there is none beside it', () => {
    expect(operator({ PORT: '0' })).toMatchObject({ port: 0 });
    expect(operator({ PORT: '65500' })).toMatchObject({ port: 0 });
  });

  it('is what OPERATOR_PORT and OPERATOR_HOST say, or none', () => {
    const env = { OPERATOR_PORT: '9464', OPERATOR_HOST: '10.0.0.7' };
    expect(operator(env)).toEqual({ host: '10.0.0.7', port: 9464 });
    expect(operator({ OPERATOR_PORT: 'never' })).toBeNull();
    expect(problems({ OPERATOR_PORT: 'none' })).toEqual([
      'OPERATOR_PORT | "none" | a whole number from 0 to 65535, or "never"',
    ]);
  });

  it('is another than the gateway’s, unless it is of another host or each is a free one', () => {
    expect(problems({ PORT: '8080', OPERATOR_PORT: '8080' })).toEqual([
      'OPERATOR_PORT | "8080", as PORT is | another port, or "never"',
    ]);
    expect(problems({ PORT: 'x', OPERATOR_PORT: 'x' })).toHaveLength(2);
    expect(operator({ PORT: '8080', OPERATOR_PORT: '8080', OPERATOR_HOST: '10.0.0.7' })).toMatchObject({
      port: 8080,
    });
    expect(operator({ PORT: '0', OPERATOR_PORT: '0' })).toMatchObject({ port: 0 });
  });
});

it('has no variable twice: a platform’s would silently take the place of the gateway’s own', () => {
  const own = Object.keys(settingsOf('gateway'));
  const theirs = PLATFORM_NAMES.flatMap(name => [addressVariable(name), ...credentialVariables(name)]);
  const all = Object.keys(platformSettings('gateway'));
  expect(own.filter(name => all.includes(name))).toEqual([]);
  expect(new Set(theirs).size).toBe(theirs.length);
  // The secret of its webhooks is the third thing that each platform has.
  expect(all).toHaveLength(theirs.length + PLATFORM_NAMES.length);
});
