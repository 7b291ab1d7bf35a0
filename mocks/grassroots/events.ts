/** The system's event records. */
import { Register } from '../world/register.ts';
import type { Kind, Source, Stored } from '../world/stored.ts';
import { COLUMNS, factsOf, keysOf } from './facts.ts';
import type { GrassrootsEvent } from './record.ts';

const KIND = { columns: COLUMNS, factsOf, keysOf, parts: {} } satisfies Kind<
  GrassrootsEvent,
  typeof COLUMNS,
  Record<never, never>
>;

export type GrassrootsEvents = Register<GrassrootsEvent, typeof COLUMNS>;

export const grassrootsEvents = (source: Source<GrassrootsEvent>, capacity: number): GrassrootsEvents =>
  new Register(KIND, source, capacity);

/** Of records made by hand, in any order. */
export const grassrootsEventsOf = (rows: readonly Stored<GrassrootsEvent>[]): GrassrootsEvents =>
  Register.of(KIND, rows);
