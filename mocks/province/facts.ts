/** What can be asked of an event record: by filters, statistics and batches (lifecycle.md section 8). */
import { parseLocal } from '../local-time.ts';
import type { Facts } from '../table/columns.ts';
import type { ProvinceEvent } from './record.ts';
import { phaseOf } from './statuses.ts';

export const COLUMNS = {
  source: 'code',
  region: 'code',
  item: 'code',
  kind: 'code',
  category: 'code',
  status: 'code',
  coordinating: 'code',
  /** `''` for none, here and below. */
  reviewed: 'code',
  urgency: 'code',
  department: 'code',
  dueAt: 'time',
  /** Of a closed event only: the province has no closing time but that of the status. */
  closedAt: 'time',
  title: 'title',
} as const;

export type ProvinceFacts = Facts<typeof COLUMNS>;

export function factsOf(record: ProvinceEvent): ProvinceFacts {
  const status = record.eventStatus.trim();
  return {
    source: record.eventSource,
    region: record.regionCode,
    item: record.itemCode,
    kind: record.itemKind,
    category: record.categoryCode,
    status,
    coordinating: record.coordinating ?? '0',
    reviewed: record.reviewResult ?? '',
    urgency: record.urgency,
    department: record.deptCode ?? '',
    dueAt: parseLocal(record.dueTime) ?? Number.NaN,
    closedAt: (phaseOf(status) === 'closed' ? parseLocal(record.statusTime) : null) ?? Number.NaN,
    title: record.eventTitle ?? '',
  };
}

/** By which a record is found in a batch: its number, and the platform and number of its source. */
export const keysOf = ({ eventNo, sourcePlatform, sourceNo }: ProvinceEvent): string[] => [
  ...(eventNo ? [eventNo] : []),
  ...(sourceNo ? [`${sourcePlatform} ${sourceNo}`] : []),
];
