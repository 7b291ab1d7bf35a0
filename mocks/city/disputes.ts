/** Disputes about clues and about items alone (`GET /disputes`); those of clues are read off them. */
import { parseRfc3339 } from '../local-time.ts';
import type { Parameters } from '../parameters.ts';
import { inRegion, regionPrefix } from '../region.ts';
import { type ListKey, type Ordered, orderedRows, orderedTogether } from '../table/ordered.ts';
import { Question } from '../table/question.ts';
import type { Filter } from '../table/table.ts';
import { byListOrder, type World } from '../world/world.ts';
import { type DisputeFacts, disputeFacts } from './facts.ts';
import type { CityListedDispute } from './record.ts';

/** A dispute about an item alone; those about clues are rows of their table. */
interface OfItem extends ListKey {
  record: CityListedDispute;
}

/** What is asked of disputes: of those about clues, and of one about an item. */
export interface DisputeFilter {
  ofClues: Filter;
  matches(raisedAt: number, facts: DisputeFacts): boolean;
}

/** Those that match, newest first by when they were raised, then by their own number and their clue's. */
export function disputesOf({ city }: World, { ofClues, matches }: DisputeFilter): Ordered<number | OfItem> {
  const { disputes } = city.clues.parts;
  const rows = orderedRows(disputes.select(ofClues), disputes.at, row => city.clues.partNo('disputes', row));
  const ofItems = city
    .itemDisputes()
    .map(record => ({
      reportedAt: parseRfc3339(record.dispute.raised_at) ?? 0,
      no: `${record.dispute.dispute_no} `,
      record,
    }))
    .filter(({ reportedAt, record }) => matches(reportedAt, disputeFacts(record.dispute, record.region_code)))
    .sort(byListOrder);
  return orderedTogether(rows, ofItems);
}

export function listedDispute({ city }: World, row: number | OfItem): CityListedDispute {
  if (typeof row !== 'number') return row.record;
  const { clue_no, source, region_code, item_code, item_name, dispute } = city.clues.record(
    city.clues.parts.disputes.ref[row]!,
  );
  const item = { ...(item_code && { item_code }), ...(item_name && { item_name }) };
  return { clue_no, ...(source && { source }), region_code, ...item, dispute: dispute! };
}

/** Reads every filter; throws `BadParameter` for a wrong value. */
export function disputeFilter({ city }: World, query: Parameters): DisputeFilter {
  const { columns } = city.clues.parts.disputes;
  const ofClues = new Question();
  const ofOne: ((raisedAt: number, facts: DisputeFacts) => boolean)[] = [];
  const where = (
    name: string,
    column: 'state' | 'outcome' | 'parties' | 'region',
    wanted: string | undefined,
    test: (code: string, wanted: string) => boolean,
  ) => {
    if (wanted === undefined) return;
    ofClues.where(name, wanted, columns[column], (value, code) => test(code, value));
    ofOne.push((_, facts) => test(facts[column], wanted));
  };
  const within = (from: number, to: number, at: number) => from <= at && at <= to;

  where('state', 'state', query.oneOf('state', ['open', 'resolved']), (code, wanted) => code === wanted);
  const outcome = query.oneOf('outcome', ['assigned', 'withdrawn', 'not_actionable']);
  where('outcome', 'outcome', outcome, (code, wanted) => code === wanted);
  where('department_code', 'parties', query.one('department_code'), (codes, wanted) =>
    codes.split(' ').includes(wanted),
  );
  const prefix = query.parsed('region_code', regionPrefix, 'a code of 6, 9 or 12 digits');
  where('region_code', 'region', prefix, inRegion);
  const raised = period(query, 'raised');
  Object.assign(ofClues, raised);
  ofOne.push(raisedAt => within(raised.from, raised.to, raisedAt));
  const resolved = period(query, 'resolved');
  if (Number.isFinite(resolved.from) || Number.isFinite(resolved.to)) {
    // What has no time is in no period.
    const { data } = columns.resolvedAt;
    ofClues.that('resolved', resolved, row => within(resolved.from, resolved.to, data[row]!));
    ofOne.push((_, { resolvedAt }) => within(resolved.from, resolved.to, resolvedAt));
  }
  return { ofClues, matches: (raisedAt, facts) => ofOne.every(test => test(raisedAt, facts)) };
}

/** Reads `<name>_from` and `<name>_to`, Unix seconds, both inclusive. */
function period(query: Parameters, name: string): { from: number; to: number } {
  const read = (end: string) => query.parsed(`${name}_${end}`, parseRfc3339, 'RFC 3339 with an offset');
  return { from: read('from') ?? Number.NEGATIVE_INFINITY, to: read('to') ?? Number.POSITIVE_INFINITY };
}
