/** What a process is: the gateway as a whole, or one module of it alone. Light: it is read before anything is loaded. */
import { WIRED } from './generated/platforms.ts';
import { closest } from './hub/files/closest.ts';
import { PLATFORM_NAMES, type PlatformName } from './upstream/platform-code.ts';

export type SubgraphName = 'hub' | PlatformName;

/** The modules of the schema, a Federation 2 subgraph each: `schema/NAME.graphql`. */
export const SUBGRAPHS: readonly SubgraphName[] = ['hub', ...PLATFORM_NAMES];

export type Role = 'gateway' | SubgraphName;

/** Where each listens by itself; in a federation the router has the gateway's place. */
export const portOf = (role: Role): number => {
  if (role === 'gateway') return 4000;
  return role === 'hub' ? 4010 : WIRED[role].port;
};

/** The command line cannot be read; the message says what would do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The platforms that a process reaches: the gateway and the hub all of them, a platform's own subgraph that one. */
export const platformsOf = (role: Role): readonly PlatformName[] =>
  role === 'gateway' || role === 'hub' ? PLATFORM_NAMES : [role];

/**
 * The role that the arguments name: `subgraph NAME`, or nothing for the gateway.
 *
 * @throws {UsageError}
 */
export function roleOf(args: readonly string[]): Role {
  const [command, name, ...more] = args;
  if (command === undefined) return 'gateway';
  const subgraph = SUBGRAPHS.find(known => known === name);
  if (command === 'subgraph' && subgraph && more.length === 0) return subgraph;
  const meant = command === 'subgraph' && name && !subgraph ? closest(name, SUBGRAPHS) : null;
  throw new UsageError(
    `expected "subgraph" and one of ${SUBGRAPHS.join(', ')}, or no argument for the whole gateway; ` +
      `got "${args.join(' ')}"${meant ? `; did you mean ${meant}?` : ''}`,
  );
}
