/** Disputes about clues and about items alone (`GET /disputes`); those of clues are read off them at each call. */
import { parseRfc3339 } from '../local-time.ts';
import type { Parameters } from '../parameters.ts';
import { inRegion, regionPrefix } from '../region.ts';
import { byListOrder, type Stored, type World } from '../world/world.ts';
import { period } from './period.ts';
import type { CityListedDispute } from './record.ts';

type Test = (listed: CityListedDispute) => boolean;

/** Those that match, newest first by when they were raised, then by their own number and their clue's. */
export function disputesOf(world: World, matches: Test): Stored<CityListedDispute>[] {
  return [...disputesOfClues(world), ...world.city.itemDisputes()]
    .filter(matches)
    .map(record => ({
      reportedAt: parseRfc3339(record.dispute.raised_at) ?? 0,
      no: `${record.dispute.dispute_no} ${record.clue_no ?? ''}`,
      record,
    }))
    .sort(byListOrder);
}

function disputesOfClues({ city }: World): CityListedDispute[] {
  return city.clues.flatMap(({ record }) => {
    const { clue_no, source, region_code, item_code, item_name, dispute } = record;
    if (!dispute) return [];
    const item = { ...(item_code && { item_code }), ...(item_name && { item_name }) };
    return [{ clue_no, ...(source && { source }), region_code, ...item, dispute }];
  });
}

/** Reads every filter; throws `BadParameter` for a wrong value. */
export function disputeFilter(query: Parameters): Test {
  const state = query.oneOf('state', ['open', 'resolved']);
  const outcome = query.oneOf('outcome', ['assigned', 'withdrawn', 'not_actionable']);
  const department = query.one('department_code');
  const prefix = query.parsed('region_code', regionPrefix, 'a code of 6, 9 or 12 digits');
  const raised = period(query, 'raised');
  const resolved = period(query, 'resolved');
  return ({ region_code, dispute }) =>
    (state === undefined || dispute.state === state) &&
    (outcome === undefined || dispute.outcome === outcome) &&
    (department === undefined || dispute.parties.includes(department)) &&
    (prefix === undefined || inRegion(region_code, prefix)) &&
    raised(dispute.raised_at) &&
    resolved(dispute.resolved_at);
}
