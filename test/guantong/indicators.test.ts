/** Checks C16, C18 and C19 of the source document's figures, and what asking for them costs. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isEnumType } from 'graphql';
import { mergedSchema } from '../../src/schema.ts';
import { catalogue, indicators as listed, type Running, running } from './running.ts';

let hub: Running;
beforeAll(async () => {
  hub = await running();
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

const CITY = '丽水市';
const REPLY = '2024-07-26';
const JUNE = '2024-06-30';

/** Section 1 of the figures, read from the document: code, value, region, period, as of. The file is not asked. */
const REPORTED: [code: string, value: number, region: string, period: string | null, asOf: string][] = [
  ['INDEX_RANK', 1, CITY, '2024-Q1', '2024-03-31'],
  ['INDEX_RANK', 1, '龙泉市', '2024-Q1', '2024-03-31'],
  ['INDEX_RANK', 1, '青田县', '2024-Q1', '2024-03-31'],
  ['INDEX_RANK', 1, '松阳县', '2024-Q1', '2024-03-31'],
  ['INDEX_RANK', 1, '景宁畲族自治县', '2024-Q1', '2024-03-31'],
  ['INDEX_RANK', 4, CITY, '2024-Q2', JUNE],
  ['INDEX_TOP35_COUNTIES', 8, CITY, '2024-Q2', JUNE],
  ['PROFILES_ISSUED', 25, CITY, 'CUM', REPLY],
  ['FORUMS', 5, CITY, '2024-YTD', REPLY],
  ['MEETINGS', 15, CITY, '2024-YTD', REPLY],
  ['DISPUTE_DEPARTMENTS', 22, CITY, '2024-YTD', REPLY],
  ['DISPUTES_RESOLVED', 53, CITY, '2024-YTD', REPLY],
  ['TRANSFER_MECHANISMS_PLANNED', 15, CITY, '2024', REPLY],
  ['TRANSFER_MECHANISMS_DRAFTED', 3, CITY, '2024-YTD', REPLY],
  ['TRANSFER_MECHANISMS_ONGOING', 12, CITY, '2024-YTD', REPLY],
  ['SCENARIOS_ASSIGNED', 95, CITY, '2024-YTD', REPLY],
  ['SCENARIOS_SELECTED', 14, CITY, '2024-YTD', REPLY],
  ['PLAN_DEPARTMENTS', 34, CITY, '2024', REPLY],
  ['TASK_DEPARTMENTS_MERGED', 14, CITY, '2024', REPLY],
  ['PLAN_REDUCTION_RATE', 39.3, CITY, '2024', REPLY],
  ['JOINT_RANDOM_RATE', 49.13, CITY, 'CUM', REPLY],
  ['VISITS_SAVED_RANDOM', 1461, CITY, 'CUM', REPLY],
  ['JOINT_VISITS', 2601, CITY, '2024-H1', JUNE],
  ['VISITS_SAVED_JOINT', 1468, CITY, '2024-H1', JUNE],
  ['REVIEW_ISSUES_FIXED', 40, CITY, '2024-YTD', REPLY],
  ['ADJUSTING_COUNTIES', 5, CITY, '2024-YTD', REPLY],
  ['ADJUSTED_TOWNSHIPS', 37, CITY, '2024-YTD', REPLY],
  ['DELEGATIONS_REMOVED', 1502, CITY, '2024-YTD', REPLY],
  ['DELEGATIONS_ADDED', 316, CITY, '2024-YTD', REPLY],
  ['WITHDRAWING_COUNTIES', 4, CITY, '2024-YTD', REPLY],
  ['WITHDRAWN_TOWNSHIPS', 28, CITY, '2024-YTD', REPLY],
  ['LOCKED_POSTS', 271, '缙云县', null, REPLY],
  ['OFFICERS_POSTED_DOWN', 240, '缙云县', null, REPLY],
  ['POSTED_DOWN_SHARE', 63, '缙云县', null, REPLY],
  ['REPORTING_SESSIONS', 5, '莲都区', '2024-YTD', REPLY],
  ['TRAINING_BASES', 8, CITY, null, REPLY],
  ['LOCAL_EXPERTS', 55, CITY, null, REPLY],
  ['COURSES', 37, CITY, null, REPLY],
  ['EXAM_INCENTIVE_COUNTIES', 5, CITY, null, REPLY],
  ['LEGAL_EXAM_PASSED', 92, CITY, '2023', '2023-12-31'],
  ['TRAININGS', 141, CITY, '2024-YTD', REPLY],
  ['TRAINING_ATTENDANCES', 5741, CITY, '2024-YTD', REPLY],
  ['LECTURES', 14, CITY, '2024-YTD', REPLY],
  ['LECTURE_ATTENDANCES', 1476, CITY, '2024-YTD', REPLY],
  ['CASES_HANDLED', 16359, CITY, '2024-H1', JUNE],
  ['LOST_SUIT_RATE', 0, CITY, '2024-H1', JUNE],
  ['CORRECTED_RATE', 0, CITY, '2024-H1', JUNE],
];

