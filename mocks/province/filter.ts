/** The filters of `GET /event/list` and of `stat/query` (lifecycle.md section 8). */
import { parseLocal } from '../local-time.ts';
import { overdue } from '../measures.ts';
import { assertListed, type Parameters } from '../parameters.ts';
import { inRegion, regionPrefix } from '../region.ts';
import type { CodeColumn } from '../table/columns.ts';
import { Question } from '../table/question.ts';
import type { Filter } from '../table/table.ts';
import type { ProvinceEvents } from './events.ts';
import { phaseOf, STATUS_CODES } from './statuses.ts';

/** Reads every filter; throws `BadParameter` for a wrong value. */
export function eventFilter({ table }: ProvinceEvents, query: Parameters, nowSeconds: number): Filter {
  const { columns } = table;
  const asked = new Question();
  const is = <Code extends string>(name: string, value: Code | undefined, column: CodeColumn) =>
    asked.where(name, value, column, (wanted, code) => code === wanted);
  const statuses = query.list('eventStatus');
  if (statuses) assertListed('eventStatus', statuses, STATUS_CODES);

  const source = query.oneOf('eventSource', ['self', 'all']);
  is('eventSource', source === 'all' ? undefined : source, columns.source);
  asked.where(
    'regionCode',
    query.parsed('regionCode', regionPrefix, 'a code of 6, 9 or 12 digits'),
    columns.region,
    (prefix, code) => inRegion(code, prefix),
  );
  is('itemCode', query.one('itemCode'), columns.item);
  is('itemKind', query.oneOf('itemKind', ['1', '2']), columns.kind);
  is('categoryCode', query.one('categoryCode'), columns.category);
  asked.where('eventStatus', statuses, columns.status, (codes, code) => codes.includes(code));
  is('coordinating', query.oneOf('coordinating', ['0', '1']), columns.coordinating);
  asked.where(
    'reviewResult',
    query.oneOf('reviewResult', ['1', '2', 'empty']),
    columns.reviewed,
    (result, code) => (code || 'empty') === result,
  );
  is('urgency', query.oneOf('urgency', ['1', '2', '3']), columns.urgency);
  asked.from = query.parsed('reportTimeStart', parseLocal, 'yyyy-MM-dd HH:mm:ss') ?? asked.from;
  asked.to = query.parsed('reportTimeEnd', parseLocal, 'yyyy-MM-dd HH:mm:ss') ?? asked.to;
  if (query.oneOf('overdue', ['1'])) asked.that('overdue', nowSeconds, overdue(table, phaseOf, nowSeconds));
  asked.whereTitle('keyword', query.one('keyword'), columns.title);
  is('deptCode', query.one('deptCode'), columns.department);
  return asked;
}
