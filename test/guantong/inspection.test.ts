/** What the province holds beside its events, through the API: whole walks, filters, figures, costs, failures. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { supervisionOf } from '../../mocks/world/supervision.ts';
import { type AnyAnswer, catalogue, defaultWorld, type Running, running } from './running.ts';

let hub: Running;
beforeAll(async () => {
  hub = await running();
  await hub.query('{ evaluationIndices { rank } }'); // The first call of all fetches secrets.
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

const held = supervisionOf(defaultWorld);

const LISTS = {
  inspectionPlans: {
    filter: 'InspectionPlanFilter',
    call: 'GET /plan/list',
    node: 'planNo name year region { code } department { code } matters { code } unmapped { code } mergedInto',
    rows: held.plans,
  },
  inspectionTasks: {
    filter: 'InspectionTaskFilter',
    call: 'GET /task/list',
    node: `taskNo planNo name region { code } leadDepartment { code } coDepartments { code } matters { code }
      unmapped { code } jointVisit randomised inspectedOn visits`,
    rows: held.tasks,
  },
  delegations: {
    filter: 'DelegationFilter',
    call: 'GET /delegation/list',
    node: 'township { code nameZh parent { code } } matter { code } unmapped { code } from to state',
    rows: held.delegations,
  },
  delegationChanges: {
    filter: 'DelegationChangeFilter',
    call: 'GET /delegation/changeList',
    node: 'township { code parent { code } } matter { code } unmapped { code } kind changedOn',
    rows: held.delegationChanges,
  },
  integratedScenarios: {
    filter: 'IntegratedScenarioFilter',
    call: 'GET /scenario/list',
    node: `scenarioNo name region { code } leadDepartment { code } coDepartments { code } matters { code kind }
      unmapped { code } selected`,
    rows: held.scenarios,
  },
} as const;

type ListName = keyof typeof LISTS;
const NAMES = Object.keys(LISTS) as ListName[];

const page = (name: ListName, node: string = LISTS[name].node) => `
  query ($filter: ${LISTS[name].filter}, $first: Int, $after: String) {
    list: ${name}(filter: $filter, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { cursor }
      nodes { ${node} }
    }
  }
`;

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Node = any;

/** All of a list, page by page. */
async function walked(name: ListName, filter: object = {}, first = 50, node?: string): Promise<Node[]> {
  const nodes: Node[] = [];
  for (let after: string | null = null; ; ) {
    const { data, errors }: AnyAnswer = await hub.query(page(name, node), { filter, first, after });
    expect(errors).toEqual([]);
    nodes.push(...data.list.nodes);
    if (!data.list.pageInfo.hasNextPage) {
      expect(nodes).toHaveLength(data.list.totalCount);
      return nodes;
    }
    after = data.list.pageInfo.endCursor;
  }
}

