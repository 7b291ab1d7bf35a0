/** The filters of `GET /event/list` and of `stat/query` (lifecycle.md section 8). */
import { parseLocal } from '../local-time.ts';
import { isOverdue, type Standing } from '../measures.ts';
import { assertListed, type Parameters } from '../parameters.ts';
import { inRegion, regionPrefix } from '../region.ts';
import type { Stored } from '../world/world.ts';
import type { ProvinceEvent } from './record.ts';
import { phaseOf, STATUS_CODES } from './statuses.ts';

type Event = Stored<ProvinceEvent>;
type Test = (event: Event) => boolean;

/** Reads every filter; throws `BadParameter` for a wrong value. */
export function eventFilter(query: Parameters, nowSeconds: number): Test {
  const tests: Test[] = [];
  const when = <Value>(value: Value | undefined, test: (value: Value, event: Event) => boolean) => {
    if (value !== undefined) tests.push(event => test(value, event));
  };
  const statuses = query.list('eventStatus');
  if (statuses) assertListed('eventStatus', statuses, STATUS_CODES);

  when(
    query.oneOf('eventSource', ['self', 'all']),
    (source, { record }) => source === 'all' || record.eventSource === 'self',
  );
  when(query.parsed('regionCode', regionPrefix, 'a code of 6, 9 or 12 digits'), (prefix, { record }) =>
    inRegion(record.regionCode, prefix),
  );
  when(query.one('itemCode'), (code, { record }) => record.itemCode === code);
  when(query.oneOf('itemKind', ['1', '2']), (kind, { record }) => record.itemKind === kind);
  when(query.one('categoryCode'), (code, { record }) => record.categoryCode === code);
  when(statuses, (codes, { record }) => codes.includes(record.eventStatus.trim()));
  when(query.oneOf('coordinating', ['0', '1']), (flag, { record }) => (record.coordinating ?? '0') === flag);
  when(
    query.oneOf('reviewResult', ['1', '2', 'empty']),
    (result, { record }) => (record.reviewResult || 'empty') === result,
  );
  when(query.oneOf('urgency', ['1', '2', '3']), (urgency, { record }) => record.urgency === urgency);
  when(
    query.parsed('reportTimeStart', parseLocal, 'yyyy-MM-dd HH:mm:ss'),
    (start, event) => event.reportedAt >= start,
  );
  when(
    query.parsed('reportTimeEnd', parseLocal, 'yyyy-MM-dd HH:mm:ss'),
    (end, event) => event.reportedAt <= end,
  );
  when(query.oneOf('overdue', ['1']), (_, event) => isOverdue(standingOf(event), nowSeconds));
  when(query.one('keyword'), (keyword, { record }) => (record.eventTitle ?? '').includes(keyword));
  when(query.one('deptCode'), (code, { record }) => record.deptCode === code);
  return event => tests.every(test => test(event));
}

/** What the statistics measures need of an event; the province has no closing time but that of the status. */
export function standingOf({ record, reportedAt }: Event): Standing {
  const phase = phaseOf(record.eventStatus.trim());
  return {
    phase,
    reportedAt,
    dueAt: parseLocal(record.dueTime),
    closedAt: phase === 'closed' ? parseLocal(record.statusTime) : null,
  };
}
