/** `POST /stat/query` (lifecycle.md sections 7 and 8). */
import { joined, type Key, keyOf, keyOfBoth, keyOfDay, measureGroups } from '../measures.ts';
import { assertListed, BadParameter } from '../parameters.ts';
import { regionAtLevel } from '../region.ts';
import type { Rows } from '../table/rows.ts';
import type { ProvinceEvents } from './events.ts';
import { phaseOf } from './statuses.ts';

const KEYS: Record<string, (table: ProvinceEvents['table']) => Key> = {
  region6: ({ columns }) => keyOf('region6', columns.region, code => regionAtLevel(code, 6)),
  region9: ({ columns }) => keyOf('region9', columns.region, code => regionAtLevel(code, 9)),
  category: ({ columns }) => keyOf('category', columns.category, code => code),
  item: ({ columns }) => keyOf('item', columns.item, code => code),
  status: statusKey,
  day: ({ at, length }) => keyOfDay('day', at, length),
};

export function readGroupBy(groupBy: string[]): string[] {
  assertListed('groupBy', groupBy, Object.keys(KEYS));
  if (groupBy.length > 2) throw new BadParameter('groupBy', `at most 2, got ${groupBy.length}`);
  return [...new Set(groupBy)];
}

export function statistics({ table }: ProvinceEvents, rows: Rows, groupBy: string[], nowSeconds: number) {
  const asked = groupBy.map(name => KEYS[name]!(table));
  return measureGroups(rows, table, phaseOf, asked, nowSeconds).map(({ keys, measures }) => ({
    keys: Object.fromEntries(keys),
    ...measures,
    hoursHistogram: Object.fromEntries(measures.hoursHistogram),
  }));
}

/** Codes that need a second field are split: `20` to `23` with `c`, and `401` (section 7). */
function statusKey({ columns }: ProvinceEvents['table']): Key {
  const coordinated = keyOfBoth('', columns.status, columns.coordinating, (code, coordinating) =>
    ['20', '21', '22', '23'].includes(code) && coordinating === '1' ? `${code}c` : code,
  );
  const reviewed = keyOfBoth('', columns.status, columns.reviewed, (code, result) =>
    code === '40' && result === '1' ? '401' : code,
  );
  return joined('status', coordinated, reviewed, (one, other) => (other === '401' ? other : one));
}
