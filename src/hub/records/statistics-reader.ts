/**
 * One platform's statistics as one request sees them. What a platform does differently is in its `StatisticsWire`.
 */
import { GRAPHQL_MAX_INT } from 'graphql';
import type { CodeKind, EventStatus } from '../../generated/schema.ts';
import type { Request } from '../../request.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { NotUnderstood } from '../../upstream/tally.ts';
import { UpstreamError } from '../../upstream/upstream-error.ts';
import type { Catalogue, Matter, Region } from '../catalogue/catalogue.ts';
import { compiledInEras, eras } from '../events/eras.ts';
import { type EventFilter, eventFilter } from '../events/event-filter.ts';
import { type Measures, sum } from '../situation/measures.ts';
import type { CodeCount, Dimension, Keys, StatisticsReader } from '../situation/statistics.ts';
import { Fields } from './fields.ts';
import { type Mapped, noted } from './mapped.ts';

/** A platform's statistics call and its words. */
export interface StatisticsWire<Query> {
  platform: PlatformCode;
  /** The call's name in the contract. */
  call: string;
  /** The disjoint queries that together count every match once; `day` is one of the filter's era (`eras.ts`). */
  compile(filter: EventFilter, day: string | null): Query[];
  /** The platforms whose codes decide the matter of its events. */
  decidedBy: readonly PlatformCode[];
  /** The rows of one query, as the platform sent them. */
  ask(query: Query, groupBy: readonly string[]): Promise<unknown[]>;
  /** The platform's dimensions that together tell one of ours. */
  groupBy(by: Dimension, region: Region | null): readonly string[];
  /** How a row's keys are read; `day` is one of the days that the row's events were reported on. */
  keys: { [By in Dimension]: (keys: Fields, catalogue: Catalogue, day: string | null) => Keys[By] };
  fields: RowFields;
  /** The codes that its events carry. */
  codes: readonly CarriedCodes<Query>[];
  /** The dimension of the day. */
  day: string;
  /** The statuses of its contract; `UNKNOWN` where nothing is equal to one. */
  statuses: Readonly<Record<string, { status: EventStatus; name: string }>>;
  itemNames(): Promise<ReadonlyMap<string, string>>;
}

