/**
 * Inspection tasks: those that events were born of, with the same number, day, place, item and bureau, and others that
 * found nothing. Joint visits (综合查一次) and tasks drawn by lot (双随机) are told apart, so that each figure of the
 * source document has tasks of its own.
 */

import { localDay } from '../local-time.ts';
import type { ProvincePlan, ProvinceTask } from '../province/supervision-record.ts';
import { isWorkingDay } from './calendar.ts';
import { departmentFor, items, townshipsByCounty } from './catalogue.ts';
import { categoryName, helpers, type Inspected } from './field.ts';
import { between, chance, pick, type Random, randomOf } from './random.ts';
import { DAY, packedDate, yearOf } from './times.ts';
import type { Stored, World } from './world.ts';

/** Joint visits of the first half-year, and the visits that they saved by F7 of indicators.md. */
const JOINT_VISITS = 2601;
const SAVED_BY_JOINT = 1468;
/** Drawn by lot to now: 85 of 173 by several departments are F5's 49.13 %; the counts behind it are not stated. */
const RANDOM_TASKS = 173;
const RANDOM_JOINT_TASKS = 85;
const SAVED_BY_RANDOM = 1461;

/** A task before it has a number and a plan. */
interface Draft {
  day: number;
  /** How many departments take part. */
  departments: number;
  visits: number;
  jointVisit: boolean;
}

const kindByItem = new Map(items.map(item => [item.provinceCode, item.departmentKind]));

