/**
 * What faults take. A value comes as it is (jest, JSON) or as text (the shell, YAML); each kind reads both, and says what
 * it would have taken.
 */
import type { Failing } from '../failing.ts';

export interface Parameter<Value> {
  /** For a tester, in a few words. */
  readonly says: string;
  /** What it is where nothing is said. */
  readonly default: Value;
  /** What it takes; `failing` is the platform's that the fault is put on, null where that is not known yet. */
  expected(failing: Failing | null): string;
  /** Undefined for what it does not take. */
  read(given: unknown, failing: Failing): Value | undefined;
}

/** By name. */
export type Parameters = Readonly<Record<string, Parameter<unknown>>>;

export type Values<P extends Parameters> = {
  readonly [Name in keyof P]: P[Name] extends Parameter<infer Value> ? Value : never;
};

const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const DAY_MS = 86_400_000;

/** A time, in milliseconds: `500`, or as text `500ms`, `2s`, `1.5m`, `-8h`. Undefined for anything else. */
export function readDuration(given: unknown): number | undefined {
  if (typeof given === 'number') return Number.isFinite(given) ? given : undefined;
  const [, amount, unit = 'ms'] = /^(-?\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(`${given}`) ?? [];
  return amount === undefined ? undefined : Number(amount) * UNITS[unit]!;
}

export function duration(says: string, ms: number, min = 0, max = DAY_MS): Parameter<number> {
  return {
    says,
    default: ms,
    expected: () => `a time from ${min} to ${max} ms, such as 500ms or 2s`,
    read: given => within(readDuration(given), min, max),
  };
}

export function count(says: string, byDefault: number, min: number, max: number): Parameter<number> {
  return {
    says,
    default: byDefault,
    expected: () => `a whole number from ${min} to ${max}`,
    read: given => {
      const value = within(numberOf(given), min, max);
      return Number.isInteger(value) ? value : undefined;
    },
  };
}

export function fraction(says: string, byDefault: number): Parameter<number> {
  return {
    says,
    default: byDefault,
    expected: () => 'a number from 0 to 1',
    read: given => within(numberOf(given), 0, 1),
  };
}

/** The first is the default. */
export function choice<const Choice extends string>(
  says: string,
  choices: readonly Choice[],
): Parameter<Choice> {
  return {
    says,
    default: choices[0]!,
    expected: () => `one of ${choices.join(', ')}`,
    read: given => choices.find(one => one === given),
  };
}

/** A word or an address. */
export function words(says: string, byDefault: string, expected: string, pattern: RegExp): Parameter<string> {
  return {
    says,
    default: byDefault,
    expected: () => expected,
    read: given => (typeof given === 'string' && pattern.test(given) ? given : undefined),
  };
}

/** One of the codes by which that platform says no; where none is named, that of a system error. */
export function platformCode(says: string): Parameter<string | null> {
  return {
    says,
    default: null,
    expected: failing => (failing ? `one of ${failing.codes.join(', ')}` : "one of the platform's codes"),
    read: (given, failing) => failing.codes.find(code => code === given),
  };
}

/** What may also not be said at all, which is then its default. */
export function optional<Value>(parameter: Parameter<Value>): Parameter<Value | null> {
  return {
    says: parameter.says,
    default: null,
    expected: failing => `${parameter.expected(failing)}, or none`,
    read: (given, failing) => (given === null || given === 'none' ? null : parameter.read(given, failing)),
  };
}

function numberOf(given: unknown): number | undefined {
  if (typeof given === 'number') return given;
  return typeof given === 'string' && /^-?\d+(\.\d+)?$/.test(given) ? Number(given) : undefined;
}

const within = (value: number | undefined, min: number, max: number): number | undefined =>
  value !== undefined && value >= min && value <= max ? value : undefined;
