/** What the mock province holds beside its events: the figures of the source document, and that it fits the events. */
import { describe, expect, it } from '@jest/globals';
import { createWorld } from '../../mocks/world/create.ts';
import { supervisionOf } from '../../mocks/world/supervision.ts';
import type { WorldOptions } from '../../mocks/world/world.ts';

const made = (options: Partial<WorldOptions> = {}) => {
  const world = createWorld(options);
  return { world, ...supervisionOf(world) };
};
const { world, plans, tasks, delegations, delegationChanges, scenarios } = made();

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
const distinct = (values: string[]) => new Set(values).size;
const counties = (rows: { regionCode: string }[]) =>
  [...new Set(rows.map(({ regionCode }) => regionCode.slice(0, 6)))].sort();

describe('the figures of the source document, in the default world', () => {
  const of2024 = plans.filter(({ planYear }) => planYear === '2024');
  const joined = of2024.filter(({ mergedPlanNo }) => mergedPlanNo !== null);
  const saved = ({ visitCount, coDeptCodes }: (typeof tasks)[number]) => visitCount * coDeptCodes.length;

  it('plans of 2024 are of 34 departments, those that were joined into others of 14', () => {
    expect(distinct(of2024.map(({ deptCode }) => deptCode))).toBe(34);
    expect(distinct(joined.map(({ deptCode }) => deptCode))).toBe(14);
  });

  it('joining reduced the plans by 39.3 % (F6)', () => {
    expect([of2024.length, of2024.length - joined.length]).toEqual([201, 122]);
    expect((joined.length / of2024.length).toFixed(3)).toBe('0.393');
  });

  it('49.13 % of the tasks drawn by lot are by several departments (F5), and these saved 1,461 visits (F7)', () => {
    const random = tasks.filter(({ randomised }) => randomised === '1');
    const several = random.filter(({ coDeptCodes }) => coDeptCodes.length > 0);
    expect((several.length / random.length).toFixed(4)).toBe('0.4913');
    expect(sum(several.map(saved))).toBe(1461);
  });

  it('joint visits of January to June are 2,601 and saved 1,468 (F7)', () => {
    const joint = tasks.filter(
      ({ jointVisit, inspectDate }) =>
        jointVisit === '1' && inspectDate >= '2024-01-01' && inspectDate <= '2024-06-30',
    );
    expect(sum(joint.map(({ visitCount }) => visitCount))).toBe(2601);
    expect(sum(joint.map(saved))).toBe(1468);
  });

  it('37 townships of 5 counties changed their lists: 1,502 removed, 316 added, -1,186 in all (F8)', () => {
    const of = (kind: string) => delegationChanges.filter(({ changeKind }) => changeKind === kind);
    expect([of('2').length, of('1').length, of('1').length - of('2').length]).toEqual([1502, 316, -1186]);
    expect(distinct(delegationChanges.map(({ regionCode }) => regionCode))).toBe(37);
    expect(counties(delegationChanges)).toEqual(['331102', '331123', '331124', '331126', '331127']);
    expect(delegationChanges.every(({ changeDate }) => changeDate.startsWith('2024-'))).toBe(true);
  });

  it('28 townships of 4 counties gave back all that they had', () => {
    const withdrawn = delegations.filter(({ delegateState }) => delegateState === '2');
    const towns = new Set(withdrawn.map(({ regionCode }) => regionCode));
    expect(towns.size).toBe(28);
    expect(counties(withdrawn)).toEqual(['331102', '331123', '331124', '331125']);
    expect(delegations.filter(({ regionCode }) => towns.has(regionCode))).toHaveLength(withdrawn.length);
  });

  it('scenarios are 95, of which 14 are selected, and the three that are named stand in their counties', () => {
    expect(scenarios).toHaveLength(95);
    expect(distinct(scenarios.map(({ scenarioNo }) => scenarioNo))).toBe(95);
    expect(scenarios.filter(({ selected }) => selected === '1')).toHaveLength(14);
    const named = scenarios.slice(0, 3).map(({ scenarioName, regionCode }) => [scenarioName, regionCode]);
    expect(named).toEqual([
      ['龙泉刀剑产业', '331181000000'],
      ['青田进口商品', '331121000000'],
      ['松阳香菇', '331124000000'],
    ]);
  });
});

