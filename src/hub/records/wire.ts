/** What a platform does differently from the others, as the reader of records needs it. */
import type { UnmappedCode } from '../../generated/schema.ts';
import type { Request } from '../../request.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { Testimony } from '../discrepancies/testimony.ts';
import type { EventFilter } from '../events/event-filter.ts';
import type { EventKey, Spine } from '../events/spine.ts';
import type { NativePage } from '../paging/position.ts';
import type { Page, PlatformReader, Window } from '../platform.ts';
import type { LogEntry } from '../timeline/log-entry.ts';
import type { PlacingFields } from './explained.ts';
import type { Fields } from './fields.ts';
import type { Mapped, Section } from './mapped.ts';

/** A platform's calls and words, as the reader needs them. */
export interface Wire<Query, Own extends Section> {
  platform: PlatformCode;
  /** The most numbers or references that one batch call takes. */
  batchLimit: number;
  /** The field that holds a record's own number, and the call that asks for records by it. */
  numberField: string;
  numberCall: string;
  /** The field that holds the reported time, by which its lists are ordered. */
  timeField: string;
  /** Whether a number has the platform's own form: only such are asked for. */
  isNumber(number: string): boolean;
  /** The disjoint queries that together list every match once; `day` is one of the filter's era (`eras.ts`). */
  compile(filter: EventFilter, day: string | null): Query[];
  /** The days on which its events' codes change what they stand for, in order. */
  changeDays: readonly string[];
  list(query: Query, window: Window): Promise<Listed>;
  /** Names the parts that a record comes with for this request; `''` where all come with all. */
  parts(): string;
  /** Records by their own numbers, in any order, without those that do not exist. */
  byNumbers(numbers: readonly string[], request: Request): Promise<unknown[]>;
  changes: PlatformReader['changes'];
  directory: PlatformReader['directory'];
  placing: PlacingFields;
  /** Its records of events that began elsewhere; null where it has none. */
  elsewhere: Elsewhere | null;
  mapping: {
    numberOf(record: unknown): string | null;
    /** The second (Unix) that orders the record; null where it cannot be read. */
    reportedSecondOf(record: unknown): number | null;
    /** Which of a platform's records of one event speaks for it (lifecycle, section 5); null where there is none. */
    speaking(records: readonly NumberedRecord[]): NumberedRecord | null;
    spine(record: unknown, number: string): Mapped<Spine>;
    /** @param numbers those of all records of the event, sorted. */
    section(record: unknown, number: string, numbers: readonly string[]): Mapped<Own>;
    /** What was done, as the record's own log has it; null where that could not be read. */
    log(record: unknown): Mapped<LogEntry[] | null>;
    /** @param all records of the event, of which `found` speaks for it. */
    testimony(found: NumberedRecord, all: readonly NumberedRecord[]): Mapped<Testimony>;
    /** The matter's code in a section that the catalogue does not know. */
    unmappedOf?(section: Own): UnmappedCode | null;
  };
}

/** How a platform is asked for its records of events that began elsewhere, and how such a record is told. */
export interface Elsewhere {
  /** Where they may have begun. */
  origins: readonly PlatformCode[];
  /** Answers of the call that asks for the records of events, all of these origins. */
  byReferences(events: readonly EventKey[], request: Request): Promise<unknown[]>;
  /** How such an answer is read. */
  reference: {
    /** The call's name in the contract. */
    call: string;
    /** The field or fields that hold the reference, and the one that holds the records. */
    fields: string;
    records: string;
    /** The id of the event that is referred to; null where it cannot be told. */
    eventOf(answer: Fields): string | null;
  };
  /** A page of them; records of what began here may be among them. */
  listReferring(page: string | null): Promise<NativePage<unknown>>;
  /** Whether the record is of an event that began here; so says its number where the record itself is unreadable. */
  isOwn(record: unknown): Mapped<boolean>;
  /** The event that the record is about; null where it began here, or cannot be told. */
  sourceOf(record: unknown): Mapped<{ event: EventKey; updatedAt: string | null } | null>;
}

export interface Listed extends Omit<Page, 'entries'> {
  records: unknown[];
}

/** A record that has a number, and so a place. */
export interface NumberedRecord {
  number: string;
  record: unknown;
}
