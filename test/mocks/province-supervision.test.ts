/** The province's lists beside the events over HTTP: pages, filters, refusals. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Mocks, startMocks } from '../../mocks/start.ts';
import { createWorld } from '../../mocks/world/create.ts';
import { insertEvent } from '../../mocks/world/insert.ts';
import { supervisionOf } from '../../mocks/world/supervision.ts';
import { provinceCaller, type Query } from './callers.ts';

let mocks: Mocks;
let province: Awaited<ReturnType<typeof provinceCaller>>;
const world = createWorld({ events: 300 });
const lists = supervisionOf(world);

beforeAll(async () => {
  mocks = await startMocks({ world });
  province = await provinceCaller(mocks.urls.province);
});
afterAll(async () => mocks[Symbol.asyncDispose]());

const PAGE = { pageNum: 1, pageSize: 100 };

/** All of a list, page by page. */
async function walked(path: string, query: Query = {}) {
  const rows: unknown[] = [];
  for (let pageNum = 1; ; pageNum++) {
    const { datas } = (await province.get(path, { ...PAGE, pageNum, ...query })).body;
    rows.push(...datas.list);
    expect(datas).toMatchObject({ pageNum, pageSize: 100, pages: Math.ceil(datas.total / 100) });
    if (pageNum >= datas.pages) {
      expect(rows).toHaveLength(datas.total);
      return rows;
    }
  }
}

it.each([
  ['/plan/list', lists.plans],
  ['/task/list', lists.tasks],
  ['/delegation/list', lists.delegations],
  ['/delegation/changeList', lists.delegationChanges],
  ['/scenario/list', lists.scenarios],
])('%s gives all of its list, each once and in order', async (path, expected) => {
  expect(expected.length).toBeGreaterThan(0);
  expect(await walked(path)).toEqual(expected);
});

function filter<Row>(path: string, all: Row[], query: Query, passes: (row: Row) => boolean) {
  return { path, query, asked: JSON.stringify(query), all, expected: all.filter(passes) };
}

const { plans, tasks, delegations, delegationChanges, scenarios } = lists;
const plan = plans[0]!;
const task = tasks.find(({ coDeptCodes }) => coDeptCodes.length > 0)!;
const [item, helper] = [task.itemCodes[0]!, task.coDeptCodes[0]!];
const takesPart =
  (code: string) =>
  ({ leadDeptCode, coDeptCodes }: { leadDeptCode: string; coDeptCodes: string[] }) =>
    leadDeptCode === code || coDeptCodes.includes(code);

describe.each<Omit<ReturnType<typeof filter>, 'all'> & { all: unknown[] }>([
  filter('/plan/list', plans, { planYear: '2024' }, row => row.planYear === '2024'),
  filter('/plan/list', plans, { regionCode: '331102' }, row => row.regionCode === '331102000000'),
  filter('/plan/list', plans, { deptCode: plan.deptCode }, row => row.deptCode === plan.deptCode),
  filter('/plan/list', plans, { itemCode: item }, row => row.itemCodes.includes(item)),
  filter('/plan/list', plans, { merged: '1' }, row => row.mergedPlanNo !== null),
  filter('/plan/list', plans, { merged: '0' }, row => row.mergedPlanNo === null),
  filter('/task/list', tasks, { regionCode: '331102' }, row => row.regionCode.startsWith('331102')),
  filter('/task/list', tasks, { deptCode: helper }, takesPart(helper)),
  filter('/task/list', tasks, { itemCode: item }, row => row.itemCodes.includes(item)),
  filter('/task/list', tasks, { planNo: task.planNo! }, row => row.planNo === task.planNo),
  filter('/task/list', tasks, { jointVisit: '1' }, row => row.jointVisit === '1'),
  filter('/task/list', tasks, { randomised: '0' }, row => row.randomised === '0'),
  filter('/task/list', tasks, { multiDept: '1' }, row => row.coDeptCodes.length > 0),
  filter('/task/list', tasks, { multiDept: '0' }, row => row.coDeptCodes.length === 0),
  filter('/task/list', tasks, { inspectDateStart: '2024-03-01', inspectDateEnd: '2024-03-31' }, row =>
    row.inspectDate.startsWith('2024-03'),
  ),
  filter('/delegation/list', delegations, { delegateState: '2' }, row => row.delegateState === '2'),
  filter(
    '/delegation/list',
    delegations,
    { itemCode: '3302012719005' },
    row => row.itemCode === '3302012719005',
  ),
  filter(
    '/delegation/list',
    delegations,
    { regionCode: '331102001' },
    row => row.regionCode === '331102001000',
  ),
  filter('/delegation/changeList', delegationChanges, { changeKind: '1' }, row => row.changeKind === '1'),
  filter(
    '/delegation/changeList',
    delegationChanges,
    { changeDateEnd: '2024-03-31', regionCode: '331124' },
    row => row.changeDate < '2024-04' && row.regionCode.startsWith('331124'),
  ),
  filter('/scenario/list', scenarios, { selected: '1' }, row => row.selected === '1'),
  filter('/scenario/list', scenarios, { deptCode: '331124NYJ' }, takesPart('331124NYJ')),
])('$path with $asked', ({ path, query, all, expected }) => {
  it('gives what passes, and nothing else', async () => {
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(all.length);
    expect(await walked(path, query)).toEqual(expected);
  });
});

