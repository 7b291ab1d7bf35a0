import DataLoader from 'dataloader';
import type { SourceLog } from '../../upstream/source-log.ts';
import { UpstreamError } from '../../upstream/upstream-error.ts';
import type { EventKey } from '../events/spine.ts';
import { Fields } from './fields.ts';
import { noted, type Section } from './mapped.ts';
import type { NumberedRecord, Wire } from './wire.ts';

/**
 * One platform's records, each fetched once in a request, in batches, and matched by its number or by the number of the
 * event at its origin, never by its position.
 */
export interface MatchedRecords {
  /** The records with their numbers; one without cannot be placed: it is left out, and reported. */
  numbered(records: readonly unknown[]): NumberedRecord[];
  /** Remembers a record that came in a list, so that it is not fetched again. */
  keep(record: NumberedRecord): void;
  /** The record of the platform's own number; null where it knows none. */
  byNumber(number: string): Promise<NumberedRecord | null>;
  /** All that the platform has of an event of any origin. */
  of(event: EventKey): Promise<readonly NumberedRecord[]>;
}

export function matchedRecords<Query, Own extends Section>(
  wire: Wire<Query, Own>,
  sources: SourceLog,
): MatchedRecords {
  const { platform, batchLimit, mapping, reference } = wire;

  function numbered(records: readonly unknown[]): NumberedRecord[] {
    return records.flatMap(record => {
      const number = mapping.numberOf(record);
      if (number !== null && wire.isNumber(number)) return [{ number, record }];
      const got = number === null ? 'none' : 'one of another form';
      unreadable(wire.numberField, `expected a number, got ${got}; the record is left out`);
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
        unreadable(reference.fields, 'expected a reference, got none; the answer is left out');
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

  function unreadable(field: string, message: string): void {
    noted({ value: null, gaps: [{ field, message }] }, sources, platform, null);
  }

  return {
    numbered,
    keep: record => void own.prime(record.number, record),
    byNumber: number => own.load(number),
    async of(event) {
      if (event.origin !== platform) return await referring.load(event);
      const found = await own.load(event.number);
      return found ? [found] : [];
    },
  };
}