async function count(name: ListName, filter: object = {}): Promise<number> {
  const { data, errors } = await hub.query(page(name), { filter, first: 1 });
  expect(errors).toEqual([]);
  return data.list.totalCount;
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
const distinct = (values: unknown[]) => new Set(values).size;

/** `331102001000` as our region code. */
const regionOf = (code: string) => code.replace(/(000){1,2}$/, '');

/** What a row of the province's and its node in the answer have in common, which tells it from the others. */
const told = {
  inspectionPlans: { row: ({ planNo }: Node) => planNo, node: ({ planNo }: Node) => planNo },
  inspectionTasks: { row: ({ taskNo }: Node) => taskNo, node: ({ taskNo }: Node) => taskNo },
  delegations: {
    row: ({ regionCode, itemCode, startDate }: Node) => [regionOf(regionCode), matterOf(itemCode), startDate],
    node: ({ township, matter, unmapped, from }: Node) => [township.code, (matter ?? unmapped).code, from],
  },
  delegationChanges: {
    row: ({ regionCode, itemCode, changeDate }: Node) => [
      regionOf(regionCode),
      matterOf(itemCode),
      changeDate,
    ],
    node: ({ township, matter, unmapped, changedOn }: Node) => [
      township.code,
      (matter ?? unmapped).code,
      changedOn,
    ],
  },
  integratedScenarios: {
    row: ({ scenarioNo }: Node) => scenarioNo,
    node: ({ scenarioNo }: Node) => scenarioNo,
  },
} as const satisfies Record<ListName, { row(row: Node): unknown; node(node: Node): unknown }>;

/** The matter of an item code; the code itself where the catalogue knows none. */
const matterOf = (code: string) => catalogue.mattersByCode('PROVINCE', code)[0]?.code ?? code;

describe.each(NAMES)('the list %s', name => {
  it('is walked whole, page by page, each once and in the province’s order, and nothing in it is unreadable', async () => {
    const nodes = await walked(name, {}, 50);
    expect(nodes.map(told[name].node)).toEqual(LISTS[name].rows.map(told[name].row));
    const { extensions } = await hub.query(page(name), { first: 50 });
    expect(extensions.diagnostics).toBeUndefined();
    expect(extensions.sources).toMatchObject({ PROVINCE: { status: 'FRESH' } });
  });

  it('is the same whatever the size of the pages', async () => {
    const few = name === 'delegations' || name === 'delegationChanges' ? { region: '331124' } : {};
    expect(await walked(name, few, 17)).toEqual(await walked(name, few, 50));
  });

  it('costs one call for a page of up to 50, counted or not, and two where a page lies across two of the province’s', async () => {
    const first = await hub.query(page(name), { first: 50 });
    expect(hub.calls()).toEqual({ province: [LISTS[name].call] });
    await hub.query(page(name), { first: 20, after: first.data.list.pageInfo.endCursor });
    expect(hub.calls()).toEqual({ province: [LISTS[name].call] });
    const early = await hub.query(page(name), { first: 40, after: first.data.list.edges[30].cursor });
    await hub.query(page(name), { first: 50, after: early.data.list.pageInfo.endCursor });
    const across = LISTS[name].rows.length > 100 ? [LISTS[name].call, LISTS[name].call] : [LISTS[name].call];
    expect(hub.calls()).toEqual({ province: across });
  });

  it('says where a page stands', async () => {
    const { data } = await hub.query(page(name), { first: 2 });
    const { pageInfo, edges, nodes } = data.list;
    expect(pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: edges[0].cursor,
      endCursor: edges[1].cursor,
    });
    expect(nodes).toHaveLength(2);
    const next = await hub.query(page(name), { first: 2, after: pageInfo.startCursor });
    expect(next.data.list.pageInfo.hasPreviousPage).toBe(true);
    expect(next.data.list.nodes[0]).toEqual(nodes[1]);
  });

  it('is null with an error at its path while the province is down, and the rest is served', async () => {
    await hub.mocks.stop('province');
    try {
      const query = `{ ${name} { nodes { ${LISTS[name].node} } } matters { totalCount } }`;
      const { status, data, errors, extensions } = await hub.query(query);
      expect(status).toBe(200);
      expect(data).toEqual({ [name]: null, matters: { totalCount: catalogue.matters.length } });
      expect(errors.map(({ path, extensions }) => [path, extensions.code, extensions.platform])).toEqual([
        [[name], 'UPSTREAM_UNAVAILABLE', 'PROVINCE'],
      ]);
      expect(extensions.sources).toMatchObject({ PROVINCE: { status: 'UNAVAILABLE' } });
    } finally {
      await hub.mocks.resume('province');
    }
  });
});

