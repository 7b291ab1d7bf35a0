/**
 * The province's own lists as one request sees them: inspection plans and tasks, delegations, scenarios, indices.
 */
import DataLoader from 'dataloader';
import type { UnmappedCode } from '../generated/schema.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import { type Counted, connection, type Paging } from '../hub/paging/connection.ts';
import { fingerprint } from '../hub/paging/cursor.ts';
import { Fields } from '../hub/records/fields.ts';
import { type Mapped, noted } from '../hub/records/mapped.ts';
import { nextPage, pageNumber } from '../hub/records/page-number.ts';
import type { Request } from '../request.ts';
import { UpstreamError } from '../upstream/upstream-error.ts';
import { BATCH_LIMIT, type ListCall, type ProvinceClient } from './client.ts';
import { type Delegation, type DelegationChange, delegation, delegationChange } from './delegation.ts';
import { type EvaluationIndex, evaluationIndex } from './evaluation-index.ts';
import type { Query } from './filter.ts';
import type { IndexQuery } from './list-filters.ts';
import { type InspectionPlan, plan } from './plan.ts';
import { type IntegratedScenario, scenario } from './scenario.ts';
import { type Task, task } from './task.ts';

const PLATFORM = 'PROVINCE';

/** The province's largest, which the usual pages of ours divide: a page costs one call, two where it lies across. */
const PAGE_SIZE = 100;

/**
 * Each page is one call, two where it lies across two of the province's; null for a query that nothing can match, and
 * then nobody is asked. All throw `BAD_USER_INPUT` for a page size out of bounds, and `INVALID_CURSOR`.
 */
export interface ProvinceLists {
  plans(query: Query | null, paging: Paging): Promise<Counted<InspectionPlan>>;
  tasks(query: Query | null, paging: Paging): Promise<Counted<Task>>;
  delegations(query: Query | null, paging: Paging): Promise<Counted<Delegation>>;
  delegationChanges(query: Query | null, paging: Paging): Promise<Counted<DelegationChange>>;
  scenarios(query: Query | null, paging: Paging): Promise<Counted<IntegratedScenario>>;
  indices(query: IndexQuery): Promise<EvaluationIndex[]>;
  /** The task that an event refers to, with its details where somebody reads them; batched. */
  task(reference: Task): Promise<Task>;
}

/** How the records of a list are named and read. */
interface ListOf<Node> {
  call: ListCall;
  /** The field that holds a record's own number; null where it has none. */
  numberField: string | null;
  read(record: unknown, number: string, catalogue: Catalogue): Mapped<Node>;
}

const PLANS: ListOf<InspectionPlan> = { call: 'plan/list', numberField: 'planNo', read: plan };
const TASKS: ListOf<Task> = { call: 'task/list', numberField: 'taskNo', read: task };
const SCENARIOS: ListOf<IntegratedScenario> = {
  call: 'scenario/list',
  numberField: 'scenarioNo',
  read: scenario,
};
const DELEGATIONS: ListOf<Delegation> = {
  call: 'delegation/list',
  numberField: null,
  read: (record, _number, catalogue) => delegation(record, catalogue),
};
const DELEGATION_CHANGES: ListOf<DelegationChange> = {
  call: 'delegation/changeList',
  numberField: null,
  read: (record, _number, catalogue) => delegationChange(record, catalogue),
};

type Readable = { unmapped?: UnmappedCode | UnmappedCode[] | null };

