/** `POST /tj/cx` (lifecycle.md sections 7 and 10). */
import { localDay } from '../local-time.ts';
import { measureGroups } from '../measures.ts';
import { assertListed, BadParameter } from '../parameters.ts';
import { regionAtLevel } from '../region.ts';
import type { Stored } from '../world/world.ts';
import { standingOf, value } from './filter.ts';
import type { GrassrootsEvent } from './record.ts';

type Event = Stored<GrassrootsEvent>;

const KEYS: Record<string, (event: Event) => string> = {
  xzqh6: ({ record }) => regionAtLevel(record.xzqh, 6),
  xzqh9: ({ record }) => regionAtLevel(record.xzqh, 9),
  sjlb: ({ record }) => value(record.sjlb),
  zfsxdm: ({ record }) => value(record.zfsxdm),
  sjzt: ({ record }) => statusKey(record),
  // A date alone is yyyyMMdd on this system.
  rq: ({ reportedAt }) => localDay(reportedAt).replaceAll('-', ''),
};

/** `fz`: comma-joined; empty for one row over all. */
export function readGroupBy(fz: string): string[] {
  const groupBy = fz === '' ? [] : [...new Set(fz.split(','))];
  assertListed('fz', groupBy, Object.keys(KEYS));
  if (groupBy.length > 2) throw new BadParameter('fz', `at most 2, got ${groupBy.length}`);
  return groupBy;
}

export function statistics(events: readonly Event[], groupBy: string[], nowSeconds: number) {
  const keysOf = (event: Event) => Object.fromEntries(groupBy.map(name => [name, KEYS[name]!(event)]));
  return measureGroups(events, keysOf, standingOf, nowSeconds).map(({ keys, measures }) => ({
    jz: keys,
    zs: `${measures.total}`,
    zfs: `${measures.voided}`,
    bjs: `${measures.closed}`,
    yss: `${measures.transferred}`,
    asbjs: `${measures.closedOnTime}`,
    cqs: `${measures.openOverdue}`,
    xsfb: Object.fromEntries([...measures.hoursHistogram].map(([hours, count]) => [hours, `${count}`])),
  }));
}

/** `DHC` is split by the second field that tells its two meanings apart (section 7). */
function statusKey(record: GrassrootsEvent): string {
  const code = value(record.sjzt);
  return code === 'DHC' && value(record.hcjg) === '1' ? 'DHC1' : code;
}
