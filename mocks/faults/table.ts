/** Every fault that a mock can have put on, by name. */
import { ANSWERS } from './answers.ts';
import { BYTES } from './bytes.ts';
import type { Fault } from './fault.ts';
import { LINES } from './lines.ts';
import type { Parameters, Values } from './parameter.ts';
import { ROWS } from './rows.ts';
import { WAITS } from './waits.ts';

export const FAULTS = { ...WAITS, ...ANSWERS, ...BYTES, ...ROWS, ...LINES };

export type FaultName = keyof typeof FAULTS;

/** What that fault takes, all with a default. */
export type FaultParameters<Name extends FaultName> =
  (typeof FAULTS)[Name] extends Fault<infer P extends Parameters> ? Partial<Values<P>> : never;

export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];
