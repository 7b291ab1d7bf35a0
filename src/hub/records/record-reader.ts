/**
 * One platform's records as one request sees them, and what the hub reads of them. What a platform does differently is
 * in its `Wire`.
 */
import type { Cache } from '../../cache/cache.ts';
import type { Request } from '../../request.ts';
import { type BoundQuery, compiledInEras } from '../events/eras.ts';
import type { EventKey } from '../events/spine.ts';
import type { Branch, Entry, PlatformReader } from '../platform.ts';
import type { StatisticsReader } from '../situation/statistics.ts';
import { explained } from './explained.ts';
import { noted, notedSection, notedSpine, type Section } from './mapped.ts';
import { matchedRecords } from './matched-records.ts';
import type { NumberedRecord, Wire } from './wire.ts';

export interface RecordReader<Own extends Section> extends Omit<PlatformReader, keyof StatisticsReader> {
  /** What the platform holds of an event of any origin, batched; null where it knows nothing of it. */
  section(event: EventKey): Promise<Own | null>;
  /** The record that speaks for an event of any origin, as the platform sent it. */
  recordOf(event: EventKey): Promise<NumberedRecord | null>;
}

export function recordReader<Query, Own extends Section>(
  wire: Wire<Query, Own>,
  request: Request,
  cache: Cache,
): RecordReader<Own> {
  const { platform, mapping, elsewhere } = wire;
  const { sources } = request;
  const records = matchedRecords(wire, request, cache);

  function outOfOrder(number: string): void {
    const message =
      'expected the list by reported time, then number, got another order; shown where its time belongs';
    noted({ value: null, gaps: [{ field: wire.timeField, message }] }, sources, platform, number);
  }

  const spineOf = ({ number, record }: NumberedRecord) => notedSpine(mapping.spine(record, number), sources);

  const branch =
    ({ query, from, to }: BoundQuery<Query>): Branch =>
    async ({ until, ...window }) => {
      // A walk comes to the later eras first, and has then all of them behind it.
      if (until !== null && from !== null && until < from)
        return { entries: [], total: window.total ? 0 : null, continuation: null };
      // A bound of a walk narrows the filter's, and never widens it.
      const narrowed = until === null ? null : Math.min(until, to ?? until);
      const { records: listed, ...page } = await wire.list(query, { until: narrowed, ...window });
      const entries: Entry[] = [];
      let before: { at: number; number: string } | null = null;
      for (const one of records.numbered(listed)) {
        records.keep(one);
        const at = mapping.reportedSecondOf(one.record);
        const ordered = at === null || before === null || comesAfter({ at, number: one.number }, before);
        if (!ordered) outOfOrder(one.number);
        else if (at !== null) before = { at, number: one.number };
        entries.push({ spine: spineOf(one), at });
      }
      return { entries, ...page };
    };

  return {
    branches: filter => compiledInEras(filter, wire.changeDays, wire.compile).map(branch),
    async spine(number) {
      const found = await records.byNumber(number);
      if (!found) return null;
      const own = elsewhere ? noted(elsewhere.isOwn(found.record), sources, platform, number) : true;
      return own ? spineOf(found) : null;
    },
    async section(event) {
      const all = await records.of(event);
      const found = mapping.speaking(all);
      if (!found) return null;
      const numbers = all.map(({ number }) => number).sort();
      const section = mapping.section(found.record, found.number, numbers);
      return notedSection(section, sources, platform, mapping.unmappedOf?.(section.value));
    },
    async log(event) {
      const found = mapping.speaking(await records.of(event));
      return found ? noted(mapping.log(found.record), sources, platform, found.number) : [];
    },
    changes: wire.changes,
    directory: wire.directory,
    async explained(number) {
      const found = await records.byNumber(number);
      return found && explained(found, wire);
    },
    recordOf: async event => mapping.speaking(await records.of(event)),
    async testimony(event) {
      const all = await records.of(event);
      const found = mapping.speaking(all);
      return found && noted(mapping.testimony(found, all), sources, platform, found.number);
    },
    refersTo: elsewhere?.origins ?? [],
    async references(page) {
      if (!elsewhere) return { items: [], next: null };
      const { items, next } = await elsewhere.listReferring(page);
      const references = records.numbered(items).flatMap(({ number, record }) => {
        const source = noted(elsewhere.sourceOf(record), sources, platform, number);
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
