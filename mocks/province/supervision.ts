/** The lists beside the events: plans, tasks, delegations with their changes, scenarios. */

import { inAnyOrder } from '../any-order.ts';
import { parseLocal } from '../local-time.ts';
import { BadParameter, type Parameters } from '../parameters.ts';
import { inRegion, regionPrefix } from '../region.ts';
import type { World } from '../world/world.ts';
import { posted } from './call.ts';
import { type Page, pageOf } from './paging.ts';
import type {
  ProvinceDelegation,
  ProvinceDelegationChange,
  ProvincePlan,
  ProvinceScenario,
  ProvinceTask,
  Supervision,
} from './supervision-record.ts';

/**
 * Makes the lists when they are first asked for, and again when events changed: a start waits neither for them nor
 * for what makes them.
 */
export function supervision(world: World): () => Promise<Supervision> {
  let made: Supervision | null = null;
  let version = -1;
  return async () => {
    const { supervisionOf } = await import('../world/supervision.ts');
    if (made === null || version !== world.province.events.table.version) {
      version = world.province.events.table.version;
      made = supervisionOf(world);
    }
    return made;
  };
}

type Test<Row> = (row: Row) => boolean;
type Lists = Awaited<ReturnType<ReturnType<typeof supervision>>>;

export function planList(query: Parameters, { plans }: Lists): Page<ProvincePlan> {
  const year = query.parsed('planYear', text => (/^\d{4}$/.test(text) ? text : null), 'yyyy');
  const dept = query.one('deptCode');
  const item = query.one('itemCode');
  const merged = query.oneOf('merged', FLAG);
  return listed(query, plans, [
    within(query),
    plan => year === undefined || plan.planYear === year,
    plan => dept === undefined || plan.deptCode === dept,
    plan => item === undefined || plan.itemCodes.includes(item),
    plan => flagged(merged, plan.mergedPlanNo !== null),
  ]);
}

export function taskList(query: Parameters, { tasks }: Lists): Page<ProvinceTask> {
  const dept = query.one('deptCode');
  const item = query.one('itemCode');
  const planNo = query.one('planNo');
  const jointVisit = query.oneOf('jointVisit', FLAG);
  const randomised = query.oneOf('randomised', FLAG);
  const multiDept = query.oneOf('multiDept', FLAG);
  return listed(query, tasks, [
    within(query),
    between(query, 'inspectDate'),
    task => dept === undefined || task.leadDeptCode === dept || task.coDeptCodes.includes(dept),
    task => item === undefined || task.itemCodes.includes(item),
    task => planNo === undefined || task.planNo === planNo,
    task => flagged(jointVisit, task.jointVisit === '1'),
    task => flagged(randomised, task.randomised === '1'),
    task => flagged(multiDept, task.coDeptCodes.length > 0),
  ]);
}

export function tasksByNumber(
  query: Parameters,
  text: string,
  { tasks }: Lists,
  max: number,
): ProvinceTask[] {
  const numbers = new Set(posted(query, text, body => body.texts('taskNos', { max })));
  return inAnyOrder(
    tasks.filter(({ taskNo }) => numbers.has(taskNo)),
    ({ taskNo }) => taskNo,
  );
}

export function delegationList(query: Parameters, { delegations }: Lists): Page<ProvinceDelegation> {
  const item = query.one('itemCode');
  const state = query.oneOf('delegateState', ['1', '2', '3']);
  return listed(query, delegations, [
    within(query),
    row => item === undefined || row.itemCode === item,
    row => state === undefined || row.delegateState === state,
  ]);
}

export function delegationChangeList(
  query: Parameters,
  { delegationChanges }: Lists,
): Page<ProvinceDelegationChange> {
  const item = query.one('itemCode');
  const kind = query.oneOf('changeKind', ['1', '2']);
  return listed(query, delegationChanges, [
    within(query),
    between(query, 'changeDate'),
    row => item === undefined || row.itemCode === item,
    row => kind === undefined || row.changeKind === kind,
  ]);
}

export function scenarioList(query: Parameters, { scenarios }: Lists): Page<ProvinceScenario> {
  const dept = query.one('deptCode');
  const item = query.one('itemCode');
  const selected = query.oneOf('selected', FLAG);
  return listed(query, scenarios, [
    within(query),
    row => dept === undefined || row.leadDeptCode === dept || row.coDeptCodes.includes(dept),
    row => item === undefined || row.itemCodes.includes(item),
    row => flagged(selected, row.selected === '1'),
  ]);
}

const FLAG = ['1', '0'] as const;

const flagged = (asked: '1' | '0' | undefined, is: boolean): boolean =>
  asked === undefined || (asked === '1') === is;

/** The page of the rows that pass every test; to be called when all filters were read. */
function listed<Row>(query: Parameters, rows: readonly Row[], tests: Test<Row>[]): Page<Row> {
  const page = pageOf(query);
  query.done();
  return page(rows.filter(row => tests.every(test => test(row))));
}

function within(query: Parameters): Test<{ regionCode: string }> {
  const prefix = query.parsed('regionCode', regionPrefix, 'a code of 6, 9 or 12 digits');
  return ({ regionCode }) => prefix === undefined || inRegion(regionCode, prefix);
}

/** Days between two, both inclusive. */
function between<Name extends string>(query: Parameters, name: Name): Test<Record<Name, string>> {
  const [start, end] = [day(query, `${name}Start`), day(query, `${name}End`)];
  return row => (start === undefined || row[name] >= start) && (end === undefined || row[name] <= end);
}

function day(query: Parameters, name: string): string | undefined {
  const text = query.one(name);
  if (text !== undefined && parseLocal(`${text} 00:00:00`) === null)
    throw new BadParameter(name, `expected yyyy-MM-dd, got ${text}`);
  return text;
}