export function provinceLists(client: ProvinceClient, catalogue: Catalogue, request: Request): ProvinceLists {
  const { sources } = request;

  /** A record's own number, `''` where the list's have none; null, and reported, where it should have one. */
  function numberOf({ numberField }: ListOf<unknown>, record: unknown): string | null {
    if (numberField === null) return '';
    const number = new Fields(record).text(numberField);
    const message = 'expected a number, got none; the record is left out';
    if (number === null)
      noted({ value: null, gaps: [{ field: numberField, message }] }, sources, PLATFORM, null);
    return number;
  }

  function read<Node extends Readable>(list: ListOf<Node>, record: unknown, number: string): Node {
    const node = noted(list.read(record, number, catalogue), sources, PLATFORM, number || null);
    for (const { code } of [node.unmapped ?? []].flat())
      sources.shownRaw(PLATFORM, 'UNMAPPED_CODE', code, number || code);
    return node;
  }

  async function listed<Node extends Readable>(
    list: ListOf<Node>,
    query: Query | null,
    paging: Paging,
  ): Promise<Counted<Node>> {
    let totalCount = 0;
    const found = await connection(paging, fingerprint([list.call, query]), async from => {
      const pageNum = pageNumber(from);
      if (query === null) return { items: [], next: null };
      const parameters = { ...query, pageNum, pageSize: PAGE_SIZE };
      const { records, total } = await client.page(list.call, parameters, request);
      totalCount = total;
      const items = records.flatMap(record => {
        const number = numberOf(list, record);
        return number === null ? [] : [{ record, number }];
      });
      return { items, next: nextPage(pageNum, PAGE_SIZE, records.length, total) };
    });
    // Read last: what could not be read is reported of what is given, not of the rest of the province's page.
    const edges = found.edges.map(({ cursor, node }) => ({
      cursor,
      node: read(list, node.record, node.number),
    }));
    return { ...found, edges, nodes: edges.map(({ node }) => node), totalCount };
  }

  const details = new DataLoader<string, Task | null>(
    async numbers => {
      const records = await client.tasks(numbers, request);
      const byNumber = new Map(records.map(record => [numberOf(TASKS, record), record]));
      return numbers.map(number => {
        if (byNumber.has(number)) return read(TASKS, byNumber.get(number), number);
        // What has no number may have been this one: to say that there is none would be a guess.
        return byNumber.has(null) ? unusable() : null;
      });
    },
    { maxBatchSize: BATCH_LIMIT },
  );

  /** That some of a batch cannot be used, in the place of what it was asked for, and in the log. */
  function unusable(): UpstreamError {
    const message =
      'task/batchGet: expected taskNo in each record, got another value; ask the platform about it';
    const error = new UpstreamError('UPSTREAM_INVALID_DATA', PLATFORM, message);
    sources.unusable(error);
    return error;
  }

  return {
    plans: (query, paging) => listed(PLANS, query, paging),
    async tasks(query, paging) {
      const found = await listed(TASKS, query, paging);
      for (const node of found.nodes) details.prime(node.taskNo, node);
      return found;
    },
    delegations: (query, paging) => listed(DELEGATIONS, query, paging),
    delegationChanges: (query, paging) => listed(DELEGATION_CHANGES, query, paging),
    scenarios: (query, paging) => listed(SCENARIOS, query, paging),
    async indices(query) {
      const records = await client.indices(query, request);
      return records.map(record => noted(evaluationIndex(record, catalogue), sources, PLATFORM, null));
    },
    async task(reference) {
      if (!readsDetails(request.selects('InspectionTask'))) return reference;
      const found = isTaskNumber(reference.taskNo) ? await details.load(reference.taskNo) : null;
      if (found) return found;
      noted({ value: null, gaps: [UNKNOWN_TASK] }, sources, PLATFORM, reference.taskNo);
      return reference;
    },
  };
}

const UNKNOWN_TASK = {
  field: 'taskNo',
  message: 'expected a task that the platform knows, got another; all but its numbers is null',
};

/** What an event itself says of its task; for more the task is asked for. */
const OF_THE_EVENT: ReadonlySet<string> = new Set(['taskNo', 'planNo', '__typename']);

/** One of another form would make the province refuse the whole batch. */
function isTaskNumber(taskNo: string): boolean {
  return /^JC\d{14}$/.test(taskNo);
}

function readsDetails(selected: ReadonlySet<string>): boolean {
  return [...selected].some(field => !OF_THE_EVENT.has(field));
}
