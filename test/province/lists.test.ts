/** The province's lists as one request sees them, whatever the province answers. */
import { describe, expect, it } from '@jest/globals';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import type { ProvinceClient } from '../../src/province/client.ts';
import { provinceLists } from '../../src/province/lists.ts';
import { UpstreamError } from '../../src/upstream/upstream-error.ts';
import { asking } from './asking.ts';
import { exampleOf } from './examples.ts';

const catalogue = await loadCatalogue(new URL('../../schema/', import.meta.url));
const TASK = { taskNo: 'JC20240318000007', planNo: 'JH202433110201' };

interface Answers {
  page?: (parameters: Record<string, unknown>) => { records: unknown[]; total: number };
  tasks?: (numbers: readonly string[]) => unknown[];
  indices?: unknown[];
}

/** The lists of a province that gives these answers, for a request that reads these fields of tasks. */
function reading({ page, tasks, indices = [] }: Answers, selected: readonly string[] = ['taskNo', 'name']) {
  const request = { ...asking(), selects: () => new Set(selected) };
  const asked: unknown[] = [];
  const played = {
    async page(call: string, parameters: Record<string, unknown>) {
      asked.push([call, parameters]);
      return page!(parameters);
    },
    async tasks(numbers: readonly string[]) {
      asked.push(['task/batchGet', numbers]);
      return tasks!(numbers);
    },
    indices: async () => indices,
  } as Partial<ProvinceClient> as ProvinceClient;
  return { lists: provinceLists(played, catalogue, request), asked, sources: request.sources };
}

const numbered = (no: number) => ({
  ...exampleOf('planList'),
  planNo: `JH2024331102${String(no).padStart(2, '0')}`,
});

describe('a list', () => {
  it('leaves out a record without a number, and reports it', async () => {
    const { lists, sources } = reading({
      page: () => ({ records: [numbered(1), { planNo: null }, null], total: 3 }),
    });
    const { nodes, totalCount } = await lists.plans({}, {});
    expect(nodes.map(({ planNo }) => planNo)).toEqual(['JH202433110201']);
    expect(totalCount).toBe(3);
    const message = 'expected a number, got none; the record is left out';
    expect(sources.diagnostics).toEqual(
      Array(2).fill({
        code: 'UPSTREAM_INVALID_DATA',
        platform: 'PROVINCE',
        record: null,
        field: 'planNo',
        message,
      }),
    );
  });

  it('reports nothing of records that are on the province’s page and not on the one that is asked for', async () => {
    const { lists, sources } = reading({
      page: () => ({ records: [numbered(1), { ...numbered(2), regionCode: '99' }], total: 2 }),
    });
    const { nodes, pageInfo } = await lists.plans({}, { first: 1 });
    expect(sources.diagnostics).toEqual([]);
    const next = await lists.plans({}, { first: 1, after: pageInfo.endCursor });
    expect([...nodes, ...next.nodes].map(({ planNo }) => planNo)).toEqual([
      'JH202433110201',
      'JH202433110202',
    ]);
    expect(sources.diagnostics).toMatchObject([{ record: 'JH202433110202', field: 'regionCode' }]);
  });

  it('asks for pages of 100 by number, and ends where the platform gives none though its total says more', async () => {
    const { lists, asked } = reading({
      page: ({ pageNum }) => ({ records: pageNum === 1 ? [numbered(1)] : [], total: 150 }),
    });
    const first = await lists.plans({}, { first: 50 });
    expect(asked).toEqual([
      ['plan/list', expect.objectContaining({ pageNum: 1, pageSize: 100 })],
      ['plan/list', expect.objectContaining({ pageNum: 2, pageSize: 100 })],
    ]);
    expect([first.nodes.length, first.pageInfo.hasNextPage]).toEqual([1, false]);
  });

  it('reports what of a record could not be read under its number', async () => {
    const { lists, sources } = reading({
      page: () => ({ records: [{ ...numbered(1), deptCode: '331102XYZ' }], total: 1 }),
    });
    const { nodes } = await lists.plans({}, {});
    expect(nodes[0]).toMatchObject({ planNo: 'JH202433110201', department: null });
    expect(sources.diagnostics).toMatchObject([
      { platform: 'PROVINCE', record: 'JH202433110201', field: 'deptCode', raw: '331102XYZ' },
    ]);
  });

  it('asks nobody for a query that nothing can match, and is empty', async () => {
    const { lists, asked } = reading({});
    const found = await lists.delegations(null, {});
    expect(found).toMatchObject({
      nodes: [],
      totalCount: 0,
      pageInfo: { hasNextPage: false, endCursor: null },
    });
    expect(asked).toEqual([]);
  });
});

