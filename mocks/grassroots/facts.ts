/** What can be asked of an event record: by filters, statistics and batches (lifecycle.md section 10). */
import { parseLocal } from '../local-time.ts';
import type { Facts } from '../table/columns.ts';
import type { GrassrootsEvent } from './record.ts';
import { phaseOf } from './statuses.ts';

export const COLUMNS = {
  source: 'code',
  region: 'code',
  gridClass: 'code',
  /** `''` where the city has not named it. */
  item: 'code',
  status: 'code',
  verified: 'code',
  urgency: 'code',
  dueAt: 'time',
  /** Of a closed event only. */
  closedAt: 'time',
  title: 'title',
} as const;

export type GrassrootsFacts = Facts<typeof COLUMNS>;

export function factsOf(record: GrassrootsEvent): GrassrootsFacts {
  const status = value(record.sjzt);
  return {
    source: value(record.sjly),
    region: value(record.xzqh).replace(/^(\d{9})000$/, '$1'),
    gridClass: value(record.sjlb),
    item: value(record.zfsxdm),
    status,
    verified: value(record.hcjg),
    urgency: value(record.jjcd),
    dueAt: parseLocal(record.blsx) ?? Number.NaN,
    closedAt: (phaseOf(status) === 'closed' ? parseLocal(record.bjsj) : null) ?? Number.NaN,
    title: record.sjbt,
  };
}

/** By which a record is found in a batch: its number, its number at the source (`XS:`, `RW:`), its case (`AJ:`). */
export function keysOf(record: GrassrootsEvent): string[] {
  const [no, source, ofCase] = [value(record.sjbh), value(record.yybh), value(record.ajbh)];
  return [
    ...(no ? [no] : []),
    ...(source ? [`${value(record.yylx)}:${source}`] : []),
    ...(ofCase ? [`AJ:${ofCase}`] : []),
  ];
}

/** Blanks around values occur; `null`, `""` and a missing field mean the same. */
export function value(field: string | null | undefined): string {
  return (field ?? '').trim();
}
