/** The filters of `GET /sj/lb` and of `POST /tj/cx` (lifecycle.md section 10). */
import { parseLocal } from '../local-time.ts';
import { isOverdue, type Standing } from '../measures.ts';
import { assertListed, BadParameter, type Parameters } from '../parameters.ts';
import { inRegion, regionPrefix } from '../region.ts';
import type { Stored } from '../world/world.ts';
import type { GrassrootsEvent } from './record.ts';
import { phaseOf, STATUS_CODES } from './statuses.ts';

type Event = Stored<GrassrootsEvent>;
type Test = (event: Event) => boolean;

const MAX_PAIRS = 100;
/** Written for an empty value, wherever a filter can ask for one. */
const EMPTY = 'wu';

/** Reads every filter; throws `BadParameter` for a wrong value. */
export function eventFilter(query: Parameters, nowSeconds: number): Test {
  const tests: Test[] = [];
  const when = <Value>(value: Value | undefined, test: (value: Value, event: Event) => boolean) => {
    if (value !== undefined) tests.push(event => test(value, event));
  };
  const statuses = query.list('sjzt');
  if (statuses) assertListed('sjzt', statuses, STATUS_CODES);

  when(
    query.oneOf('sjly', ['WG', 'QB']),
    (source, { record }) => source === 'QB' || value(record.sjly) === source,
  );
  when(query.parsed('xzqh', regionPrefix, 'a code of 6, 9 or 12 digits'), (prefix, { record }) =>
    inRegion(record.xzqh, prefix),
  );
  when(query.list('sjlb'), (classes, { record }) => classes.includes(value(record.sjlb)));
  when(query.list('zfsxdm'), (items, { record }) => items.includes(value(record.zfsxdm) || EMPTY));
  when(classItemPairs(query), (pairs, { record }) => pairs.some(pair => fits(pair, record)));
  when(statuses, (codes, { record }) => codes.includes(value(record.sjzt)));
  when(
    query.oneOf('hcjg', ['1', '2', EMPTY]),
    (result, { record }) => (value(record.hcjg) || EMPTY) === result,
  );
  when(query.oneOf('jjcd', ['1', '2', '3']), (urgency, { record }) => value(record.jjcd) === urgency);
  when(query.parsed('kssj', parseLocal, 'yyyy-MM-dd HH:mm:ss'), (from, event) => event.reportedAt >= from);
  when(query.parsed('jssj', parseLocal, 'yyyy-MM-dd HH:mm:ss'), (to, event) => event.reportedAt <= to);
  when(query.oneOf('sfcq', ['1']), (_, event) => isOverdue(standingOf(event), nowSeconds));
  when(query.one('gjc'), (keyword, { record }) => record.sjbt.includes(keyword));
  return event => tests.every(test => test(event));
}

/** What the statistics measures need of an event. */
export function standingOf({ record, reportedAt }: Event): Standing {
  const phase = phaseOf(value(record.sjzt));
  return {
    phase,
    reportedAt,
    dueAt: parseLocal(record.blsx),
    closedAt: phase === 'closed' ? parseLocal(record.bjsj) : null,
  };
}

/** Blanks around values occur; `null`, `""` and a missing field mean the same. */
export function value(field: string | null | undefined): string {
  return (field ?? '').trim();
}

/** `lbsx`: or-joined pairs `class:item`. */
function classItemPairs(query: Parameters): [string, string][] | undefined {
  const pairs = query.list('lbsx')?.map(text => {
    const [gridClass, item, ...rest] = text.split(':');
    if (!gridClass || !item || rest.length > 0)
      throw new BadParameter('lbsx', `expected class:item, got ${text}`);
    return [gridClass, item] as [string, string];
  });
  if (pairs && pairs.length > MAX_PAIRS)
    throw new BadParameter('lbsx', `at most ${MAX_PAIRS} pairs, got ${pairs.length}`);
  return pairs;
}

function fits([gridClass, item]: [string, string], record: GrassrootsEvent): boolean {
  return value(record.sjlb) === gridClass && (item === '*' || (value(record.zfsxdm) || EMPTY) === item);
}
