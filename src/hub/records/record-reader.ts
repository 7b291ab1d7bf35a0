/**
 * One platform's records as one request sees them: each is fetched once, in batches, and matched by its number or by
 * the number of the event at its origin, never by its position. What a platform does differently is in its `Wire`.
 */
import DataLoader from 'dataloader';
import type { UnmappedCode } from '../../generated/schema.ts';
import type { Request } from '../../request.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import { UpstreamError } from '../../upstream/upstream-error.ts';
import type { Testimony } from '../discrepancies/testimony.ts';
import type { EventFilter } from '../events/event-filter.ts';
import type { EventKey, Spine } from '../events/spine.ts';
import type { NativePage } from '../paging/position.ts';
import type { Branch, Entry, Page, PlatformReader, Window } from '../platform.ts';
import type { StatisticsReader } from '../situation/statistics.ts';
import type { LogEntry } from '../timeline/log-entry.ts';
import { Fields } from './fields.ts';
import { type Gap, type Mapped, noted, notedSection, notedSpine, type Section } from './mapped.ts';

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
  /**
   * Whether a number has the platform's own form. Anybody can write another into an id, and one such number makes a
   * platform refuse the whole batch.
   */
  isNumber(number: string): boolean;
  /** The disjoint queries that together list every match once. */
  compile(filter: EventFilter): Query[];
  list(query: Query, window: Window): Promise<Listed>;
  /** Records by their own numbers, in any order, without those that do not exist. */
  byNumbers(numbers: readonly string[]): Promise<unknown[]>;
  /** Answers of the call that asks for the records of events of other origins. */
  byReferences(events: readonly EventKey[]): Promise<unknown[]>;
  changes: PlatformReader['changes'];
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
  /** A page of the records of events that began elsewhere; others may be among them. */
  listReferring(page: string | null): Promise<NativePage<unknown>>;
  mapping: {
    numberOf(record: unknown): string | null;
    /** The second (Unix) that orders the record; null where it cannot be read. */
    reportedSecondOf(record: unknown): number | null;
    /** Which of a platform's records of one event speaks for it (lifecycle, section 5); null where there is none. */
    speaking(records: readonly NumberedRecord[]): NumberedRecord | null;
    /** Whether the record is of an event that began here; so says its number where the record itself is unreadable. */
    isOwn(record: unknown): Mapped<boolean>;
    spine(record: unknown, number: string): Mapped<Spine>;
    /** @param numbers those of all records of the event, sorted. */
    section(record: unknown, number: string, numbers: readonly string[]): Mapped<Own>;
    /** What was done, as the record's own log has it; null where that could not be read. */
    log(record: unknown): Mapped<LogEntry[] | null>;
    /** @param all records of the event, of which `found` speaks for it. */
    testimony(found: NumberedRecord, all: readonly NumberedRecord[]): Mapped<Testimony>;
    /** The event of another origin that the record is about; null where it began here, or cannot be told. */
    sourceOf(record: unknown): Mapped<{ event: EventKey; updatedAt: string | null } | null>;
    /** The matter's code in a section that the catalogue does not know. */
    unmappedOf?(section: Own): UnmappedCode | null;
  };
}

export interface Listed extends Omit<Page, 'entries'> {
  records: unknown[];
}

/** A record that has a number, and so a place. */
export interface NumberedRecord {
  number: string;
  record: unknown;
}

export interface RecordReader<Own extends Section> extends Omit<PlatformReader, keyof StatisticsReader> {
  /** What the platform holds of an event of any origin, batched; null where it knows nothing of it. */
  section(event: EventKey): Promise<Own | null>;
  /** The record that speaks for an event of any origin, as the platform sent it. */
  recordOf(event: EventKey): Promise<NumberedRecord | null>;
}

