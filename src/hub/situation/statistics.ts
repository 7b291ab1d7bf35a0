/**
 * How the hub asks a platform to count: by what, and what comes back, in unified terms.
 */
import type { CodeKind } from '../../generated/schema.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { Catalogue, Category, Region } from '../catalogue/catalogue.ts';
import type { EventFilter } from '../events/event-filter.ts';
import type { Spine } from '../events/spine.ts';
import type { Status } from '../records/status-code.ts';
import type { Measures } from './measures.ts';

/** What tells the groups of each dimension apart, as it would be told of each of their events. */
export interface Keys {
  /** All in one. */
  NONE: null;
  /**
   * Counties where the filter's region is the city or none, else townships; an event that is in none of them is of
   * the region itself. Null where the region is not of the catalogue.
   */
  REGION: Region | null;
  /** What decides the matter, and the category with it; two groups may have an equal key. */
  MATTER: MatterKey;
  STATUS: Status;
  /** The day of the report in the platforms' time, `2024-05-13`; null where it could not be read. */
  DAY: string | null;
}

export type Dimension = keyof Keys;

export interface MatterKey extends Pick<Spine, 'matter' | 'unmapped'> {
  category: Category | null;
}

/** A group of events, and what was counted of it. */
export interface Counted<By extends Dimension> {
  key: Keys[By];
  measures: Measures;
}

/** A code that events carry and that nothing here is equal to. */
export interface CodeCount {
  /** The platform that uses the code: a written-back item is the city's, whoever holds it. */
  platform: PlatformCode;
  code: string;
  kind: CodeKind;
  /** Its name in the platform's contract; null where it has none, and where the platform's directory may know it. */
  name: string | null;
  count: number;
  /** Days; null where none could be read. */
  firstSeen: string | null;
  lastSeen: string | null;
}

/** A group of events, and what decides their matter by two catalogues. */
export interface Move {
  before: MatterKey;
  after: MatterKey;
  count: number;
}

export interface StatisticsReader {
  /**
   * The platform's own events that match, counted by the platform: one call per disjoint query of the filter,
   * whatever the number of events. Groups come in any order, and without those that are empty.
   */
  statistics<By extends Dimension>(filter: EventFilter, by: By): Promise<Counted<By>[]>;
  /**
   * The codes without an equal that its own events carry, in all its history: a call per kind of code, and where
   * there are some one more for their days, or as many as its filter needs for them.
   *
   * @param of only codes of this platform; null for all that its events carry.
   */
  unmappedCodes(of: PlatformCode | null): Promise<CodeCount[]>;
  /**
   * All of the platform's own events by what decides their matter, as this catalogue and another have it: a call, or as
   * many as there are eras of codes in the two.
   */
  moves(next: Catalogue): Promise<Move[]>;
  /** The names of the platform's directory of items or grid classes, by code; asked once a request. */
  itemNames(): Promise<ReadonlyMap<string, string>>;
}