it('gives tasks by number in another order than asked, and leaves out what there is none of', async () => {
  const taskNos = lists.tasks.slice(0, 4).map(({ taskNo }) => taskNo);
  const { datas } = (await province.post('/task/batchGet', { taskNos: [...taskNos, 'JC20990101000001'] }))
    .body;
  const given = datas.map(({ taskNo }: { taskNo: string }) => taskNo);
  expect(given).not.toEqual(taskNos);
  expect(given.toSorted()).toEqual(taskNos.toSorted());
});

it('has the task of an event that was added while it served', async () => {
  const no = insertEvent(world, { platform: 'province', reportedAt: new Date('2024-07-26T18:00:00+08:00') });
  const { taskNo } = world.province.events.find(no)!.record;
  const { datas } = (await province.post('/task/batchGet', { taskNos: [taskNo] })).body;
  expect(datas).toMatchObject([{ taskNo, eventNos: [no] }]);
});

it.each<[string, Query]>([
  ['/plan/list', { planYear: '24' }],
  ['/plan/list', { merged: 'true' }],
  ['/plan/list', { regionCode: '3311' }],
  ['/plan/list', { year: '2024' }],
  ['/task/list', { inspectDateStart: '2024-02-30' }],
  ['/task/list', { pageSize: 101 }],
  ['/delegation/list', { delegateState: '9' }],
  ['/delegation/changeList', { changeKind: '3' }],
  ['/scenario/list', { selected: '2' }],
])('says 02 to %s with %j', async (path, query) => {
  expect((await province.get(path, { ...PAGE, ...query })).body.code).toBe('02');
});

it('says 02 to more than 100 tasks, and to no list of them', async () => {
  const taskNos = Array.from({ length: 101 }, (_, at) => `JC20240101${String(at).padStart(6, '0')}`);
  expect((await province.post('/task/batchGet', { taskNos })).body.code).toBe('02');
  expect((await province.post('/task/batchGet', { taskNos: 'JC20240101000001' })).body.code).toBe('02');
});

it('counts them all on its page', async () => {
  const page = await (await fetch(new URL('/', mocks.urls.province))).text();
  const { plans, tasks, delegations, delegationChanges, scenarios } = supervisionOf(world);
  for (const [what, { length }] of Object.entries({
    检查计划: plans,
    检查任务: tasks,
    赋权: delegations,
    赋权调整: delegationChanges,
    '监管“一件事”': scenarios,
  }))
    expect(page).toContain(`<li><b>${length.toLocaleString('en')}</b>${what}</li>`);
});