describe('a filter', () => {
  const task = held.tasks.find(({ coDeptCodes }) => coDeptCodes.length > 0)!;
  const helper = task.coDeptCodes[0]!;
  const numbers = (tasks: { taskNo: string }[]) => tasks.map(({ taskNo }) => taskNo);

  it('of plans by year, region, department and whether they were joined gives those and no others', async () => {
    const filter = { year: 2024, region: '331121', department: '331121SJJ', merged: true };
    const plans = await walked('inspectionPlans', filter);
    expect(plans.map(({ planNo }) => planNo)).toEqual(
      held.plans.filter(({ deptCode }) => deptCode === '331121SJJ').map(({ planNo }) => planNo),
    );
    expect(plans.length).toBeGreaterThan(0);
    for (const { mergedInto, region, department, year } of plans)
      expect([typeof mergedInto, region.code, department.code, year]).toEqual([
        'string',
        '331121',
        '331121SJJ',
        2024,
      ]);
  });

  it('of tasks by a department that helps gives those it leads too', async () => {
    const tasks = await walked('inspectionTasks', { department: helper });
    const expected = held.tasks.filter(
      ({ leadDeptCode, coDeptCodes }) => leadDeptCode === helper || coDeptCodes.includes(helper),
    );
    expect(numbers(tasks)).toEqual(numbers(expected));
    expect(tasks.some(({ coDepartments }) => coDepartments.some(({ code }: Node) => code === helper))).toBe(
      true,
    );
  });

  it('of tasks by plan, region and days (the last of them excluded) gives those and no others', async () => {
    const inspectedFrom = '2024-03-01';
    const inspectedTo = '2024-04-01';
    const tasks = await walked('inspectionTasks', { inspectedFrom, inspectedTo, region: '331102' });
    const expected = held.tasks.filter(
      ({ inspectDate, regionCode }) => inspectDate.startsWith('2024-03') && regionCode.startsWith('331102'),
    );
    expect(expected.length).toBeGreaterThan(0);
    expect(numbers(tasks)).toEqual(numbers(expected));
    const ofPlan = await walked('inspectionTasks', { plan: task.planNo });
    expect(numbers(ofPlan)).toEqual(numbers(held.tasks.filter(({ planNo }) => planNo === task.planNo)));
  });

  // Days on which something is: a bound that is taken for the other kind is seen.
  const inspected = held.tasks[held.tasks.length >> 1]!.inspectDate;
  const changed = held.delegationChanges[held.delegationChanges.length >> 1]!.changeDate;

  it.each<[ListName, object, (row: Node) => boolean]>([
    ['delegations', { state: 'IN_FORCE' }, row => row.delegateState === '1'],
    ['delegations', { state: 'WITHDRAWN' }, row => row.delegateState === '2'],
    ['delegations', { state: 'ENDED' }, row => row.delegateState === '3'],
    ['delegations', { region: '331102001' }, row => row.regionCode === '331102001000'],
    ['delegations', { matter: 'E-01-005' }, row => row.itemCode === '3302012719005'],
    ['delegationChanges', { kind: 'ADDED' }, row => row.changeKind === '1'],
    ['delegationChanges', { changedFrom: changed }, row => row.changeDate >= changed],
    ['delegationChanges', { changedTo: changed }, row => row.changeDate < changed],
    ['integratedScenarios', { selected: false }, row => row.selected === '0'],
    ['integratedScenarios', { region: '331181' }, row => row.regionCode === '331181000000'],
    ['inspectionTasks', { jointVisit: false }, row => row.jointVisit === '0'],
    ['inspectionTasks', { crossDepartment: false }, row => row.coDeptCodes.length === 0],
    ['inspectionTasks', { inspectedFrom: inspected }, row => row.inspectDate >= inspected],
    ['inspectionTasks', { inspectedTo: inspected }, row => row.inspectDate < inspected],
    ['inspectionPlans', { matter: 'S-12-001' }, row => row.itemCodes.includes('3306125266001')],
    ['inspectionPlans', { merged: false }, row => row.mergedPlanNo === null],
  ])('of %s by %j gives what passes and nothing else', async (name, filter, passes) => {
    const rows: readonly Node[] = LISTS[name].rows;
    const expected = rows.filter(passes);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(rows.length);
    expect((await walked(name, filter)).map(told[name].node)).toEqual(expected.map(told[name].row));
  });
});

