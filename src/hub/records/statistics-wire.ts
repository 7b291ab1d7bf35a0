import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { EventFilter } from '../events/event-filter.ts';
import type { StatisticsWords } from './statistics-words.ts';

/** A platform's statistics call and its words. */
export interface StatisticsWire<Query> {
  words: StatisticsWords;
  /** The call's name in the contract. */
  call: string;
  /** The disjoint queries that together count every match once; `day` is one of the filter's era (`eras.ts`). */
  compile(filter: EventFilter, day: string | null): Query[];
  /** The platforms whose codes decide the matter of its events. */
  decidedBy: readonly PlatformCode[];
  /** The rows of one query, as the platform sent them. */
  ask(query: Query, dimensions: readonly string[]): Promise<unknown[]>;
  /** The codes of matters that its events carry. */
  codes: readonly CarriedCodes<Query>[];
  itemNames(): Promise<ReadonlyMap<string, string>>;
}

/** Codes of matters on a platform's events. */
export interface CarriedCodes<Query> {
  /** Whose codes they are. */
  of: PlatformCode;
  /** The dimension that groups by them. */
  dimension: string;
  /** Whether they are given after the report, as what is written back is. */
  later?: true;
  /**
   * The query for the events that carry these codes, as few disjoint ones as the platform's filter allows: they may
   * match other events too.
   */
  carrying(query: Query, codes: readonly string[]): Query[];
}