/** Codes of one kind on a platform's events. */
export interface CarriedCodes<Query> {
  kind: CodeKind;
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

/** A platform's names of the parts of a row. */
export type RowFields = { keys: string } & Record<keyof Measures, string>;

export function statisticsReader<Query>(
  wire: StatisticsWire<Query>,
  catalogue: Catalogue,
  { sources }: Request,
): StatisticsReader {
  const { platform, call, fields } = wire;
  const changeDays = catalogue.changeDays(wire.decidedBy);
  let names: Promise<ReadonlyMap<string, string>> | undefined;

  async function rows<Key>(
    queries: readonly Query[],
    groupBy: readonly string[],
    keyOf: (keys: Fields) => Key,
  ): Promise<{ key: Key; measures: Measures }[]> {
    const answers = await Promise.all(queries.map(query => wire.ask(query, groupBy)));
    for (const answer of answers) {
      const keys = answer.map(row => JSON.stringify((row as Record<string, unknown> | null)?.[fields.keys]));
      if (new Set(keys).size < keys.length) throw unusable('each group once, got one again');
    }
    return answers.flat().map(row => {
      const { key, measures } = noted(countedRow(row, fields, keyOf), sources, platform, null);
      if (measures) return { key, measures };
      throw unusable('whole numbers in each row, got others');
    });
  }

  /** A row that is left out, or counted twice, would make every sum wrong, and nobody could see it. */
  function unusable(expected: string): UpstreamError {
    const message = `${call}: expected ${expected}; ask the platform about it`;
    const error = new UpstreamError('UPSTREAM_INVALID_DATA', platform, message);
    sources.unusable(error);
    return error;
  }

  /**
   * Days are asked of unmapped codes alone: every code by every day of all history would be more than an answer may
   * hold (lifecycle, section 7).
   */
  async function codesOf(carried: CarriedCodes<Query>): Promise<CodeCount[]> {
    const { kind, of, dimension, carrying } = carried;
    const statusOf = (code: string) =>
      kind === 'STATUS' && Object.hasOwn(wire.statuses, code) ? wire.statuses[code]! : null;
    const isMapped = (code: string, day: string | null) =>
      kind === 'MATTER'
        ? mattersOf(carried, code, day).length > 0
        : (statusOf(code)?.status ?? 'UNKNOWN') !== 'UNKNOWN';

    const found = await Promise.all(
      eras(eventFilter(null, catalogue), kind === 'MATTER' ? changeDays : []).map(async era => {
        const all = wire.compile(era.filter, era.day);
        const counted = await rows(all, [dimension], keys => keys.text(dimension));
        // Events under null carry no code.
        const unmapped = counted.filter(({ key }) => key !== null && !isMapped(key, era.day));
        const codes = [...new Set(unmapped.map(({ key }) => key!))];
        if (codes.length === 0) return { unmapped, dated: [] };
        const dated = await rows(
          all.flatMap(query => carrying(query, codes)),
          [dimension, wire.day],
          keys => ({ code: keys.text(dimension), day: wire.keys.DAY(keys, catalogue, era.day) }),
        );
        return { unmapped, dated: dated.filter(({ key }) => key.code !== null && codes.includes(key.code)) };
      }),
    );
    const daysByCode = Map.groupBy(
      found.flatMap(({ dated }) => dated.map(({ key }) => key)),
      ({ code }) => code,
    );
    const byCode = Map.groupBy(
      found.flatMap(({ unmapped }) => unmapped),
      ({ key }) => key!,
    );
    return [...byCode].map(([code, counted]) => {
      const days = (daysByCode.get(code) ?? []).flatMap(({ day }) => day ?? []).sort();
      return {
        platform: of,
        code,
        kind,
        name: statusOf(code)?.name ?? null,
        count: sum(counted.map(({ measures }) => measures)).total,
        firstSeen: days[0] ?? null,
        lastSeen: days.at(-1) ?? null,
      };
    });
  }

  function mattersOf(
    { of, later }: CarriedCodes<Query>,
    code: string,
    day: string | null,
  ): readonly Matter[] {
    return later ? catalogue.mattersByLaterCode(of, code, day) : catalogue.mattersByCode(of, code, day);
  }

  /** A count by matter asks each era by itself, since no row says of which it is. */
  function inEras(filter: EventFilter, by: Dimension): { queries: Query[]; day: string | null }[] {
    if (by === 'MATTER')
      return eras(filter, changeDays).map(era => ({
        queries: wire.compile(era.filter, era.day),
        day: era.day,
      }));
    const bound = compiledInEras(filter, changeDays, wire.compile);
    return [{ queries: bound.map(({ query }) => query), day: null }];
  }

  return {
    async statistics(filter, by) {
      const groupBy = wire.groupBy(by, filter.region);
      const ofEras = await Promise.all(
        inEras(filter, by).map(({ queries, day }) =>
          rows(queries, groupBy, keys => wire.keys[by](keys, catalogue, day)),
        ),
      );
      const counted = ofEras.flat();
      for (const { key } of counted) {
        const raw = RAW[by](key);
        if (raw) sources.shownRaw(raw.platform, raw.what, raw.code, call);
      }
      return counted;
    },
    async unmappedCodes(of) {
      const asked = wire.codes.filter(one => of === null || one.of === of);
      return (await Promise.all(asked.map(codesOf))).flat();
    },
    async moves(next) {
      const changes = [...new Set([...changeDays, ...next.changeDays(wire.decidedBy)])].sort();
      const groupBy = wire.groupBy('MATTER', null);
      const { MATTER } = wire.keys;
      const ofEras = eras(eventFilter(null, catalogue), changes).map(async ({ filter, day }) =>
        rows(wire.compile(filter, day), groupBy, keys => ({
          before: MATTER(keys, catalogue, day),
          after: MATTER(keys, next, day),
        })),
      );
      const counted = (await Promise.all(ofEras)).flat();
      return counted.map(({ key, measures }) => ({ ...key, count: measures.total }));
    },
    itemNames() {
      names ??= wire.itemNames();
      return names;
    },
  };
}

/** A row's key and counts; no counts where one of them could not be read. Pure and total. */
export function countedRow<Key>(
  row: unknown,
  fields: RowFields,
  keyOf: (keys: Fields) => Key,
): Mapped<{ key: Key; measures: Measures | null }> {
  const read = new Fields(row);
  const measures = read.whole(() => measuresOf(read, fields));
  const key = keyOf(read.nested(fields.keys) ?? new Fields({}, fields.keys, read.gaps));
  return { value: { key, measures }, gaps: read.gaps };
}

function measuresOf(read: Fields, fields: RowFields): Measures {
  const count = (of: Fields, name: string): number => {
    const number = of.integer(name, 0, GRAPHQL_MAX_INT);
    if (number === null && !of.says(name)) of.gap(name, 'expected a whole number, got none');
    return number ?? 0;
  };
  const hours = new Map<number, number>();
  const histogram = read.nested(fields.hours);
  if (!read.says(fields.hours)) read.gap(fields.hours, 'expected a record, got none');
  for (const name of histogram?.names() ?? []) {
    if (!/^\d{1,9}$/.test(name)) histogram!.gap('', 'expected whole hours as names, got another');
    else hours.set(Number(name), count(histogram!, name));
  }
  return {
    total: count(read, fields.total),
    voided: count(read, fields.voided),
    closed: count(read, fields.closed),
    transferred: count(read, fields.transferred),
    closedOnTime: count(read, fields.closedOnTime),
    openOverdue: count(read, fields.openOverdue),
    hours,
  };
}

interface Raw {
  platform: PlatformCode;
  what: NotUnderstood;
  code: string;
}

/** The code that a group is shown under as it was sent, if it is. */
const RAW: { [By in Dimension]: (key: Keys[By]) => Raw | null } = {
  NONE: () => null,
  REGION: () => null,
  MATTER: ({ unmapped }) => unmapped && { ...unmapped, what: 'UNMAPPED_CODE' },
  STATUS: ({ status, statusRaw }) => (status === 'UNKNOWN' ? { ...statusRaw, what: 'UNKNOWN_STATUS' } : null),
  DAY: () => null,
};
