/** `POST /statistics` (lifecycle.md sections 7 and 9). */
import { type Key, keyOf, keyOfDay, measureGroups } from '../measures.ts';
import { assertListed, BadParameter } from '../parameters.ts';
import { regionAtLevel } from '../region.ts';
import type { Rows } from '../table/rows.ts';
import type { CityClues } from './clues.ts';
import { phaseOf } from './statuses.ts';

const KEYS: Record<string, (table: CityClues['table']) => Key> = {
  region_6: ({ columns }) => keyOf('region_6', columns.region, code => regionAtLevel(code, 6)),
  region_9: ({ columns }) => keyOf('region_9', columns.region, code => regionAtLevel(code, 9)),
  category: ({ columns }) => keyOf('category', columns.category, code => code),
  item: ({ columns }) => keyOf('item', columns.item, code => code),
  status: ({ columns }) => keyOf('status', columns.status, code => code),
  day: ({ at, length }) => keyOfDay('day', at, length),
};

export function readGroupBy(groupBy: string[]): string[] {
  assertListed('group_by', groupBy, Object.keys(KEYS));
  if (groupBy.length > 2) throw new BadParameter('group_by', `at most 2, got ${groupBy.length}`);
  return [...new Set(groupBy)];
}

export function statistics({ table }: CityClues, rows: Rows, groupBy: string[], nowSeconds: number) {
  const asked = groupBy.map(name => KEYS[name]!(table));
  return measureGroups(rows, table, phaseOf, asked, nowSeconds).map(({ keys, measures }) => ({
    // An absent field is left out on this platform, never null or empty; so is a key that a clue has no value for.
    keys: Object.fromEntries(keys.filter(([, key]) => key !== '')),
    total: measures.total,
    voided: measures.voided,
    closed: measures.closed,
    transferred: measures.transferred,
    closed_on_time: measures.closedOnTime,
    open_overdue: measures.openOverdue,
    hours_histogram: Object.fromEntries(measures.hoursHistogram),
  }));
}
