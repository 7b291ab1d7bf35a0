/** What a platform's records are like, and where those come from that are not held. */
import type { Facts, Schema } from '../table/columns.ts';

/**
 * A record with the key its platform sorts by: report time (Unix seconds) descending, then own number ascending.
 * The key is the platform's own, so it is right even where the record's printed time is rubbish.
 */
export interface Stored<Record> {
  reportedAt: number;
  no: string;
  /** Frozen: `Register.change` is the way to change it. */
  readonly record: Record;
}

/** What a batch finds: a record and its number; where it stands in the list is not asked. */
export type Found<Record> = Pick<Stored<Record>, 'no' | 'record'>;

/** The order of every platform's list: report time descending, then own number ascending. */
export const byListOrder = (a: Stored<unknown>, b: Stored<unknown>): number =>
  b.reportedAt - a.reportedAt || (a.no < b.no ? -1 : a.no > b.no ? 1 : 0);

/** What records of a kind are like. */
export interface Kind<Row, S extends Schema, Parts extends Record<string, Schema>> {
  columns: S;
  factsOf(record: Row): Facts<S>;
  /** By which a record is found in a batch; its own number, where it has one, comes first. */
  keysOf(record: Row): string[];
  parts: { [Name in keyof Parts]: PartKind<Row, Parts[Name]> };
}

/** What records hold several of, and what has a list of its own. */
export interface PartKind<Row, S extends Schema> {
  columns: S;
  of(record: Row): Part<S>[];
}

export interface Part<S extends Schema> {
  /** Unix seconds. */
  at: number;
  /** By which those of one second are ordered. */
  no: string;
  facts: Facts<S>;
}

/** Where the records come from that are not held: an event's by its number among all of the world. */
export interface Source<Row> {
  record(event: number): Row;
  /** Null if the platform has no record of the event. */
  no(event: number): string | null;
  /** Events whose numbers can be this one. */
  eventsOf(no: string): number[];
  changeTimes(event: number): ChangeTimes;
}

/** When an event's record changed (Unix seconds), in the order of the changes' names. */
export interface ChangeTimes {
  times: number[];
  /** Orders records as their numbers do. */
  sortKey: number;
}
