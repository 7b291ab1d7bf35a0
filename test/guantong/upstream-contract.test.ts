/** Every request that the gateway sends, judged by the platforms' OpenAPI files. */
import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventFilter, EventStatus } from '../../client/index.js';
import { ofEach } from '../../mocks/platform.ts';
import { STAGE } from '../../src/hub/events/stage.ts';
import { PLATFORM_NAMES } from '../../src/upstream/platform-code.ts';
import { isOneOfThree, THREE } from '../three-platforms.ts';
import { contract } from '../upstreams/contract.ts';
import { type AnyAnswer, type Running, running } from './running.ts';

const contracts = ofEach(name => contract(name));

let hub: Running;
beforeAll(async () => {
  hub = await running({ platforms: PLATFORM_NAMES });
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

/** What does not fit in the calls received since the mocks last forgot. */
function findings(): string[] {
  return hub.mocks.calls.flatMap(({ platform, call, path, query, headers, body }) => {
    const pairs: [string, string][] = Object.entries(query).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    );
    const method = call.split(' ')[0]!;
    return contracts[platform].checkRequest({
      method,
      path,
      query: new URLSearchParams(pairs),
      headers,
      body,
    });
  });
}

/** The data calls that the last query caused on the three platforms, whose number is known. */
const callsOfThree = () => THREE.flatMap(name => hub.calls()[name] ?? []);

it('health, token and secret calls fit', async () => {
  // The first calls of all, before any query forgot them.
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ events(first: 1) { nodes { id } } }' }),
  });
  expect(response.status).toBe(200);
  const kinds = hub.mocks.calls
    .filter(({ platform }) => isOneOfThree(platform))
    .map(({ platform, kind }) => `${platform} ${kind}`);
  expect(new Set(kinds)).toEqual(
    new Set([
      'province health',
      'city health',
      'grassroots health',
      'province auth',
      'city auth',
      'province data',
      'city data',
      'grassroots data',
    ]),
  );
  expect(findings()).toEqual([]);
});

const operations = await readdir('schema/operations');

describe.each(operations)('the operation %s', name => {
  it('is answered without an error, and all it asks of the platforms fits', async () => {
    const { status, errors, data } = await hub.query(await readFile(`schema/operations/${name}`, 'utf8'));
    expect(status).toBe(200);
    expect(errors).toEqual([]);
    expect(JSON.stringify(data)).not.toMatch(/^\{"[a-zA-Z]+":null\}$/);
    expect(findings()).toEqual([]);
  });
});

const statuses = (Object.keys(STAGE) as EventStatus[]).filter(status => status !== 'UNKNOWN');
const filters: EventFilter[] = [
  ...statuses.map(status => ({ statuses: [status] })),
  { statuses },
  { region: '331100' },
  { region: '331102' },
  { region: '331102001' },
  { matter: 'E-01-005' },
  { category: '01' },
  { category: '12', kind: 'SUPERVISION' },
  { kind: 'ENFORCEMENT' },
  { urgency: 'CRITICAL', overdue: true },
  { reportedFrom: '2024-05-01T00:00:00.5+08:00', reportedTo: '2024-05-13T16:00:00Z' },
  { text: '垃圾 +&=,100%' },
];

describe.each(filters.map(filter => ({ filter, name: JSON.stringify(filter) })))(
  'the filter $name',
  ({ filter }) => {
    it('fits, on the first page with every section and on a later one', async () => {
      const query = `query ($filter: EventFilter, $after: String) {
      events(first: 2, filter: $filter, after: $after) {
        totalCount
        pageInfo { endCursor }
        nodes {
          timeline { incomplete }
          grassroots { number }
          city { number documents { kind } enforcementCase { caseNo } dispute { disputeNo } consultations { question } feedbacks { text } }
          province { number }
        }
      }
    }`;
      const first = await hub.query(query, { filter });
      expect(first.errors).toEqual([]);
      expect(findings()).toEqual([]);
      const later = await hub.query(query, { filter, after: first.data.events.pageInfo.endCursor });
      expect(later.errors).toEqual([]);
      expect(findings()).toEqual([]);
    });
  },
);

const lists = [
  'documents(filter: { kinds: [REMINDER, SUPERVISION_ORDER], open: true, department: "331102ZFJ", region: "331102" }',
  'documents(filter: { issuedFrom: "2024-05-01T00:00:00.5+08:00", issuedTo: "2024-05-13T16:00:00Z" }',
  'documents(filter: null',
  'disputes(filter: { state: RESOLVED, outcome: ASSIGNED, department: "331102ZFJ", region: "331102" }',
  'disputes(filter: { raisedFrom: "2024-05-01T00:00:00Z", raisedTo: "2024-06-01T00:00:00Z" }',
  'disputes(filter: { resolvedFrom: "2024-05-01T00:00:00Z", resolvedTo: "2024-06-01T00:00:00Z" }',
];