describe('the figures of the source document, computed from the lists of the default world', () => {
  const H1 = { inspectedFrom: '2024-01-01', inspectedTo: '2024-07-01' };
  const saved = (tasks: Node[]) =>
    sum(tasks.map(({ visits, coDepartments }) => visits * coDepartments.length));

  it('F5: 49.13 % of the random inspections are joint ones, which two counts tell', async () => {
    const joint = await count('inspectionTasks', { randomised: true, crossDepartment: true });
    const all = await count('inspectionTasks', { randomised: true });
    expect([joint, all, (joint / all).toFixed(4)]).toEqual([85, 173, '0.4913']);
  });

  it('F6: the plans of 2024 are 39.3 % fewer, which two counts tell', async () => {
    const before = await count('inspectionPlans', { year: 2024 });
    const after = await count('inspectionPlans', { year: 2024, merged: false });
    expect([before, after, ((before - after) / before).toFixed(3)]).toEqual([201, 122, '0.393']);
  });

  it('plans of 34 departments are collected, and those of 14 were joined into others', async () => {
    const plans = await walked('inspectionPlans', { year: 2024 });
    expect(distinct(plans.map(({ department }) => department.code))).toBe(34);
    const joined = plans.filter(({ mergedInto }) => mergedInto !== null);
    expect(distinct(joined.map(({ department }) => department.code))).toBe(14);
  });

  it('F7: 2,601 joint visits of January to June saved 1,468; joint random inspections saved 1,461', async () => {
    const joint = await walked('inspectionTasks', { jointVisit: true, ...H1 });
    expect([sum(joint.map(({ visits }) => visits)), saved(joint)]).toEqual([2601, 1468]);
    expect(saved(await walked('inspectionTasks', { randomised: true, crossDepartment: true }))).toBe(1461);
  });

  it('F8: 1,502 matters were taken off and 316 added, so -1,186, in 37 townships of 5 counties', async () => {
    const removed = await count('delegationChanges', { kind: 'REMOVED' });
    const added = await count('delegationChanges', { kind: 'ADDED' });
    expect([removed, added, added - removed]).toEqual([1502, 316, -1186]);
    const changes = await walked('delegationChanges');
    expect(distinct(changes.map(({ township }) => township.code))).toBe(37);
    const counties = [...new Set(changes.map(({ township }) => township.parent.code))].sort();
    expect(counties).toEqual(['331102', '331123', '331124', '331126', '331127']);
  });

  it('28 townships of 4 counties gave back their powers', async () => {
    const withdrawn = await walked('delegations', { state: 'WITHDRAWN' });
    expect(distinct(withdrawn.map(({ township }) => township.code))).toBe(28);
    const counties = [...new Set(withdrawn.map(({ township }) => township.parent.code))].sort();
    expect(counties).toEqual(['331102', '331123', '331124', '331125']);
    for (const { from, to } of withdrawn) expect(from <= to).toBe(true);
  });

  it('of 95 scenarios 14 are selected ones, three of them the named ones, each in its county with matters of its own', async () => {
    expect(await count('integratedScenarios')).toBe(95);
    const selected = await walked('integratedScenarios', { selected: true });
    expect(selected).toHaveLength(14);
    const named = selected
      .slice(0, 3)
      .map(({ name, region, matters }) => [name, region.code, matters[0].code.slice(2, 4)]);
    expect(named).toEqual([
      ['龙泉刀剑产业', '331181', '23'],
      ['青田进口商品', '331121', '24'],
      ['松阳香菇', '331124', '25'],
    ]);
    for (const { matters, leadDepartment } of await walked('integratedScenarios')) {
      expect(matters.length).toBeGreaterThan(0);
      expect(leadDepartment.code).toMatch(/^3311/);
    }
  });
});

describe('the evaluation indices', () => {
  const INDICES = `query ($region: RegionCode, $period: String) {
    evaluationIndices(region: $region, period: $period) { region { nameZh } name score rank period }
  }`;

  it('are the ranks that the source document states, without the scores that it does not', async () => {
    const { data, errors } = await hub.query(INDICES, { period: '2024-Q1' });
    expect(errors).toEqual([]);
    expect(hub.calls()).toEqual({ province: ['GET /index/list'] });
    const name = '改革综合评价指数';
    const first = ['丽水市', '龙泉市', '青田县', '松阳县', '景宁畲族自治县'];
    expect(data.evaluationIndices).toEqual(
      first.map(nameZh => ({ region: { nameZh }, name, score: null, rank: 1, period: '2024-Q1' })),
    );
    const second = await hub.query(INDICES, { region: '331100', period: '2024-Q2' });
    expect(second.data.evaluationIndices).toMatchObject([{ rank: 4, period: '2024-Q2' }]);
    expect((await hub.query(INDICES, { period: '2024-06' })).data.evaluationIndices).toEqual([]);
  });

  it('are null with an error while the province is down', async () => {
    await hub.mocks.stop('province');
    try {
      const { data, errors } = await hub.query(INDICES);
      expect(data.evaluationIndices).toBeNull();
      expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([
        [['evaluationIndices'], 'UPSTREAM_UNAVAILABLE'],
      ]);
    } finally {
      await hub.mocks.resume('province');
    }
  });
});

