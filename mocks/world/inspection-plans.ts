/**
 * Inspection plans: those that the events' tasks name, and others of the year of the world's clock. A plan is drawn up
 * by the city's bureau for one county and category, and carried out by the county's.
 */
import type { ProvincePlan } from '../province/supervision-record.ts';
import { categories, counties, type Department, departmentFor, departments, placeOf } from './catalogue.ts';
import { categoryName, type Inspected, liveItems, supervisingKind } from './field.ts';
import { randomOf } from './random.ts';
import { yearOf } from './times.ts';
import type { Stored, World } from './world.ts';

const CITY = '331100';

/** F6 of indicators.md: (201 - 122) / 201 = 39.3 %. The counts behind it are not stated. */
const CARRIED_OUT = 122;
const JOINED = 79;

/**
 * The 14 departments whose plans were joined into others' (整合14个部门检查任务). Thirteen are bureaus of counties; with
 * the city's 21 they are the 34 departments whose plans were collected (归集34个部门执法计划).
 */
const JOINING: readonly (readonly [region: string, kind: string])[] = [
  [CITY, 'ZFJ'],
  ['331102', 'JTJ'],
  ['331102', 'SJJ'],
  ['331121', 'SJJ'],
  ['331121', 'SWJ'],
  ['331122', 'WJW'],
  ['331122', 'YJJ'],
  ['331123', 'LYJ'],
  ['331124', 'NYJ'],
  ['331125', 'HBJ'],
  ['331126', 'LYJ'],
  ['331127', 'WLJ'],
  ['331181', 'SJJ'],
  ['331181', 'YJJ'],
];

/** In the order of number. */
export function plansOf(world: World, inspections: readonly Stored<Inspected>[]): ProvincePlan[] {
  const year = yearOf(world.options.now.getTime() / 1000);
  const named = itemsByPlan(inspections);
  const numbers = new Set(named.keys());
  const ofYear = [...numbers].filter(no => no.startsWith(`JH${year}`));
  for (const no of further(world, year, ofYear)) numbers.add(no);

  const carriedOut = [...numbers].sort().map(no => planOf(world, no, named.get(no) ?? []));
  const joined = joinedPlans(carriedOut.filter(({ planYear }) => planYear === year));
  return [...carriedOut, ...joined].sort((a, b) => (a.planNo < b.planNo ? -1 : 1));
}

/** The plans that events name, each with the items that were found wanting. */
function itemsByPlan(inspections: readonly Stored<Inspected>[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { record } of inspections) {
    if (record.planNo === null) continue;
    const items = found.get(record.planNo);
    if (items) items.push(record.itemCode);
    else found.set(record.planNo, [record.itemCode]);
  }
  return found;
}

/** Numbers of plans beside those that events name: first one for each bureau that has none, then up to the count. */
function further(world: World, year: string, taken: readonly string[]): string[] {
  const seed = world.options.seed;
  const possible = counties
    .filter(({ level }) => level === 'COUNTY')
    .flatMap(county => categories.map(category => `JH${year}${county.code}${category.code}`))
    .filter(no => !taken.includes(no))
    .map(no => ({ no, lot: randomOf(seed, 'plan', no)() }))
    .sort((a, b) => a.lot - b.lot)
    .map(({ no }) => no);
  const kindOf = (no: string) => supervisingKind(no.slice(-2));
  const chosen: string[] = [];
  const kinds = new Set(taken.map(kindOf));
  for (const no of possible) {
    if (kinds.has(kindOf(no))) continue;
    kinds.add(kindOf(no));
    chosen.push(no);
  }
  const rest = possible.filter(no => !chosen.includes(no));
  return [...chosen, ...rest.slice(0, Math.max(0, CARRIED_OUT - taken.length - chosen.length))];
}

function planOf(world: World, no: string, foundWanting: readonly string[]): ProvincePlan {
  const [year, county, category] = [no.slice(2, 6), no.slice(6, 12), no.slice(12, 14)];
  const department = departmentFor(CITY, supervisingKind(category));
  return {
    planNo: no,
    planName: `${year}年${placeOf(county).name}${categoryName(category)}检查计划`,
    planYear: year,
    regionCode: county.padEnd(12, '0'),
    deptCode: department.code,
    deptName: department.name,
    itemCodes: [...new Set([...liveItems(world, category), ...foundWanting])].sort(),
    mergedPlanNo: null,
  };
}

/** Plans of the joining departments, each joined into one that is carried out in the same county. */
function joinedPlans(carriedOut: readonly ProvincePlan[]): ProvincePlan[] {
  const times = new Map<string, number>();
  return JOINING.flatMap(([region, kind], index) => {
    const department = departments.find(({ code }) => code === `${region}${kind}`)!;
    const into = carriedOut.filter(plan => region === CITY || plan.regionCode.startsWith(region));
    const count = Math.floor(JOINED / JOINING.length) + (index < JOINED % JOINING.length ? 1 : 0);
    if (into.length === 0) return [];
    return Array.from({ length: count }, (_, nth) => {
      const plan = into[(nth * 5 + index) % into.length]!;
      const time = (times.get(plan.planNo) ?? 0) + 1;
      times.set(plan.planNo, time);
      return joinedPlan(plan, department, time);
    });
  });
}

function joinedPlan(plan: ProvincePlan, { code, name }: Department, time: number): ProvincePlan {
  return {
    ...plan,
    planNo: `${plan.planNo}${String(time).padStart(2, '0')}`,
    planName: `${name}${plan.planName}`,
    deptCode: code,
    deptName: name,
    mergedPlanNo: plan.planNo,
  };
}