describe('the task of an event', () => {
  const other = 'JC20240318000008';
  const record = (taskNo: string) => ({ ...exampleOf('taskList'), taskNo, taskName: `任务 ${taskNo}` });

  it('is what the event says where no more is read, and costs nothing', async () => {
    const { lists, asked } = reading({}, ['taskNo', 'planNo', '__typename']);
    expect(await lists.task(TASK)).toEqual(TASK);
    expect(asked).toEqual([]);
  });

  it('is asked for in one batch with those of the other events, and matched by number', async () => {
    const { lists, asked } = reading({ tasks: numbers => numbers.toReversed().map(record) });
    const found = await Promise.all(
      [TASK, { taskNo: other, planNo: null }, TASK].map(one => lists.task(one)),
    );
    expect(found.map(({ name }) => name)).toEqual([
      `任务 ${TASK.taskNo}`,
      `任务 ${other}`,
      `任务 ${TASK.taskNo}`,
    ]);
    expect(asked).toEqual([['task/batchGet', [TASK.taskNo, other]]]);
  });

  it('is not asked for where the request has it from a list', async () => {
    const { lists, asked } = reading({ page: () => ({ records: [record(TASK.taskNo)], total: 1 }) });
    await lists.tasks({}, {});
    expect((await lists.task(TASK)).name).toBe(`任务 ${TASK.taskNo}`);
    expect(asked).toHaveLength(1);
  });

  it('keeps its numbers where the province does not know it, and that is reported', async () => {
    const { lists, sources } = reading({ tasks: () => [] });
    expect(await lists.task(TASK)).toEqual(TASK);
    expect(sources.diagnostics).toMatchObject([
      {
        record: TASK.taskNo,
        field: 'taskNo',
        message: expect.stringContaining('expected a task that the platform knows'),
      },
    ]);
  });

  it('is not asked for by a number of another form, for which the province would refuse the whole batch', async () => {
    const { lists, asked } = reading({ tasks: numbers => numbers.map(record) });
    const [odd, found] = await Promise.all([lists.task({ taskNo: '检查7', planNo: null }), lists.task(TASK)]);
    expect([odd, found.name]).toEqual([{ taskNo: '检查7', planNo: null }, `任务 ${TASK.taskNo}`]);
    expect(asked).toEqual([['task/batchGet', [TASK.taskNo]]]);
  });

  it('is an error where a record without a number may have been it, and the others are served', async () => {
    const { lists, sources } = reading({ tasks: () => [record(other), { taskNo: 7 }] });
    const [lost, found] = await Promise.allSettled([
      lists.task(TASK),
      lists.task({ taskNo: other, planNo: null }),
    ]);
    expect(found).toMatchObject({ status: 'fulfilled', value: { name: `任务 ${other}` } });
    expect((lost as PromiseRejectedResult).reason).toBeInstanceOf(UpstreamError);
    expect((lost as PromiseRejectedResult).reason).toMatchObject({
      code: 'UPSTREAM_INVALID_DATA',
      platform: 'PROVINCE',
    });
    expect(sources.sources().PROVINCE?.status).toBe('UNAVAILABLE');
  });
});

it('an index that cannot be read keeps its place, and is reported', async () => {
  const { lists, sources } = reading({ indices: [exampleOf('indexList'), 'rubbish'] });
  const indices = await lists.indices({ regionCode: null, period: null });
  expect(indices.map(({ rank }) => rank)).toEqual([3, null]);
  expect(sources.diagnostics).toMatchObject([{ message: 'expected a record, got a value of type string' }]);
});