it.each(lists)('the list %s) fits, on the first page and on a later one', async list => {
  const query = `query ($after: String) {
    list: ${list}, first: 1, after: $after) { totalCount pageInfo { endCursor } nodes { event { title } } }
  }`;
  const first = await hub.query(query);
  expect(first.errors).toEqual([]);
  expect(findings()).toEqual([]);
  const later = await hub.query(query, { after: first.data.list.pageInfo.endCursor });
  expect(later.errors).toEqual([]);
  expect(findings()).toEqual([]);
});

it.each(['forums', 'forums(year: 2024)'])('%s fits', async forums => {
  expect((await hub.query(`{ ${forums} { meetings { heldOn } } }`)).errors).toEqual([]);
  expect(findings()).toEqual([]);
});

const PART = '{ total }';

describe.each([
  {},
  { region: '331100' },
  { region: '331102', from: '2024-05-01T00:00:00.5+08:00' },
  { region: '331102001', from: '2024-05-01T00:00:00+08:00', to: '2024-05-13T16:00:00Z' },
])('the situation of %j', asked => {
  it('fits, with every breakdown', async () => {
    const { errors } = await hub.query(
      `query ($region: RegionCode, $from: DateTime, $to: DateTime) {
        situation(region: $region, from: $from, to: $to) {
          figures ${PART}
          byRegion { itself ${PART} }
          byCategory { undecided ${PART} }
          byMatter { undecided ${PART} }
          byKind { undecided ${PART} }
          byStatus { figures ${PART} }
          byStage { figures ${PART} }
          byOrigin { figures ${PART} }
          byDay { figures ${PART} }
        }
      }`,
      asked,
    );
    expect(errors).toEqual([]);
    expect(callsOfThree()).toHaveLength(21);
    expect(findings()).toEqual([]);
  });
});

it('the unmapped codes fit, with the directories that name them', async () => {
  const { errors } = await hub.query('{ unmappedCodes { codes { code name } } }');
  expect(errors).toEqual([]);
  // Beside the three of statuses, those of the days of one class, and the directory that names it.
  expect(callsOfThree()).toHaveLength(7 + 3 + 1 + 1);
  expect(findings()).toEqual([]);
});

describe('a walk of discrepancies', () => {
  it('fits, among the events and among the references of each platform', async () => {
    const page = `query ($filter: DiscrepancyFilter, $after: String) {
      discrepancies(filter: $filter, first: 50, after: $after) { pageInfo { hasNextPage endCursor } }
    }`;
    expect((await hub.query(page)).errors).toEqual([]);
    expect(findings()).toEqual([]);
    const asked = new Set<string>();
    let place: { hasNextPage: boolean; endCursor: string | null } = { hasNextPage: true, endCursor: null };
    while (place.hasNextPage) {
      const { data, errors }: AnyAnswer = await hub.query(page, {
        filter: { kinds: ['BROKEN_REFERENCE'] },
        after: place.endCursor,
      });
      expect(errors).toEqual([]);
      expect(findings()).toEqual([]);
      for (const call of callsOfThree()) asked.add(call);
      place = data.discrepancies.pageInfo;
    }
    expect(asked).toEqual(
      new Set([
        'GET /event/list',
        'GET /clues',
        'GET /sj/lb',
        'POST /event/batchGet',
        'POST /clues:batch-get',
        'POST /sj/plcx',
      ]),
    );
  }, 60_000);
});

const CODES = 'region: "331102", matter: "E-01-005"';

describe.each([
  `inspectionPlans(filter: { year: 2024, department: "331100ZFJ", merged: false, ${CODES} }) { totalCount }`,
  `inspectionTasks(
    filter: { department: "331102001ZFD", plan: "JH202433110201", jointVisit: true, randomised: false, crossDepartment: true,
      inspectedFrom: "2024-01-01", inspectedTo: "2024-07-01", ${CODES} }
  ) { totalCount }`,
  'inspectionTasks(first: 50, filter: { jointVisit: true }) { nodes { events { id } } }',
  `delegations(filter: { state: WITHDRAWN, ${CODES} }) { totalCount }`,
  `delegationChanges(filter: { kind: REMOVED, changedFrom: "2024-01-01", changedTo: "2024-07-01", ${CODES} }) { totalCount }`,
  `integratedScenarios(filter: { department: "331102ZFJ", selected: true, ${CODES} }) { totalCount }`,
  'evaluationIndices(region: "331100", period: "2024-Q1") { rank }',
  'events(first: 50, filter: { origin: PROVINCE }) { nodes { province { task { name } } } }',
])('the question %s', question => {
  it('fits', async () => {
    const { errors } = await hub.query(`{ ${question} }`);
    expect(errors).toEqual([]);
    expect(hub.mocks.callsOf('province').length).toBeGreaterThan(0);
    expect(findings()).toEqual([]);
  });
});