describe('the task that an event was born of', () => {
  const events = (task: string) => `{
    events(first: 50, filter: { origin: PROVINCE }) {
      nodes { id title matter { code } region { code } province { number task { ${task} } } }
    }
  }`;
  const TASK = LISTS.inspectionTasks.node;

  it('costs no call where only its numbers are selected', async () => {
    const { data } = await hub.query(events('taskNo planNo __typename'));
    expect(hub.calls()).toEqual({ province: ['GET /event/list'] });
    expect(data.events.nodes).toHaveLength(50);
    for (const { province } of data.events.nodes) expect(province.task.taskNo).toMatch(/^JC/);
  });

  it('costs one call more for all 50 events of a page where more of it is selected', async () => {
    const { data, errors } = await hub.query(events(TASK));
    expect(errors).toEqual([]);
    expect(hub.calls()).toEqual({ province: ['GET /event/list', 'POST /task/batchGet'] });
    for (const { matter, region, province } of data.events.nodes) {
      expect(province.task).toMatchObject({ region, matters: [{ code: matter.code }], jointVisit: true });
      expect(province.task.leadDepartment.code).toMatch(/^3311/);
    }
  });

  it('leads back to its events, which costs nothing where they are at hand', async () => {
    const { data, errors } = await hub.query(events('taskNo events { id title }'));
    expect(errors).toEqual([]);
    expect(hub.calls()).toEqual({ province: ['GET /event/list', 'POST /task/batchGet'] });
    for (const { id, title, province } of data.events.nodes)
      expect(province.task.events).toEqual([{ id, title }]);
  });

  it('lists its events in the list of tasks for one call more', async () => {
    const nodes = 'taskNo region { code } events { id region { code } province { task { taskNo } } }';
    const query = page('inspectionTasks', nodes);
    const { data, errors } = await hub.query(query, { first: 50, filter: { jointVisit: true } });
    expect(errors).toEqual([]);
    expect(hub.calls()).toEqual({ province: ['GET /task/list', 'POST /event/batchGet'] });
    const born = data.list.nodes.filter(({ events }: Node) => events.length > 0);
    expect(born.length).toBeGreaterThan(0);
    for (const { taskNo, region, events } of born)
      expect(events).toMatchObject([{ region, province: { task: { taskNo } } }]);
  });

  it('is there for every event of the province, in the list of tasks too', async () => {
    const tasks = await walked('inspectionTasks', {}, 50, 'taskNo planNo events { id }');
    const born = tasks.flatMap(({ taskNo, planNo, events }) =>
      events.map(({ id }: Node) => `${id} ${taskNo} ${planNo}`),
    );
    const own = defaultWorld.province.events.all().filter(({ record }) => record.eventSource === 'self');
    expect(own).toHaveLength(120);
    expect(born.toSorted()).toEqual(
      own.map(({ no, record }) => `province:${no} ${record.taskNo} ${record.planNo}`).toSorted(),
    );
    const plans = new Set((await walked('inspectionPlans')).map(({ planNo }) => planNo));
    expect(tasks.every(({ planNo }) => plans.has(planNo))).toBe(true);
  });
});

it('a code of the province that the catalogue does not know is shown and never dropped', async () => {
  const delegated = await walked('delegations', {}, 50, 'matter { code } unmapped { platform code name }');
  const unknown = delegated.filter(({ matter }) => matter === null);
  // The province gave this item a new code (oddities.tsv).
  const expected = held.delegations.filter(({ itemCode }) => itemCode === '3302279001001');
  expect(expected.length).toBeGreaterThan(0);
  expect(unknown).toEqual(
    expected.map(({ itemCode, itemName }) => ({
      matter: null,
      unmapped: { platform: 'PROVINCE', code: itemCode, name: itemName },
    })),
  );
});

describe.each([
  [
    'inspectionPlans(filter: { region: "331199" })',
    'BAD_USER_INPUT',
    'filter.region: expected a code of the catalogue, got "331199"',
  ],
  [
    'inspectionPlans(filter: { year: 24 })',
    'BAD_USER_INPUT',
    'filter.year: expected a year of four digits, got 24',
  ],
  [
    'inspectionPlans(filter: { department: "331100XYZ" })',
    'BAD_USER_INPUT',
    'filter.department: expected a code of the catalogue, got "331100XYZ"',
  ],
  [
    'inspectionTasks(filter: { matter: "E-99-001" })',
    'BAD_USER_INPUT',
    'filter.matter: expected a code of the catalogue, got "E-99-001"',
  ],
  [
    'inspectionTasks(filter: { plan: "JC1" })',
    'BAD_USER_INPUT',
    'filter.plan: expected a plan\'s number such as "JH202433110201", got "JC1"',
  ],
  [
    'inspectionTasks(first: 51)',
    'BAD_USER_INPUT',
    'first: expected 1 to 50, got 51; ask for the next page with after',
  ],
  [
    'delegations(filter: { region: "331199" })',
    'BAD_USER_INPUT',
    'filter.region: expected a code of the catalogue, got "331199"',
  ],
  [
    'delegationChanges(filter: { matter: "x" })',
    'BAD_USER_INPUT',
    'filter.matter: expected a code of the catalogue, got "x"',
  ],
  [
    'integratedScenarios(filter: { department: "" })',
    'BAD_USER_INPUT',
    'filter.department: expected a code of the catalogue, got ""',
  ],
  [
    'integratedScenarios(after: "x")',
    'INVALID_CURSOR',
    'after: expected a cursor of this API, got something else; start again from the first page',
  ],
] as const)('%s', (list, code, message) => {
  it(`is null with ${code}: ${message}`, async () => {
    const { status, errors, data } = await hub.query(`{ list: ${list} { totalCount } }`);
    expect(status).toBe(200);
    expect(data).toEqual({ list: null });
    expect(errors.map(({ message, extensions }) => [extensions.code, message])).toEqual([[code, message]]);
    expect(hub.calls()).toEqual({});
  });
});