describe('whatever the world, what the province holds beside its events', () => {
  const worlds: Partial<WorldOptions>[] = [
    {},
    { seed: 7, events: 300 },
    { events: 1 },
    { now: new Date('2026-03-02T10:30:00+08:00') },
    { now: new Date('2025-01-01T00:00:05+08:00') },
    { scenario: 'malformed' },
  ];

  describe.each(worlds.map(options => ({ options, name: JSON.stringify(options) })))(
    '$name',
    ({ options }) => {
      const one = made(options);
      const today = new Date(one.world.options.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

      it('has the task and the plan of each event that was born of one, as the event says', () => {
        const byNo = new Map(one.tasks.map(task => [task.taskNo, task]));
        const planNos = new Set(one.plans.map(({ planNo }) => planNo));
        const own = one.world.province.events.all().filter(({ record }) => record.eventSource === 'self');
        if (!('events' in options && options.events === 1)) expect(own.length).toBeGreaterThan(20);
        const tasks = own.map(({ record }) => byNo.get(record.taskNo!));
        expect(tasks).toMatchObject(
          own.map(({ no, record }) => ({
            planNo: record.planNo,
            regionCode: record.regionCode,
            itemCodes: [record.itemCode],
            eventNos: [no],
            jointVisit: '1',
            // The bureau whose inspectors reported it.
            leadDeptName: record.logs[0]!.orgName,
          })),
        );
        const astray = own.filter(({ record }) => {
          const plan = one.plans.find(({ planNo }) => planNo === record.planNo);
          const within = plan && record.regionCode.startsWith(plan.regionCode.slice(0, 6));
          return !within || !plan.itemCodes.includes(record.itemCode);
        });
        expect(astray).toEqual([]);
        expect(one.tasks.filter(({ eventNos }) => eventNos.length > 0)).toHaveLength(own.length);
        expect(one.tasks.every(({ planNo }) => planNo !== null && planNos.has(planNo))).toBe(true);
      });

      it('keeps to the figures of the source document', () => {
        const year = today.slice(0, 4);
        const ofYear = one.plans.filter(({ planYear }) => planYear === year);
        const joined = ofYear.filter(({ mergedPlanNo }) => mergedPlanNo !== null);
        const visits = one.tasks.filter(
          ({ jointVisit, inspectDate }) =>
            jointVisit === '1' && inspectDate.startsWith(year) && inspectDate <= `${year}-06-30`,
        );
        const random = one.tasks.filter(({ randomised }) => randomised === '1');
        const several = random.filter(({ coDeptCodes }) => coDeptCodes.length > 0);
        const changed = (kind: string) =>
          one.delegationChanges.filter(({ changeKind }) => changeKind === kind).length;
        expect([ofYear.length, joined.length]).toEqual([201, 79]);
        expect(sum(visits.map(({ visitCount }) => visitCount))).toBe(2601);
        expect([random.length, several.length]).toEqual([173, 85]);
        expect([changed('2'), changed('1'), one.scenarios.length]).toEqual([1502, 316, 95]);
      });

      it('has each number once, in the order of the contract, and nothing after the clock', () => {
        const numbers = one.plans.map(({ planNo }) => planNo);
        expect(numbers).toEqual([...new Set(numbers)].sort());
        const keys = one.tasks.map(({ inspectDate, taskNo }) => [inspectDate, taskNo] as const);
        expect(keys).toEqual(
          keys.toSorted((a, b) => (a[0] === b[0] ? (a[1] < b[1] ? -1 : 1) : a[0] < b[0] ? 1 : -1)),
        );
        expect(new Set(keys.map(([, no]) => no)).size).toBe(keys.length);
        expect(keys[0]![0] <= today).toBe(true);
        for (const { startDate, endDate } of one.delegations) {
          expect(startDate <= (endDate ?? today)).toBe(true);
          expect((endDate ?? '') <= today).toBe(true);
        }
      });

      it('joins plans only into plans that are carried out in the same place, in the same year', () => {
        const byNo = new Map(one.plans.map(plan => [plan.planNo, plan]));
        const joined = one.plans.filter(({ mergedPlanNo }) => mergedPlanNo !== null);
        expect(joined.map(({ mergedPlanNo }) => byNo.get(mergedPlanNo!))).toMatchObject(
          joined.map(({ regionCode, planYear }) => ({ mergedPlanNo: null, regionCode, planYear })),
        );
        const numbers = new Set(joined.map(({ planNo }) => planNo));
        expect(one.tasks.filter(({ planNo }) => planNo !== null && numbers.has(planNo))).toEqual([]);
      });

      it('delegates live items that may be delegated, and not the one that the province says may not', () => {
        const may = one.world.province.items.filter(
          ({ delegable, status }) => delegable === '1' && status === '1',
        );
        const codes = new Set(may.map(({ itemCode }) => itemCode));
        const rows = [...one.delegations, ...one.delegationChanges];
        expect(rows.filter(({ itemCode }) => !codes.has(itemCode))).toEqual([]);
        const oddity = one.world.planted.find(({ field }) => field === 'ATTRIBUTE')!.record;
        expect(one.delegations.some(({ itemCode }) => itemCode === oddity)).toBe(false);
      });

      it('has lists that are what their changes made of them', () => {
        const end = (row: { regionCode: string; itemCode: string }, day: string | null) =>
          `${row.regionCode} ${row.itemCode} ${day}`;
        const of = (kind: string) =>
          one.delegationChanges
            .filter(({ changeKind }) => changeKind === kind)
            .map(row => end(row, row.changeDate))
            .sort();
        const ended = one.delegations.filter(({ delegateState }) => delegateState === '3');
        expect(ended.map(row => end(row, row.endDate)).sort()).toEqual(of('2'));
        const changed = new Set(one.delegationChanges.map(({ regionCode }) => regionCode));
        const now = one.delegations.filter(
          ({ delegateState, regionCode }) => delegateState === '1' && changed.has(regionCode),
        );
        expect(now.map(row => end(row, row.startDate)).sort()).toEqual(of('1'));
      });

      it('gives each scenario a lead department, another that takes part, and a matter', () => {
        for (const { leadDeptCode, coDeptCodes, itemCodes } of one.scenarios) {
          expect(coDeptCodes.length).toBeGreaterThan(0);
          expect(coDeptCodes).not.toContain(leadDeptCode);
          expect(itemCodes.length).toBeGreaterThan(0);
        }
      });
    },
  );

  it('is the same to the byte for the same options', () => {
    expect(JSON.stringify(supervisionOf(createWorld()))).toBe(JSON.stringify(supervisionOf(world)));
  });
});
