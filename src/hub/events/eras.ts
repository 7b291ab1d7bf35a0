/**
 * Codes of a platform may begin and end to stand for a matter. Between two such days nothing changes: what a filter by
 * matter, or a count by it, has to say differently is said for each of these eras, with bounds of their own.
 */
import { dayBefore, startOfDay } from '../records/time.ts';
import type { EventFilter } from './event-filter.ts';

/** The part of a filter that lies in one era. */
export interface Era {
  filter: EventFilter;
  /** A day of the era, by which codes are looked up; null where no code ever changes. */
  day: string | null;
}

/** A platform's query, and the seconds (Unix, inclusive) that it is bound to; null for no bound. */
export interface BoundQuery<Query> {
  query: Query;
  from: number | null;
  to: number | null;
}

/**
 * A filter cut at the days on which a code changes: disjoint, and together the whole.
 *
 * @param changes in order.
 */
export function eras(filter: EventFilter, changes: readonly string[]): Era[] {
  const parts: Era[] = [];
  let { from } = filter;
  let day = changes.length > 0 ? dayBefore(changes[0]!) : null;
  for (const change of changes) {
    const at = startOfDay(change) / 1000;
    if (filter.to !== null && at > filter.to) break;
    if (from === null || at > from) {
      parts.push({ filter: { ...filter, from, to: at - 1 }, day });
      from = at;
    }
    day = change;
  }
  return [...parts, { filter: { ...filter, from }, day }];
}

/**
 * The disjoint queries that together list every match of a filter once. Neighbouring eras in which a platform is asked
 * the same are one: only a filter that a change touches costs more than one without.
 */
export function compiledInEras<Query>(
  filter: EventFilter,
  changes: readonly string[],
  compile: (filter: EventFilter, day: string | null) => Query[],
): BoundQuery<Query>[] {
  const joined: (Era & { asked: string })[] = [];
  for (const era of eras(filter, changes)) {
    const asked =
      changes.length > 0 ? JSON.stringify(compile({ ...filter, from: null, to: null }, era.day)) : '';
    const before = joined.at(-1);
    if (before?.asked === asked) before.filter = { ...before.filter, to: era.filter.to };
    else joined.push({ ...era, asked });
  }
  return joined.flatMap(era => {
    const { from, to } = era.filter;
    return compile(era.filter, era.day).map(query => ({ query, from, to }));
  });
}
