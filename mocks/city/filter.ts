/** The filters of `GET /clues` and of `POST /statistics` (lifecycle.md section 9). */
import { parseRfc3339 } from '../local-time.ts';
import { isOverdue, type Standing } from '../measures.ts';
import { assertListed, type Parameters } from '../parameters.ts';
import { inRegion, regionPrefix } from '../region.ts';
import type { Stored } from '../world/world.ts';
import type { CityClue } from './record.ts';
import { phaseOf, STATUS_CODES } from './statuses.ts';

type Clue = Stored<CityClue>;
type Test = (clue: Clue) => boolean;

/** Reads every filter; throws `BadParameter` for a wrong value. Lists are repeated parameters (section 13). */
export function clueFilter(query: Parameters, nowSeconds: number): Test {
  const tests: Test[] = [];
  const when = <Value>(value: Value | undefined, test: (value: Value, clue: Clue) => boolean) => {
    if (value !== undefined) tests.push(clue => test(value, clue));
  };
  const statuses = query.all('status');
  if (statuses) assertListed('status', statuses, STATUS_CODES);

  when(
    query.oneOf('origin', ['city', 'grassroots', 'province']),
    (origin, { record }) => (record.source?.platform ?? 'city') === origin,
  );
  when(query.parsed('region_code', regionPrefix, 'a code of 6, 9 or 12 digits'), (prefix, { record }) =>
    inRegion(record.region_code, prefix),
  );
  when(
    query.all('item_code'),
    (codes, { record }) => record.item_code !== undefined && codes.includes(record.item_code),
  );
  when(
    query.oneOf('item_kind', ['supervision', 'enforcement']),
    (kind, { record }) => record.item_kind === kind,
  );
  when(query.one('category_code'), (code, { record }) => record.category_code === code);
  when(statuses, (codes, { record }) => codes.includes(record.status.trim()));
  when(
    query.oneOf('urgency', ['normal', 'urgent', 'critical']),
    (urgency, { record }) => record.urgency === urgency,
  );
  when(
    query.parsed('reported_from', parseRfc3339, 'RFC 3339 with an offset'),
    (from, clue) => clue.reportedAt >= from,
  );
  when(
    query.parsed('reported_to', parseRfc3339, 'RFC 3339 with an offset'),
    (to, clue) => clue.reportedAt <= to,
  );
  when(query.oneOf('overdue', ['true']), (_, clue) => isOverdue(standingOf(clue), nowSeconds));
  when(query.one('q'), (text, { record }) => record.title.includes(text));
  when(query.one('department_code'), (code, { record }) => record.department?.code === code);
  return clue => tests.every(test => test(clue));
}

/** What the statistics measures need of a clue; the city has no closing time but that of the status. */
export function standingOf({ record, reportedAt }: Clue): Standing {
  const phase = phaseOf(record.status.trim());
  return {
    phase,
    reportedAt,
    dueAt: parseRfc3339(record.due_at),
    closedAt: phase === 'closed' ? parseRfc3339(record.status_changed_at) : null,
  };
}