export function recordReader<Query, Own extends Section>(
  wire: Wire<Query, Own>,
  { sources }: Request,
): RecordReader<Own> {
  const { platform, batchLimit, mapping, reference } = wire;
  const unreadable = (gap: Gap) => noted({ value: null, gaps: [gap] }, sources, platform, null);

  /** The records with their numbers; one without cannot be placed: it is left out, and reported. */
  function numbered(records: readonly unknown[]): NumberedRecord[] {
    return records.flatMap(record => {
      const number = mapping.numberOf(record);
      if (number !== null && wire.isNumber(number)) return [{ number, record }];
      const got = number === null ? 'none' : 'one of another form';
      unreadable({
        field: wire.numberField,
        message: `expected a number, got ${got}; the record is left out`,
      });
      return [];
    });
  }

  const own = new DataLoader<string, NumberedRecord | null>(
    async numbers => {
      const asked = numbers.filter(wire.isNumber);
      const records = asked.length === 0 ? [] : await wire.byNumbers(asked);
      const placed = numbered(records);
      const byNumber = Map.groupBy(placed, one => one.number);
      return numbers.map(number => {
        const found = mapping.speaking(byNumber.get(number) ?? []);
        if (found || !wire.isNumber(number)) return found;
        // What could not be placed may have been this one: to say that there is none would be a guess.
        return placed.length < records.length
          ? unusable(`${wire.numberField} in each record`, wire.numberCall)
          : null;
      });
    },
    { maxBatchSize: batchLimit },
  );

  const referring = new DataLoader<EventKey, NumberedRecord[], string>(
    async events => {
      const answers = (await wire.byReferences(events)).map(answer => new Fields(answer));
      const byEvent = Map.groupBy(answers, reference.eventOf);
      const unmatched = byEvent.get(null) ?? [];
      for (const _ of unmatched) {
        const message = 'expected a reference, got none; the answer is left out';
        unreadable({ field: reference.fields, message });
      }
      return events.map(({ id }) => {
        const own = byEvent.get(id);
        if (own) return numberedOf(own);
        // What could not be matched may have been this event's: the same guess.
        return unmatched.length > 0 ? unusable('a reference in each answer') : [];
      });
    },
    { maxBatchSize: batchLimit, cacheKeyFn: ({ id }) => id },
  );

  /** The records of the answers to one reference; none is an answer, records that cannot be told apart are not. */
  function numberedOf(answers: readonly Fields[]): NumberedRecord[] | UpstreamError {
    const lists = answers.map(answer => answer.records(reference.records));
    if (lists.includes(null)) return unusable(`a list at ${reference.records}`);
    const records = lists.flatMap(list => list ?? []);
    const placed = numbered(records);
    return placed.length === 0 && records.length > 0
      ? unusable(`${wire.numberField} in each record`)
      : placed;
  }

  /** That some of an answer cannot be used, in the place of what it was asked for, and in the log. */
  function unusable(expected: string, call = reference.call): UpstreamError {
    const message = `${call}: expected ${expected}, got another value; ask the platform about it`;
    const error = new UpstreamError('UPSTREAM_INVALID_DATA', platform, message);
    sources.unusable(error);
    return error;
  }

  function outOfOrder(number: string): void {
    const message =
      'expected the list by reported time, then number, got another order; shown where its time belongs';
    noted({ value: null, gaps: [{ field: wire.timeField, message }] }, sources, platform, number);
  }

  const spineOf = ({ number, record }: NumberedRecord) => notedSpine(mapping.spine(record, number), sources);

  const branch =
    (query: Query, latestSecond: number | null): Branch =>
    async ({ until, ...window }) => {
      // A bound of a walk narrows the filter's, and never widens it.
      const narrowed = until === null ? null : Math.min(until, latestSecond ?? until);
      const { records, ...page } = await wire.list(query, { until: narrowed, ...window });
      const entries: Entry[] = [];
      let before: { at: number; number: string } | null = null;
      for (const one of numbered(records)) {
        own.prime(one.number, one);
        const at = mapping.reportedSecondOf(one.record);
        const ordered = at === null || before === null || comesAfter({ at, number: one.number }, before);
        if (!ordered) outOfOrder(one.number);
        else if (at !== null) before = { at, number: one.number };
        entries.push({ spine: spineOf(one), at });
      }
      return { entries, ...page };
    };

  async function recordsOf(event: EventKey): Promise<readonly NumberedRecord[]> {
    if (event.origin !== platform) return await referring.load(event);
    const found = await own.load(event.number);
    return found ? [found] : [];
  }

  return {
    branches: filter => wire.compile(filter).map(query => branch(query, filter.to)),
    async spine(number) {
      const found = await own.load(number);
      if (!found || !noted(mapping.isOwn(found.record), sources, platform, number)) return null;
      return spineOf(found);
    },
    async section(event) {
      const records = await recordsOf(event);
      const found = mapping.speaking(records);
      if (!found) return null;
      const numbers = records.map(({ number }) => number).sort();
      const section = mapping.section(found.record, found.number, numbers);
      return notedSection(section, sources, platform, mapping.unmappedOf?.(section.value));
    },
    async log(event) {
      const found = mapping.speaking(await recordsOf(event));
      return found ? noted(mapping.log(found.record), sources, platform, found.number) : [];
    },
    changes: wire.changes,
    recordOf: async event => mapping.speaking(await recordsOf(event)),
    async testimony(event) {
      const records = await recordsOf(event);
      const found = mapping.speaking(records);
      return found && noted(mapping.testimony(found, records), sources, platform, found.number);
    },
    async references(page) {
      const { items, next } = await wire.listReferring(page);
      const references = numbered(items).flatMap(({ number, record }) => {
        const source = noted(mapping.sourceOf(record), sources, platform, number);
        return source ? { ...source, number } : [];
      });
      return { items: references, next };
    },
  };
}

/** The order of the contracts' lists (lifecycle, section 7): reported time descending, then own number ascending. */
function comesAfter(one: { at: number; number: string }, before: { at: number; number: string }): boolean {
  return one.at < before.at || (one.at === before.at && one.number > before.number);
}
