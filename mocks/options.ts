/** The mocks' environment, read once and all problems at once; what it leaves open the world decides. */
import { ofEach, PLATFORM_NAMES, type PlatformName } from './platform.ts';
import { scenarioNames, worldOf } from './scenario/scenario-files.ts';
import type { WorldOptions } from './world/world.ts';

const DEFAULT_PORT_BASE = 4001;
/** From there on each platform still has a port. */
const MAX_PORT_BASE = 65_536 - PLATFORM_NAMES.length;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

export interface MockSettings {
  /** Only what the environment names. */
  world: Partial<WorldOptions>;
  /** The scenario to play from the start; null for none. */
  play: string | null;
  /** 0 for a free one. */
  ports: Record<PlatformName, number>;
}

/** One message with a line for each variable that cannot be read. */
export class MockSettingsError extends Error {}

/** `asChild`: free ports unless the environment names some. Empty variables count as not set. */
export function readSettings(env: Record<string, string | undefined>, asChild = false): MockSettings {
  const world: Partial<WorldOptions> = {};
  const problems: string[] = [];
  const read = <Value>(
    name: string,
    parse: (text: string) => Value | null,
    expected: string,
  ): Value | undefined => {
    const text = env[name];
    if (!text) return undefined;
    const value = parse(text);
    if (value === null) problems.push(`${name}: expected ${expected}, got "${text}"`);
    return value ?? undefined;
  };

  const seed = read('MOCK_SEED', wholeNumber(0, 2 ** 32 - 1), 'a whole number from 0 to 4294967295');
  // As many as the numbers have room for; a million take half a minute to make, and half a gigabyte.
  const events = read('MOCK_EVENTS', wholeNumber(1, 1_000_000), 'a whole number from 1 to 1000000');
  const now = read('MOCK_NOW', instant, '"now" or an instant such as 2024-07-26T18:00:00+08:00');
  const names = env.MOCK_SCENARIO ? scenarioNames() : [];
  const scenario = read(
    'MOCK_SCENARIO',
    oneOf('default', ...names),
    `"default" or a scenario (${names.join(', ')})`,
  );
  const base = read(
    'MOCK_PORT_BASE',
    wholeNumber(0, MAX_PORT_BASE),
    `a port from 1 to ${MAX_PORT_BASE}, or 0 for free ones`,
  );
  if (problems.length > 0) throw new MockSettingsError(problems.join('\n'));

  if (seed !== undefined) world.seed = seed;
  if (events !== undefined) world.events = events;
  if (now !== undefined) world.now = now;
  const play = scenario === undefined || scenario === 'default' ? null : scenario;
  if (scenario !== undefined) world.scenario = play === null ? 'default' : worldOf(play);
  return { world, play, ports: portsFrom(base ?? (asChild ? 0 : DEFAULT_PORT_BASE)) };
}

/** One after the other, in the platforms' order. */
const portsFrom = (base: number): Record<PlatformName, number> =>
  ofEach((_, place) => (base === 0 ? 0 : base + place));

const wholeNumber = (min: number, max: number) => (text: string) =>
  /^\d{1,10}$/.test(text) && Number(text) >= min && Number(text) <= max ? Number(text) : null;

const oneOf =
  <Choice extends string>(...choices: Choice[]) =>
  (text: string) =>
    choices.find(choice => choice === text) ?? null;

function instant(text: string): Date | null {
  if (text === 'now') return new Date();
  const value = new Date(text);
  return INSTANT.test(text) && !Number.isNaN(value.getTime()) ? value : null;
}
