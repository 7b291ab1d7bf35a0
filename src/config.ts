/** Reads the environment: each variable by the table of settings, all problems at once. Nobody else reads `process.env`. */
import { distance } from 'fastest-levenshtein';
import { arrange } from './config-arranged.ts';
import { addressVariable, platformSecrets, platformSettings } from './config-platforms.ts';
import { baseUrl, collector, masked } from './config-readers.ts';
import { REQUIRED, type Setting, settingsOf, type Values } from './config-settings.ts';
import { platformsOf, type Role } from './role.ts';

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

export type Config = ReturnType<typeof arrange>;

/**
 * The configuration that `env` says for a process of the role. An empty variable counts as not set. Without the address
 * of any platform that the process reaches, outside production, `upstreams.mocked` is true.
 *
 * @throws {ConfigError} with every problem at once
 */
export function readConfig(env: NodeJS.ProcessEnv, role: Role = 'gateway'): Config {
  const problems: ConfigProblem[] = [];
  const sent = (name: string) => env[name]?.trim() ?? '';
  const production = sent('NODE_ENV') === 'production';
  const values: Record<string, unknown> = {};
  const settings: Record<string, Setting<unknown>> = { ...settingsOf(role), ...platformSettings(role) };
  for (const [name, each] of Object.entries(settings)) {
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
  ...platformSecrets(credentials),
  ...Object.values(webhookSecrets).flat(),
  ...(redis?.address.password ? [redis.address.password] : []),
];

function read(
  name: string,
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

function missingAddresses(env: NodeJS.ProcessEnv, production: boolean, role: Role): ConfigProblem[] {
  const needed = platformsOf(role).map(addressVariable);
  const missing = needed.filter(name => !env[name]?.trim());
  if (missing.length === 0 || (missing.length === needed.length && !production)) return [];
  const set = needed.filter(name => !missing.includes(name));
  const why = production
    ? 'production has no mocks'
    : `${set.join(' and ')} ${set.length > 1 ? 'are' : 'is'} set`;
  const otherwise = production ? '' : ', or set none of them for mocks';
  return missing.map(name => ({ name, got: `nothing, and ${why}`, expected: baseUrl.expected + otherwise }));
}

/** Else one of the two would be said to be taken by another process. */
function samePort({ PORT, HOST, OPERATOR_PORT, OPERATOR_HOST }: Partial<Values>): ConfigProblem[] {
  if (!PORT || OPERATOR_PORT !== PORT || (OPERATOR_HOST ?? HOST) !== HOST) return [];
  return [{ name: 'OPERATOR_PORT', got: `"${PORT}", as PORT is`, expected: 'another port, or "never"' }];
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
