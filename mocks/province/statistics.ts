/** `POST /stat/query` (lifecycle.md sections 7 and 8). */
import { localDay } from '../local-time.ts';
import { measureGroups } from '../measures.ts';
import { assertListed, BadParameter } from '../parameters.ts';
import { regionAtLevel } from '../region.ts';
import type { Stored } from '../world/world.ts';
import { standingOf } from './filter.ts';
import type { ProvinceEvent } from './record.ts';

type Event = Stored<ProvinceEvent>;

const KEYS: Record<string, (event: Event) => string> = {
  region6: ({ record }) => regionAtLevel(record.regionCode, 6),
  region9: ({ record }) => regionAtLevel(record.regionCode, 9),
  category: ({ record }) => record.categoryCode,
  item: ({ record }) => record.itemCode,
  status: ({ record }) => statusKey(record),
  day: ({ reportedAt }) => localDay(reportedAt),
};

export function readGroupBy(groupBy: string[]): string[] {
  assertListed('groupBy', groupBy, Object.keys(KEYS));
  if (groupBy.length > 2) throw new BadParameter('groupBy', `at most 2, got ${groupBy.length}`);
  return [...new Set(groupBy)];
}

export function statistics(events: readonly Event[], groupBy: string[], nowSeconds: number) {
  const keysOf = (event: Event) => Object.fromEntries(groupBy.map(name => [name, KEYS[name]!(event)]));
  return measureGroups(events, keysOf, standingOf, nowSeconds).map(({ keys, measures }) => ({
    keys,
    ...measures,
    hoursHistogram: Object.fromEntries(measures.hoursHistogram),
  }));
}

/** Codes that need a second field are split: `20` to `23` with `c`, and `401` (section 7). */
function statusKey(record: ProvinceEvent): string {
  const code = record.eventStatus.trim();
  if (['20', '21', '22', '23'].includes(code) && record.coordinating === '1') return `${code}c`;
  if (code === '40' && record.reviewResult === '1') return '401';
  return code;
}
