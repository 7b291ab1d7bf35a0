/** The province’s event records. */
import { Register } from '../world/register.ts';
import type { Kind, Source, Stored } from '../world/stored.ts';
import { COLUMNS, factsOf, keysOf } from './facts.ts';
import type { ProvinceEvent } from './record.ts';

const KIND = { columns: COLUMNS, factsOf, keysOf, parts: {} } satisfies Kind<
  ProvinceEvent,
  typeof COLUMNS,
  Record<never, never>
>;

export type ProvinceEvents = Register<ProvinceEvent, typeof COLUMNS>;

export const provinceEvents = (source: Source<ProvinceEvent>, capacity: number): ProvinceEvents =>
  new Register(KIND, source, capacity);

/** Of records made by hand, in any order. */
export const provinceEventsOf = (rows: readonly Stored<ProvinceEvent>[]): ProvinceEvents =>
  Register.of(KIND, rows);
