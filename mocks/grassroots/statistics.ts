/** `POST /tj/cx` (lifecycle.md sections 7 and 10). */
import { type Key, keyOf, keyOfBoth, keyOfDay, measureGroups } from '../measures.ts';
import { assertListed, BadParameter } from '../parameters.ts';
import { regionAtLevel } from '../region.ts';
import type { Rows } from '../table/rows.ts';
import type { GrassrootsEvents } from './events.ts';
import { phaseOf } from './statuses.ts';

type Table = GrassrootsEvents['table'];

const KEYS: Record<string, (table: Table) => Key> = {
  xzqh6: ({ columns }) => keyOf('xzqh6', columns.region, code => regionAtLevel(code, 6)),
  xzqh9: ({ columns }) => keyOf('xzqh9', columns.region, code => regionAtLevel(code, 9)),
  sjlb: ({ columns }) => keyOf('sjlb', columns.gridClass, code => code),
  zfsxdm: ({ columns }) => keyOf('zfsxdm', columns.item, code => code),
  // `DHC` is split by the second field that tells its two meanings apart (section 7).
  sjzt: ({ columns }) =>
    keyOfBoth('sjzt', columns.status, columns.verified, (code, verified) =>
      code === 'DHC' && verified === '1' ? 'DHC1' : code,
    ),
  // A date alone is yyyyMMdd on this system.
  rq: ({ at, length }) => keyOfDay('rq', at, length, day => day.replaceAll('-', '')),
};

/** `fz`: comma-joined; empty for one row over all. */
export function readGroupBy(fz: string): string[] {
  const groupBy = fz === '' ? [] : [...new Set(fz.split(','))];
  assertListed('fz', groupBy, Object.keys(KEYS));
  if (groupBy.length > 2) throw new BadParameter('fz', `at most 2, got ${groupBy.length}`);
  return groupBy;
}

export function statistics({ table }: GrassrootsEvents, rows: Rows, groupBy: string[], nowSeconds: number) {
  const asked = groupBy.map(name => KEYS[name]!(table));
  return measureGroups(rows, table, phaseOf, asked, nowSeconds).map(({ keys, measures }) => ({
    jz: Object.fromEntries(keys),
    zs: `${measures.total}`,
    zfs: `${measures.voided}`,
    bjs: `${measures.closed}`,
    yss: `${measures.transferred}`,
    asbjs: `${measures.closedOnTime}`,
    cqs: `${measures.openOverdue}`,
    xsfb: Object.fromEntries([...measures.hoursHistogram].map(([hours, count]) => [hours, `${count}`])),
  }));
}