const mattersOf = (of: string) => catalogue.matters.filter(({ kind }) => kind === of).length;

/** What is computed, from the default world and the catalogue; as of the mocks' today. */
const COMPUTED: typeof REPORTED = [
  ['PLATFORMS', 3, CITY, null, REPLY],
  ['CATEGORIES', catalogue.categories.length, CITY, 'CUM', REPLY],
  ['SUPERVISION_ITEMS', mattersOf('SUPERVISION'), CITY, 'CUM', REPLY],
  ['ENFORCEMENT_ITEMS', mattersOf('ENFORCEMENT'), CITY, 'CUM', REPLY],
  ['GRID_EVENTS', 1659, CITY, 'CUM', REPLY],
  ['COUNTIES', 9, CITY, '2024-YTD', REPLY],
];

const ALL = /* GraphQL */ `
  query ($codes: [ID!], $region: RegionCode, $period: String) {
    indicators(codes: $codes, region: $region, period: $period) {
      code nameZh nameEn value unit region { nameZh } period periodFrom periodTo asOf basis source note
    }
  }
`;

interface Shown {
  code: string;
  value: number | null;
  unit: string;
  region: { nameZh: string };
  period: string | null;
  periodFrom: string | null;
  periodTo: string | null;
  asOf: string;
  basis: 'COMPUTED' | 'REPORTED';
  source: string;
}

async function indicators(variables: object = {}): Promise<Shown[]> {
  const { status, data, errors } = await hub.query(ALL, variables);
  expect([status, errors]).toEqual([200, []]);
  return data.indicators;
}

const row = ({ code, value, region, period, asOf }: Shown) => [code, value, region.nameZh, period, asOf];
const sorted = (rows: unknown[][]) => rows.map(one => JSON.stringify(one)).toSorted();

describe('C16: the indicators', () => {
  it('that are reported are those of the document, each exactly as it was printed', async () => {
    const reported = (await indicators()).filter(({ basis }) => basis === 'REPORTED');
    expect(sorted(reported.map(row))).toEqual(sorted(REPORTED));
  });

  it('that are computed are what the platforms and the catalogue give, as of today by the platforms’ clock', async () => {
    const computed = (await indicators()).filter(({ basis }) => basis === 'COMPUTED');
    expect(sorted(computed.map(row))).toEqual(sorted(COMPUTED));
  });

  it('have the days of their period', async () => {
    const days = new Map(
      (await indicators()).map(({ period, periodFrom, periodTo }) => [period, [periodFrom, periodTo]]),
    );
    expect(Object.fromEntries([...days].toSorted())).toEqual({
      null: [null, null],
      CUM: [null, null],
      '2023': ['2023-01-01', '2023-12-31'],
      '2024': ['2024-01-01', '2024-12-31'],
      '2024-YTD': ['2024-01-01', '2024-07-26'],
      '2024-H1': ['2024-01-01', '2024-06-30'],
      '2024-Q1': ['2024-01-01', '2024-03-31'],
      '2024-Q2': ['2024-04-01', '2024-06-30'],
    });
  });

  it('name the document and its words', async () => {
    for (const { source } of await indicators()) expect(source).toMatch(/^丽综执复〔2024〕25号：.{3,}/u);
  });

  it('have units that are all used, and that the file’s schema lists too', async () => {
    const units = mergedSchema().getType('IndicatorUnit');
    if (!isEnumType(units)) throw new Error('expected IndicatorUnit to be an enum');
    const names = units.getValues().map(({ name }) => name);
    expect([...new Set((await indicators()).map(({ unit }) => unit))].toSorted()).toEqual(names.toSorted());
    const file = JSON.parse(await readFile('schema/indicators/indicators.schema.json', 'utf8'));
    expect(file.definitions.indicator.properties.unit.enum.toSorted()).toEqual(names.toSorted());
  });
});

async function figure(code: string): Promise<number> {
  const [only, ...others] = await indicators({ codes: [code] });
  expect(others).toEqual([]);
  return only!.value!;
}

