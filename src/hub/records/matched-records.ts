import DataLoader from 'dataloader';
import type { Cache } from '../../cache/cache.ts';
import type { Question } from '../../cache/entry.ts';
import type { Kind } from '../../cache/policy.ts';
import { eventTag, platformTag } from '../../cache/tags.ts';
import type { Request } from '../../request.ts';
import { UpstreamError } from '../../upstream/upstream-error.ts';
import { eventId } from '../events/event-id.ts';
import type { EventKey } from '../events/spine.ts';
import { Fields } from './fields.ts';
import type { Section } from './mapped.ts';
import type { Elsewhere, NumberedRecord, Wire } from './wire.ts';

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

/** A question about one record by its own number, or about the records of an event that began elsewhere. */
interface Asked<Subject> extends Question {
  subject: Subject;
}

export function matchedRecords<Query, Own extends Section>(
  wire: Wire<Query, Own>,
  request: Request,
  cache: Cache,
): MatchedRecords {
  const { platform, batchLimit, mapping, elsewhere } = wire;

  const question = <Subject>(kind: Kind, call: string, id: string, subject: Subject): Asked<Subject> => ({
    key: `${platform} ${call} ${id} ${wire.parts()}`,
    platform,
    call,
    kind,
    tags: [eventTag(id), platformTag(platform)],
    subject,
  });

  const own = new DataLoader<string, NumberedRecord | null>(
    numbers =>
      cache.answers(
        numbers.map(number => question('event', wire.numberCall, eventId(platform, number), number)),
        askNumbers,
        request,
      ),
    { maxBatchSize: batchLimit },
  );

  async function askNumbers(questions: readonly Asked<string>[], lead: Request) {
    const numbers = questions.map(({ subject }) => subject);
    const asked = numbers.filter(wire.isNumber);
    const records = asked.length === 0 ? [] : await wire.byNumbers(asked, lead);
    const placed = numbered(records, lead);
    const byNumber = Map.groupBy(placed, one => one.number);
    return numbers.map(number => {
      const found = mapping.speaking(byNumber.get(number) ?? []);
      if (found || !wire.isNumber(number)) return found;
      // What could not be placed may have been this one: to say that there is none would be a guess.
      return placed.length < records.length
        ? unusable(lead, `${wire.numberField} in each record`, wire.numberCall)
        : null;
    });
  }

  const referring = elsewhere && referringLoader(elsewhere);

  function referringLoader({ byReferences, reference }: Elsewhere) {
    return new DataLoader<EventKey, NumberedRecord[], string>(
      async events => {
        const questions = events.map(event => question('section', reference.call, event.id, event));
        const found = await cache.answers(questions, askReferences, request);
        return found.map(records => records ?? []);
      },
      { maxBatchSize: batchLimit, cacheKeyFn: ({ id }) => id },
    );

    async function askReferences(questions: readonly Asked<EventKey>[], lead: Request) {
      const events = questions.map(({ subject }) => subject);
      const answers = (await byReferences(events, lead)).map(answer => new Fields(answer));
      const byEvent = Map.groupBy(answers, reference.eventOf);
      const unmatched = byEvent.get(null) ?? [];
      for (const _ of unmatched) {
        unreadable(lead, reference.fields, 'expected a reference, got none; the answer is left out');
      }
      return questions.map(({ key, subject: { id } }) => {
        const own = byEvent.get(id);
        const records = own ? numberedOf(own, lead, key) : [];
        if (records instanceof Error) return records;
        // What could not be matched may have been this event's: the same guess.
        if (!own && unmatched.length > 0) return unusable(lead, 'a reference in each answer', reference.call);
        return records.length > 0 ? records : null;
      });
    }

    /** The records of the answers to one reference; none is an answer, records that cannot be told apart are not. */
    function numberedOf(
      answers: readonly Fields[],
      lead: Request,
      key: string,
    ): NumberedRecord[] | UpstreamError {
      const lists = answers.map(answer => answer.records(reference.records));
      if (lists.includes(null)) return unusable(lead, `a list at ${reference.records}`, reference.call);
      const records = lists.flatMap(list => list ?? []);
      const placed = numbered(records, lead, key);
      return placed.length === 0 && records.length > 0
        ? unusable(lead, `${wire.numberField} in each record`, reference.call)
        : placed;
    }
  }

  /** @param about the key of the question that they answer, where they answer one alone */
  function numbered(records: readonly unknown[], lead: Request, about?: string): NumberedRecord[] {
    return records.flatMap(record => {
      const number = mapping.numberOf(record);
      if (number !== null && wire.isNumber(number)) return [{ number, record }];
      const got = number === null ? 'none' : 'one of another form';
      unreadable(lead, wire.numberField, `expected a number, got ${got}; the record is left out`, about);
      return [];
    });
  }

  /** That some of an answer cannot be used, in the place of what it was asked for, and in the log. */
  function unusable({ sources }: Request, expected: string, call: string): UpstreamError {
    const message = `${call}: expected ${expected}, got another value; ask the platform about it`;
    const error = new UpstreamError('UPSTREAM_INVALID_DATA', platform, message);
    sources.unusable(error);
    return error;
  }

  function unreadable({ sources }: Request, field: string, message: string, about?: string): void {
    sources.unreadable({ code: 'UPSTREAM_INVALID_DATA', platform, record: null, field, message }, about);
  }

  return {
    numbered: records => numbered(records, request),
    keep: record => void own.prime(record.number, record),
    byNumber: number => own.load(number),
    async of(event) {
      if (event.origin !== platform)
        return elsewhere?.origins.includes(event.origin) ? await referring!.load(event) : [];
      const found = await own.load(event.number);
      return found ? [found] : [];
    },
  };
}
