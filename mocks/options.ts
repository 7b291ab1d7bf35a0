/** The mocks' environment, read once and all problems at once. */
import type { PlatformName } from './platform.ts';
import type { WorldOptions } from './world/world.ts';

export const DEFAULT_OPTIONS: WorldOptions = {
  seed: 20240726,
  events: 1659,
  now: new Date('2024-07-26T18:00:00+08:00'),
  scenario: 'default',
};

export const FREE_PORTS: Record<PlatformName, number> = { province: 0, city: 0, grassroots: 0 };

const DEFAULT_PORT_BASE = 4001;

type Environment = Record<string, string | undefined>;

export interface MockSettings {
  world: WorldOptions;
  ports: Record<PlatformName, number>;
}

/** One message with a line for each variable that cannot be read. */
export class MockSettingsError extends Error {}

/** `asChild`: free ports unless the environment names some. */
export function readSettings(env: Environment, asChild = false): MockSettings {
  const problems: string[] = [];
  const integer = (name: string, min: number, max: number, otherwise: number) => {
    const text = env[name] || `${otherwise}`;
    const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= min && value <= max)) {
      problems.push(
        `${name}: expected a whole number from ${min} to ${max}, got "${text}"; default ${otherwise}`,
      );
    }
    return value;
  };
  const settings = {
    world: {
      seed: integer('MOCK_SEED', 0, 2 ** 32 - 1, DEFAULT_OPTIONS.seed),
      events: integer('MOCK_EVENTS', 1, 1_000_000, DEFAULT_OPTIONS.events),
      now: readNow(env.MOCK_NOW, problems),
      scenario: readScenario(env.MOCK_SCENARIO, problems),
    },
    ports: portsFrom(integer('MOCK_PORT_BASE', 0, 65_533, asChild ? 0 : DEFAULT_PORT_BASE)),
  };
  if (problems.length > 0) throw new MockSettingsError(problems.join('\n'));
  return settings;
}

function portsFrom(base: number): Record<PlatformName, number> {
  return base === 0 ? FREE_PORTS : { province: base, city: base + 1, grassroots: base + 2 };
}

function readNow(text: string | undefined, problems: string[]): Date {
  if (!text) return DEFAULT_OPTIONS.now;
  if (text === 'now') return new Date();
  const instant = new Date(text);
  if (
    !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) ||
    Number.isNaN(instant.getTime())
  ) {
    problems.push(`MOCK_NOW: expected "now" or an instant such as 2024-07-26T18:00:00+08:00, got "${text}"`);
  }
  return instant;
}

function readScenario(text: string | undefined, problems: string[]): WorldOptions['scenario'] {
  if (!text || text === 'default') return 'default';
  if (text !== 'malformed') problems.push(`MOCK_SCENARIO: expected "default" or "malformed", got "${text}"`);
  return 'malformed';
}