it('C18: the transfer mechanisms drafted and under way are those planned', async () => {
  expect((await figure('TRANSFER_MECHANISMS_DRAFTED')) + (await figure('TRANSFER_MECHANISMS_ONGOING'))).toBe(
    await figure('TRANSFER_MECHANISMS_PLANNED'),
  );
});

it('C19: lectures are part of the trainings', async () => {
  expect(await figure('LECTURES')).toBeLessThanOrEqual(await figure('TRAININGS'));
  expect(await figure('LECTURE_ATTENDANCES')).toBeLessThanOrEqual(await figure('TRAINING_ATTENDANCES'));
});

describe('asked for by', () => {
  it('codes, they come in the order of the file, all rows of a code', async () => {
    const found = await indicators({ codes: ['GRID_EVENTS', 'INDEX_RANK', 'GRID_EVENTS'] });
    expect(found.map(({ code }) => code)).toEqual([...Array(6).fill('INDEX_RANK'), 'GRID_EVENTS']);
    expect(await indicators({ codes: [] })).toEqual([]);
  });

  it('region, they are those of that very region', async () => {
    const jinyun = await indicators({ region: '331122' });
    expect(jinyun.map(({ code }) => code)).toEqual([
      'LOCKED_POSTS',
      'OFFICERS_POSTED_DOWN',
      'POSTED_DOWN_SHARE',
    ]);
    expect(await indicators({ region: '331102001' })).toEqual([]);
    const city = await indicators({ region: '331100' });
    expect(city).toHaveLength(REPORTED.length + COMPUTED.length - 4 - 3 - 1);
  });

  it('period, they are those of that period', async () => {
    expect(sorted((await indicators({ period: '2024-Q2' })).map(row))).toEqual(
      sorted(REPORTED.filter(([, , , period]) => period === '2024-Q2')),
    );
  });
});

describe('the calls', () => {
  it('are one for all of them, and none where no value of the grid’s events is selected', async () => {
    await indicators();
    expect(hub.calls()).toEqual({ grassroots: ['GET /sj/lb'] });
    await hub.query('{ indicators { code asOf unit } }');
    expect(hub.calls()).toEqual({});
    await hub.query('{ indicators(codes: ["CATEGORIES", "TRAININGS"]) { value } }');
    expect(hub.calls()).toEqual({});
  });
});

it('with the grassroots system down its figure is null with the error, and all others are served', async () => {
  await hub.mocks.stop('grassroots');
  try {
    const { status, data, errors } = await hub.query(ALL);
    expect(status).toBe(200);
    const missing = data.indicators.filter(({ value }: Shown) => value === null);
    expect(missing.map(({ code }: Shown) => code)).toEqual(['GRID_EVENTS']);
    expect(data.indicators).toHaveLength(REPORTED.length + COMPUTED.length);
    expect(errors.map(({ path, extensions }) => [path, extensions.code, extensions.platform])).toEqual([
      [['indicators', data.indicators.indexOf(missing[0]), 'value'], 'UPSTREAM_UNAVAILABLE', 'GRASSROOTS'],
    ]);
  } finally {
    await hub.mocks.resume('grassroots');
  }
});

it('are read from their file alone: each is listed as the answer shows it', () => {
  expect(listed).toHaveLength(REPORTED.length + COMPUTED.length);
});

describe.each([
  [
    'codes: ["GRID_EVENT"]',
    'codes: expected one that an indicator has, got "GRID_EVENT"; did you mean GRID_EVENTS?',
  ],
  [
    'codes: ["MEETINGS", "rainfall"]',
    'codes: expected one that an indicator has, got "rainfall"; leave codes out for all of them',
  ],
  [
    'period: "2024-H2"',
    'period: expected one that an indicator has, got "2024-H2"; the periods are 2024-Q1, 2024-Q2, CUM, 2024-YTD, 2024, 2024-H1, 2023',
  ],
  [
    'period: "summer"',
    'period: expected one that an indicator has, got "summer"; the periods are 2024-Q1, 2024-Q2, CUM, 2024-YTD, 2024, 2024-H1, 2023',
  ],
  ['region: "331199"', 'region: expected a code of the catalogue, got "331199"'],
])('indicators(%s)', (given, message) => {
  it(`is answered with BAD_USER_INPUT: ${message}`, async () => {
    const { status, errors } = await hub.query(`{ indicators(${given}) { value } }`);
    expect(status).toBe(200);
    expect(errors.map(({ message, extensions }) => [extensions.code, message])).toEqual([
      ['BAD_USER_INPUT', message],
    ]);
    expect(hub.calls()).toEqual({});
  });
});
