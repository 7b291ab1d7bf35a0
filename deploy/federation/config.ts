/** Every environment variable of the router, in one place. */

import { baseUrl, duration, masked, oneOf, type Reader, text, whole } from '../../src/config-readers.ts';
import { DEFAULT_LIMITS } from '../../src/gateway/limits.ts';
import { portOf, SUBGRAPHS, type SubgraphName } from '../../src/role.ts';

/** The environment cannot be used; the message has one line for each problem. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** The subgraphs end theirs at `REQUEST_DEADLINE`; what they have by then must still get here. */
const SUBGRAPH_DEADLINE_MS = DEFAULT_LIMITS.deadlineMs + 1_000;

/**
 * What the environment says; an empty variable counts as not set.
 *
 * @throws {ConfigError} with every problem at once
 */
export function readConfig(env: NodeJS.ProcessEnv) {
  const problems: string[] = [];
  function read<T>(name: string, reader: Reader<T>, unset: T): T {
    const sent = env[name]?.trim() ?? '';
    if (sent === '') return unset;
    const value = reader.parse(sent);
    if (value === undefined) {
      const got = name.endsWith('_URL') ? masked(sent) : JSON.stringify(sent.slice(0, 60));
      problems.push(`  ${name}: got ${got}; set it to ${reader.expected}`);
    }
    return value ?? unset;
  }

  const addresses: Partial<Record<SubgraphName, string>> = {};
  for (const name of SUBGRAPHS) {
    const address = read(`${name.toUpperCase()}_SUBGRAPH_URL`, subgraphUrl, null);
    if (address) addresses[name] = address;
  }
  const config = {
    host: read('HOST', text, env.NODE_ENV === 'production' ? '0.0.0.0' : '127.0.0.1'),
    port: read('PORT', whole(0, 65_535), portOf('gateway')),
    logLevel: read('LOG_LEVEL', oneOf('silent', 'error', 'warn', 'info', 'debug'), 'warn'),
    addresses,
    subgraphDeadlineMs: read('SUBGRAPH_DEADLINE', duration, SUBGRAPH_DEADLINE_MS),
    limits: DEFAULT_LIMITS,
    /** For `npm start`: the first of the subgraphs' ports, each of which has one from there on; 0 takes free ones. */
    subgraphPorts: read('SUBGRAPH_PORT_BASE', whole(0, 65_536 - SUBGRAPHS.length), portOf('hub')),
  };
  if (problems.length > 0) throw new ConfigError(`The environment cannot be used:\n${problems.join('\n')}`);
  return config;
}

const subgraphUrl: Reader<string | null> = {
  expected: 'the address of a subgraph, such as http://127.0.0.1:4011/graphql',
  parse: baseUrl.parse,
};
