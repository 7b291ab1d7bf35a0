/** What a tester asks for, read strictly: every slip is said, with what would have been taken. */
import type { MockPlatform } from '../platform.ts';
import { anyCall, calledBy, type Which } from './called-by.ts';
import type { Fault } from './fault.ts';
import { meant } from './nearest.ts';
import { count, duration, fraction, optional, type Parameters, type Values, words } from './parameter.ts';
import { FAULT_NAMES, FAULTS, type FaultName } from './table.ts';

const MANY = Number.MAX_SAFE_INTEGER;

/** What every fault takes: which calls it strikes, and for how long. */
export const STRIKES = {
  call: optional(
    words(
      'data, auth, health, * or calls of the contract; several between commas',
      '',
      'a text such as "data" or "GET /clues"',
      /./,
    ),
  ),
  times: optional(count('how many calls; then it is off', 1, 1, MANY)),
  probability: fraction('of the calls that it could strike', 1),
  seed: count('for what is drawn: the same seed, the same draws', 1, 0, MANY),
  forMs: optional(duration('after this time it is off', 1, 1)),
} as const satisfies Parameters;

/** What is left of these for a fault of the whole platform. */
const STANDING = { forMs: STRIKES.forMs };

export type Strikes = Partial<Values<typeof STRIKES>>;

/** An order as it was understood. */
export interface ReadOrder {
  name: FaultName;
  fault: Fault;
  values: Readonly<Record<string, unknown>>;
  strikes: Values<typeof STRIKES>;
  which: Which;
}

/** Something wrong with an order, by the name of the parameter. */
export interface Slip {
  name: string;
  problem: string;
}

/** A fault that cannot be put on as asked; the message has a line for each slip. */
export class FaultError extends Error {
  override readonly name = 'FaultError';
  readonly slips: readonly Slip[];

  constructor(slips: readonly Slip[]) {
    super(slips.map(({ name, problem }) => `${name}: ${problem}`).join('\n'));
    this.slips = slips;
  }
}

type Given = Readonly<Record<string, unknown>>;

/** @throws FaultError with everything that is wrong with it. */
export function readOrder({ fault: name, ...given }: Given, platform: MockPlatform): ReadOrder {
  const fault = faultNamed(name);
  const slips: Slip[] = [];
  const valuesOf = <P extends Parameters>(parameters: P): Values<P> => {
    const read = Object.entries(parameters).map(([parameter, kind]) => {
      const one = given[parameter];
      if (one === undefined || one === null) return [parameter, kind.default];
      const value = kind.read(one, platform.failing);
      if (value === undefined)
        slips.push({
          name: parameter,
          problem: `expected ${kind.expected(platform.failing)}, got ${shown(one)}`,
        });
      return [parameter, value];
    });
    return Object.fromEntries(read) as Values<P>;
  };

  const unfit = fault.unfit?.(platform.failing);
  if (unfit) {
    const problem = `${name} cannot be put on the ${platform.name} system: ${unfit}`;
    slips.push({ name: 'fault', problem });
  }
  const known = Object.keys({ ...fault.parameters, ...(fault.standing ? STANDING : STRIKES) });
  for (const parameter of Object.keys(given).filter(one => !known.includes(one))) {
    const problem =
      parameter in STRIKES
        ? `${name} is of the whole platform while it is on, and takes no such parameter; it takes ${known.join(', ')}`
        : `${name} takes no such parameter; ${meant(parameter, known)}`;
    slips.push({ name: parameter, problem });
  }
  const values = valuesOf(fault.parameters);
  const strikes = valuesOf(STRIKES);
  const call = strikes.call ?? fault.call ?? 'data';
  const which = fault.standing ? anyCall : calledBy(call, platform);
  if (typeof which === 'string') slips.push({ name: 'call', problem: which });
  if (slips.length > 0 || typeof which === 'string') throw new FaultError(slips);
  const settled = { ...strikes, call, times: strikes.times ?? fault.times ?? null };
  return { name: name as FaultName, fault, values, strikes: settled, which };
}

/** @throws FaultError with what may have been meant. */
export function faultNamed(name: unknown): Fault {
  if (typeof name === 'string' && Object.hasOwn(FAULTS, name)) return FAULTS[name as FaultName] as never;
  const problem =
    name === undefined
      ? `expected the name of a fault, got nothing; there are ${FAULT_NAMES.join(', ')}`
      : `there is no fault ${shown(name)}; ${meant(`${name}`, FAULT_NAMES)}`;
  throw new FaultError([{ name: 'fault', problem }]);
}

const shown = (value: unknown): string => JSON.stringify(value);