describe('what else a careless client asks of these lists', () => {
  it.each([
    [
      'evaluationIndices(region: "331199") { rank }',
      'region: expected a code of the catalogue, got "331199"',
    ],
    [
      'evaluationIndices(period: "2024Q1") { rank }',
      'period: expected a quarter or a month such as "2024-Q1" or "2024-06", got "2024Q1"',
    ],
  ])('%s is null with BAD_USER_INPUT', async (field, message) => {
    const { errors } = await hub.query(`{ ${field} }`);
    expect(errors.map(({ message, extensions }) => [extensions.code, message])).toEqual([
      ['BAD_USER_INPUT', message],
    ]);
    expect(hub.calls()).toEqual({});
  });

  it('a day that does not exist is refused with 400', async () => {
    const query = '{ inspectionTasks(filter: { inspectedFrom: "2024-02-30" }) { totalCount } }';
    const { status, errors } = await hub.query(query);
    expect(status).toBe(400);
    expect(errors[0]?.message).toContain('Date: expected a day such as "2024-05-13", got "2024-02-30"');
  });

  it.each(
    NAMES.map(name => ({ name, other: name === 'delegations' ? 'inspectionPlans' : 'delegations' }) as const),
  )('a cursor of $name is none of another filter, and none of $other', async ({ name, other }) => {
    const { data } = await hub.query(page(name), { first: 1 });
    const after = data.list.pageInfo.endCursor;
    const message = 'after: this cursor belongs to another list or filter; start again from the first page';
    for (const asked of [
      hub.query(page(name), { after, filter: { region: '331102' } }),
      hub.query(page(other), { after }),
    ]) {
      const { data, errors } = await asked;
      expect(data.list).toBeNull();
      expect(errors.map(({ message, extensions }) => [extensions.code, message])).toEqual([
        ['INVALID_CURSOR', message],
      ]);
    }
  });

  it('a cursor whose page is made up is no cursor, and no platform is asked for it', async () => {
    const { data } = await hub.query(page('inspectionPlans'), { first: 1 });
    const parts = JSON.parse(Buffer.from(data.list.pageInfo.endCursor, 'base64url').toString());
    for (const made of ['x', '0', '-1', '1e9', '']) {
      const after = Buffer.from(JSON.stringify([parts[0], made, 0])).toString('base64url');
      const { errors } = await hub.query(page('inspectionPlans'), { after });
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['INVALID_CURSOR']);
      expect(hub.calls()).toEqual({});
    }
  });

  it('a list here is one of those that a request may open, with the lists of events', async () => {
    const { data, errors } = await hub.query(`{
      delegations(first: 1) { totalCount }
      matters(first: 30) { nodes { events(first: 1, filter: { origin: CITY }) { nodes { id } } } }
    }`);
    expect(data.delegations.totalCount).toBe(LISTS.delegations.rows.length);
    expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['matters', 'nodes', 29, 'events'], 'QUERY_TOO_EXPENSIVE'],
    ]);
  });
});

it('regions are the catalogue’s, as the province’s twelve digits say', async () => {
  const tasks = await walked('inspectionTasks', { region: '331124' });
  const expected = held.tasks.filter(({ regionCode }) => regionCode.startsWith('331124'));
  expect(tasks.map(({ region }) => region.code)).toEqual(
    expected.map(({ regionCode }) => regionOf(regionCode)),
  );
});
