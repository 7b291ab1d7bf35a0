/** The filters of `GET /clues` and of `POST /statistics` (lifecycle.md section 9). */
import { parseRfc3339 } from '../local-time.ts';
import { overdue } from '../measures.ts';
import { assertListed, type Parameters } from '../parameters.ts';
import { inRegion, regionPrefix } from '../region.ts';
import type { CodeColumn } from '../table/columns.ts';
import { Question } from '../table/question.ts';
import type { Filter } from '../table/table.ts';
import type { CityClues } from './clues.ts';
import { phaseOf, STATUS_CODES } from './statuses.ts';

/** Reads every filter; throws `BadParameter` for a wrong value. Lists are repeated parameters (section 13). */
export function clueFilter({ table }: CityClues, query: Parameters, nowSeconds: number): Filter {
  const { columns } = table;
  const asked = new Question();
  const is = <Code extends string>(name: string, value: Code | undefined, column: CodeColumn) =>
    asked.where(name, value, column, (wanted, code) => code === wanted);
  const statuses = query.all('status');
  if (statuses) assertListed('status', statuses, STATUS_CODES);

  is('origin', query.oneOf('origin', ['city', 'grassroots', 'province']), columns.origin);
  asked.where(
    'region_code',
    query.parsed('region_code', regionPrefix, 'a code of 6, 9 or 12 digits'),
    columns.region,
    (prefix, code) => inRegion(code, prefix),
  );
  asked.where('item_code', query.all('item_code'), columns.item, (codes, code) => codes.includes(code));
  is('item_kind', query.oneOf('item_kind', ['supervision', 'enforcement']), columns.kind);
  is('category_code', query.one('category_code'), columns.category);
  asked.where('status', statuses, columns.status, (codes, code) => codes.includes(code));
  is('urgency', query.oneOf('urgency', ['normal', 'urgent', 'critical']), columns.urgency);
  asked.from = query.parsed('reported_from', parseRfc3339, 'RFC 3339 with an offset') ?? asked.from;
  asked.to = query.parsed('reported_to', parseRfc3339, 'RFC 3339 with an offset') ?? asked.to;
  if (query.oneOf('overdue', ['true']))
    asked.that('overdue', nowSeconds, overdue(table, phaseOf, nowSeconds));
  asked.whereTitle('q', query.one('q'), columns.title);
  is('department_code', query.one('department_code'), columns.department);
  return asked;
}