/** Day descending, then number ascending. */
export function tasksOf(
  world: World,
  inspections: readonly Stored<Inspected>[],
  plans: readonly ProvincePlan[],
): ProvinceTask[] {
  const born = tasksOfEvents(world, inspections);
  const year = yearOf(world.options.now.getTime() / 1000);
  const carriedOut = plans.filter(plan => plan.planYear === year && plan.mergedPlanNo === null);
  const drafts = carriedOut.length === 0 ? [] : [...jointVisits(world, born), ...drawnByLot(world)];
  const times = new Map<number, number>();
  const others = drafts.map((draft, index) => {
    // Events' serials begin at 1001, so a day's others are numbered below.
    const time = (times.get(draft.day) ?? 0) + 1;
    times.set(draft.day, time);
    const random = randomOf(world.options.seed, 'task', index);
    return taskOf(random, draft, pick(random, carriedOut), time);
  });
  return [...born, ...others].sort(
    (a, b) => compare(b.inspectDate, a.inspectDate) || compare(a.taskNo, b.taskNo),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function tasksOfEvents(world: World, inspections: readonly Stored<Inspected>[]): ProvinceTask[] {
  return inspections.flatMap(({ no, reportedAt, record }) => {
    if (!record.taskNo) return [];
    const random = randomOf(world.options.seed, 'task', record.taskNo);
    const county = record.regionCode.slice(0, 6);
    const kind = kindByItem.get(record.itemCode) ?? 'ZFJ';
    const lead = departmentFor(county, kind);
    const count = chance(random, 0.5) ? 0 : chance(random, 0.2) ? 2 : 1;
    const task: ProvinceTask = {
      taskNo: record.taskNo,
      planNo: record.planNo,
      taskName: `${lead.name}综合查一次：${record.itemName}`,
      regionCode: record.regionCode,
      leadDeptCode: lead.code,
      leadDeptName: lead.name,
      coDeptCodes: helpers(random, county, lead.code, count).map(({ code }) => code),
      itemCodes: [record.itemCode],
      jointVisit: '1',
      randomised: '0',
      inspectDate: localDay(reportedAt),
      visitCount: between(random, 1, 5),
      eventNos: [no],
    };
    return [task];
  });
}

/** What the events' own tasks leave of the half-year's joint visits and of the visits saved. */
function jointVisits(world: World, born: readonly ProvinceTask[]): Draft[] {
  const random = randomOf(world.options.seed, 'joint visits');
  const { start, now } = periodOf(world);
  const halfYear = Math.min(now, Date.parse(`${yearOf(now)}-06-30T00:00:00+08:00`) / 1000);
  const within = born.filter(
    ({ inspectDate }) => inspectDate >= localDay(start) && inspectDate <= localDay(halfYear),
  );
  const sum = (of: (task: ProvinceTask) => number) => within.reduce((total, task) => total + of(task), 0);
  const visits = Math.max(0, JOINT_VISITS - sum(({ visitCount }) => visitCount));
  const saved = Math.max(
    0,
    Math.min(visits, SAVED_BY_JOINT - sum(({ visitCount, coDeptCodes }) => visitCount * coDeptCodes.length)),
  );
  const byThree = Math.floor(saved / 6);
  const byTwo = saved - 2 * byThree;
  const draft = (departments: number) => (visits: number) => ({
    day: workingDay(random, start, halfYear),
    departments,
    visits,
    jointVisit: true,
  });
  return [
    ...parts(random, byThree).map(draft(3)),
    ...parts(random, byTwo).map(draft(2)),
    ...parts(random, visits - byThree - byTwo).map(draft(1)),
  ];
}

function drawnByLot(world: World): Draft[] {
  const random = randomOf(world.options.seed, 'drawn by lot');
  const { start, now } = periodOf(world);
  return Array.from({ length: RANDOM_TASKS }, (_, index) => {
    const saved =
      Math.floor(SAVED_BY_RANDOM / RANDOM_JOINT_TASKS) +
      (index < SAVED_BY_RANDOM % RANDOM_JOINT_TASKS ? 1 : 0);
    const joint = index < RANDOM_JOINT_TASKS;
    const byThree = joint && saved % 2 === 0;
    return {
      day: workingDay(random, start, now),
      departments: joint ? (byThree ? 3 : 2) : 1,
      visits: joint ? (byThree ? saved / 2 : saved) : between(random, 4, 20),
      jointVisit: false,
    };
  });
}

function taskOf(
  random: Random,
  { day, departments, visits, jointVisit }: Draft,
  plan: ProvincePlan,
  time: number,
): ProvinceTask {
  const county = plan.regionCode.slice(0, 6);
  const towns = townshipsByCounty.get(county) ?? [];
  const itemCode = plan.itemCodes.length === 0 ? null : pick(random, plan.itemCodes);
  const kind = kindByItem.get(itemCode ?? '') ?? 'ZFJ';
  const lead = departmentFor(county, kind);
  const what = `${categoryName(plan.planNo.slice(12, 14))}${jointVisit ? '综合查一次' : '双随机抽查'}`;
  return {
    taskNo: `JC${packedDate(day)}${String(time).padStart(6, '0')}`,
    planNo: plan.planNo,
    taskName: `${lead.name}${what}`,
    regionCode: (towns.length === 0 ? county : pick(random, towns).code).padEnd(12, '0'),
    leadDeptCode: lead.code,
    leadDeptName: lead.name,
    coDeptCodes: helpers(random, county, lead.code, departments - 1).map(({ code }) => code),
    itemCodes: itemCode === null ? [] : [itemCode],
    jointVisit: jointVisit ? '1' : '0',
    randomised: jointVisit ? '0' : '1',
    inspectDate: localDay(day),
    visitCount: visits,
    eventNos: [],
  };
}

/** From the first day of the clock's year to the clock. */
function periodOf({ options }: World): { start: number; now: number } {
  const now = Math.floor(options.now.getTime() / 1000);
  return { start: Date.parse(`${yearOf(now)}-01-01T00:00:00+08:00`) / 1000, now };
}

/** A day of the period that is worked, else its last. */
function workingDay(random: Random, start: number, end: number): number {
  const days = Math.floor((end - start) / DAY);
  for (let day = between(random, 0, days); day <= days; day++) {
    if (isWorkingDay(start + day * DAY)) return start + day * DAY;
  }
  return start + days * DAY;
}

/** A number cut into parts of 6 to 18, the last of them smaller. */
function parts(random: Random, whole: number): number[] {
  const found: number[] = [];
  for (let left = whole; left > 0; left -= found.at(-1)!) found.push(Math.min(left, between(random, 6, 18)));
  return found;
}
