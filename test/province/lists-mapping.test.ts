/** What is made of the records beside the events: plans, tasks, delegations, scenarios, indices. */
import { describe, expect, it } from '@jest/globals';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import { delegation, delegationChange } from '../../src/province/delegation.ts';
import { evaluationIndex } from '../../src/province/evaluation-index.ts';
import { plan } from '../../src/province/plan.ts';
import { scenario } from '../../src/province/scenario.ts';
import { task } from '../../src/province/task.ts';
import { exampleOf } from './examples.ts';

const catalogue = await loadCatalogue(new URL('../../schema/', import.meta.url));
const region = (code: string) => catalogue.region(code)!;
const department = (code: string) => catalogue.department(code)!;
const UNKNOWN_ITEM = '3306199001001';

describe('an inspection plan', () => {
  const read = (fields: object = {}) =>
    plan({ ...exampleOf('planList'), ...fields }, 'JH202433112119', catalogue);

  it('says whose it is, for where, and the catalogue’s matters of its items', () => {
    const matter = catalogue.matter('S-01-002')!;
    expect(read({ itemCodes: [matter.codes.PROVINCE[0]!.code, UNKNOWN_ITEM] })).toEqual({
      value: {
        planNo: 'JH202433112119',
        name: '2024年青田县市场监管检查计划',
        year: 2024,
        region: region('331121'),
        department: department('331100SJJ'),
        matters: [matter],
        unmapped: [{ platform: 'PROVINCE', code: UNKNOWN_ITEM, name: null }],
        mergedInto: null,
      },
      gaps: [],
    });
  });

  it('says into which plan it was joined', () => {
    expect(read({ mergedPlanNo: 'JH202433112119' }).value.mergedInto).toBe('JH202433112119');
  });

  it('has no matters where its items are no list, and says so', () => {
    const { value, gaps } = read({ itemCodes: 'all' });
    expect(value).toMatchObject({ matters: null, unmapped: null });
    expect(gaps).toEqual([{ field: 'itemCodes', message: 'expected a list, got a value of type string' }]);
  });
});

describe('an inspection task', () => {
  const read = (fields: object = {}) =>
    task({ ...exampleOf('taskList'), ...fields }, 'JC20240318000007', catalogue);

  it('says who inspects what, where, how and when, and which events were born of it', () => {
    expect(read()).toEqual({
      value: {
        taskNo: 'JC20240318000007',
        planNo: 'JH202433110201',
        name: '莲都区市容环境卫生综合查一次',
        region: region('331102001'),
        leadDepartment: department('331102ZFJ'),
        coDepartments: [department('331102SJJ')],
        matters: [catalogue.matter('S-01-002')],
        unmapped: [],
        jointVisit: true,
        randomised: false,
        inspectedOn: '2024-03-18',
        visits: 6,
        events: [{ id: 'province:RW20240318000045', origin: 'PROVINCE', number: 'RW20240318000045' }],
      },
      gaps: [],
    });
  });

  it('has no co-departments where one of them is not known, since the rest would look like all', () => {
    const { value, gaps } = read({ coDeptCodes: ['331102SJJ', '331102XYZ'] });
    expect(value.coDepartments).toBeNull();
    expect(gaps).toEqual([
      { field: 'coDeptCodes', message: 'expected a department of the catalogue', raw: '331102XYZ' },
    ]);
  });

  it.each([['2024-02-30'], ['20240318'], ['2024-03-18 00:00:00']])('has no day that is %s', inspectDate => {
    const { value, gaps } = read({ inspectDate });
    expect(value.inspectedOn).toBeNull();
    expect(gaps).toEqual([{ field: 'inspectDate', message: 'expected yyyy-MM-dd, got another form' }]);
  });
});

describe('a delegation', () => {
  const read = (fields: object = {}) => delegation({ ...exampleOf('delegationList'), ...fields }, catalogue);

  it('says which township may punish in which matter, since when', () => {
    expect(read()).toEqual({
      value: {
        township: region('331124001'),
        matter: catalogue.matter('E-01-005'),
        unmapped: null,
        from: '2022-01-01',
        to: null,
        state: 'IN_FORCE',
      },
      gaps: [],
    });
  });

  it.each([
    ['1', 'IN_FORCE'],
    ['2', 'WITHDRAWN'],
    ['3', 'ENDED'],
  ])('of state %s is %s', (delegateState, state) => {
    expect(read({ delegateState }).value.state).toBe(state);
  });

  it('of a state that the contract does not list has none, and the code is told', () => {
    const { value, gaps } = read({ delegateState: '9' });
    expect(value.state).toBeNull();
    expect(gaps).toEqual([
      { field: 'delegateState', message: "expected one of the contract's 3 codes", raw: '9' },
    ]);
  });

  it('of an item that the catalogue does not know shows its code and name', () => {
    expect(read({ itemCode: UNKNOWN_ITEM }).value).toMatchObject({
      matter: null,
      unmapped: { platform: 'PROVINCE', code: UNKNOWN_ITEM, name: '对随意倾倒、抛撒或者堆放建筑垃圾的处罚' },
    });
  });

  it.each([
    ['1', 'ADDED'],
    ['2', 'REMOVED'],
  ])('changes by %s as %s', (changeKind, kind) => {
    const { value } = delegationChange({ ...exampleOf('delegationChangeList'), changeKind }, catalogue);
    expect(value).toEqual({
      township: region('331124001'),
      matter: catalogue.matter('E-01-001'),
      unmapped: null,
      kind,
      changedOn: '2024-04-15',
    });
  });
});

describe('a joint-supervision scenario', () => {
  it('has a name, a place, a lead department, those that take part, matters', () => {
    const matter = catalogue.mattersOf('23')[0]!;
    const record = { ...exampleOf('scenarioList'), itemCodes: [matter.codes.PROVINCE[0]!.code] };
    expect(scenario(record, 'YJS2024001', catalogue)).toEqual({
      value: {
        scenarioNo: 'YJS2024001',
        name: '龙泉刀剑产业',
        region: region('331181'),
        leadDepartment: department('331181SJJ'),
        coDepartments: [department('331181GAJ'), department('331181ZFJ')],
        matters: [matter],
        unmapped: [],
        selected: true,
      },
      gaps: [],
    });
  });
});

describe('an evaluation index', () => {
  const read = (fields: object = {}) => evaluationIndex({ ...exampleOf('indexList'), ...fields }, catalogue);

  it('has score and rank, and the period in our terms', () => {
    expect(read()).toEqual({
      value: { region: region('331102'), name: '改革综合评价指数', score: 92.4, rank: 3, period: '2024-Q1' },
      gaps: [],
    });
    expect(read({ period: '2024-06' }).value.period).toBe('2024-06');
  });

  it('has no score where none is published, which is no gap', () => {
    expect(read({ score: null })).toMatchObject({ value: { score: null }, gaps: [] });
  });

  it.each(['2024Q5', '2024-13', '2024', '2024-Q1'])('of the period %s has none, and says so', period => {
    const { value, gaps } = read({ period });
    expect(value.period).toBeNull();
    expect(gaps).toEqual([{ field: 'period', message: 'expected a quarter or a month, got another form' }]);
  });
});
