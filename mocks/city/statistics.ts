/** `POST /statistics` (lifecycle.md sections 7 and 9). */
import { localDay } from '../local-time.ts';
import { measureGroups } from '../measures.ts';
import { assertListed, BadParameter } from '../parameters.ts';
import { regionAtLevel } from '../region.ts';
import type { Stored } from '../world/world.ts';
import { standingOf } from './filter.ts';
import type { CityClue } from './record.ts';

type Clue = Stored<CityClue>;

const KEYS: Record<string, (clue: Clue) => string> = {
  region_6: ({ record }) => regionAtLevel(record.region_code, 6),
  region_9: ({ record }) => regionAtLevel(record.region_code, 9),
  category: ({ record }) => record.category_code ?? '',
  item: ({ record }) => record.item_code ?? '',
  status: ({ record }) => record.status.trim(),
  day: ({ reportedAt }) => localDay(reportedAt),
};

export function readGroupBy(groupBy: string[]): string[] {
  assertListed('group_by', groupBy, Object.keys(KEYS));
  if (groupBy.length > 2) throw new BadParameter('group_by', `at most 2, got ${groupBy.length}`);
  return [...new Set(groupBy)];
}

export function statistics(clues: readonly Clue[], groupBy: string[], nowSeconds: number) {
  // An absent field is left out on this platform, never null or empty; so is a key that a clue has no value for.
  const keysOf = (clue: Clue) =>
    Object.fromEntries(groupBy.map(name => [name, KEYS[name]!(clue)]).filter(([, key]) => key !== ''));
  return measureGroups(clues, keysOf, standingOf, nowSeconds).map(({ keys, measures }) => ({
    keys,
    total: measures.total,
    voided: measures.voided,
    closed: measures.closed,
    transferred: measures.transferred,
    closed_on_time: measures.closedOnTime,
    open_overdue: measures.openOverdue,
    hours_histogram: Object.fromEntries(measures.hoursHistogram),
  }));
}
