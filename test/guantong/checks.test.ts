/** Checks C1 to C10, C15 and C20 of the source document's figures, through the API. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventFilter, EventStatus } from '../../client/index.js';
import { STAGE } from '../../src/hub/events/stage.ts';
import type { Counted } from '../../src/upstream/tally.ts';
import { catalogue, defaultWorld, type Running, running } from './running.ts';
import { walkEvents } from './walk-events.ts';

const GRID_EVENTS = 1659;

let hub: Running;
beforeAll(async () => {
  hub = await running();
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

async function total(filter: Record<string, unknown>): Promise<number> {
  const { data, errors } = await hub.query(
    'query ($filter: EventFilter) { events(first: 1, filter: $filter) { totalCount } }',
    {
      filter,
    },
  );
  expect(errors).toEqual([]);
  return data.events.totalCount;
}

async function sum(filters: Record<string, unknown>[]): Promise<number> {
  let all = 0;
  for (const filter of filters) all += await total(filter);
  return all;
}

const walk = async (selection: string, filter: EventFilter = {}) =>
  (await walkEvents(hub, selection, { filter })).nodes;

const planted = (...kinds: string[]) =>
  defaultWorld.planted.filter(({ kind, event }) => event && kinds.includes(kind));
const grid = { origin: 'GRASSROOTS' } as const;

it('C1: 1,659 events were reported by the grid', async () => {
  expect(await total(grid)).toBe(GRID_EVENTS);
});

it('C2: a walk page by page gives 1,659 distinct events', async () => {
  const nodes = await walk('', grid);
  expect(nodes).toHaveLength(GRID_EVENTS);
  expect(new Set(nodes.map(({ id }) => id)).size).toBe(GRID_EVENTS);
});

describe('C3: the sums over parts are 1,659 each', () => {
  it('over regions of township level', async () => {
    const townships = catalogue.regions.filter(({ level }) =>
      ['SUBDISTRICT', 'TOWN', 'TOWNSHIP'].includes(level),
    );
    expect(townships).toHaveLength(173);
    const regions = [...townships, ...catalogue.regions.filter(({ level }) => level === 'FUNCTIONAL_ZONE')];
    expect(await sum(regions.map(({ code: region }) => ({ ...grid, region })))).toBe(GRID_EVENTS);
  });

  it('over statuses, together with the planted UNKNOWN, which is no filter', async () => {
    const statuses = (Object.keys(STAGE) as EventStatus[]).filter(status => status !== 'UNKNOWN');
    const unknown = planted('UNKNOWN_CODE', 'UNMAPPED_STATUS').filter(
      ({ platform }) => platform === 'grassroots',
    );
    expect(unknown).toHaveLength(5);
    expect(await sum(statuses.map(status => ({ ...grid, statuses: [status] })))).toBe(
      GRID_EVENTS - unknown.length,
    );
  });

  it('over stages, likewise', async () => {
    const stages = ['INTAKE', 'DISPATCH', 'HANDLING', 'VERIFICATION', 'CLOSURE'];
    expect(await sum(stages.map(stage => ({ ...grid, stage })))).toBe(GRID_EVENTS - 5);
  });

  it('over days', async () => {
    const nodes = await walk('reportedAt', grid);
    const oldest = Date.parse(`${nodes.at(-1).reportedAt.slice(0, 10)}T00:00:00+08:00`);
    const newest = Date.parse(nodes[0].reportedAt);
    const days: Record<string, unknown>[] = [];
    for (let day = oldest; day <= newest; day += 86_400_000) {
      const [reportedFrom, reportedTo] = [day, day + 86_400_000].map(ms => new Date(ms).toISOString());
      days.push({ ...grid, reportedFrom, reportedTo });
    }
    expect(await sum(days)).toBe(GRID_EVENTS);
  });
});

it('C4: every grid event is in exactly one county-level region', async () => {
  const counties = catalogue.children('331100');
  expect(counties).toHaveLength(10);
  expect(await sum(counties.map(({ code: region }) => ({ ...grid, region })))).toBe(GRID_EVENTS);
  const nodes = await walk('region { code }', grid);
  for (const { region } of nodes)
    expect(counties.filter(({ code }) => region.code.startsWith(code))).toHaveLength(1);
});

it('C5: all origins together are more, and the sum of each', async () => {
  const all = await total({});
  expect(all).toBeGreaterThan(GRID_EVENTS);
  expect(await sum(['GRASSROOTS', 'CITY', 'PROVINCE'].map(origin => ({ origin })))).toBe(all);
});

it('C6: supervision items, enforcement items and matters are counted as the catalogue has them', async () => {
  const { data } = await hub.query(`{
    supervision: matters(filter: { kind: SUPERVISION }) { totalCount }
    enforcement: matters(filter: { kind: ENFORCEMENT }) { totalCount }
    all: matters { totalCount }
  }`);
  const { matters } = catalogue;
  const count = (of: string) => ({ totalCount: matters.filter(({ kind }) => kind === of).length });
  expect(data).toEqual({
    supervision: count('SUPERVISION'),
    enforcement: count('ENFORCEMENT'),
    all: { totalCount: matters.length },
  });
});

it('C7: 40 categories, every matter in exactly one', async () => {
  const { data } = await hub.query('{ categories { code matters { code category { code } } } }');
  expect(data.categories).toHaveLength(40);
  const matters = data.categories.flatMap(({ code, matters }: never) =>
    (matters as { code: string; category: { code: string } }[]).map(matter => {
      expect(matter.category.code).toBe(code);
      return matter.code;
    }),
  );
  for (const { matters: some } of data.categories) expect(some.length).toBeGreaterThan(0);
  expect(new Set(matters).size).toBe(matters.length);
  expect(matters).toHaveLength(catalogue.matters.length);
});

it('C8: three platforms', async () => {
  const { data } = await hub.query('{ platforms { code nameZh health { status clock } } }');
  expect(data.platforms).toHaveLength(3);
  for (const { health } of data.platforms) {
    expect(health.status).toBe('UP');
    expect(health.clock).toMatch(/^2024-07-26T18:/);
  }
});

it('C9: nine counties, and the development zone is flagged', async () => {
  const { data } = await hub.query('{ regions(parent: "331100") { nameZh level } }');
  const levels = data.regions.map(({ level }: { level: string }) => level);
  expect(levels.filter((level: string) => level === 'COUNTY')).toHaveLength(9);
  expect(levels.filter((level: string) => level === 'FUNCTIONAL_ZONE')).toHaveLength(1);
});

it('C10: every grid event has a matter, two candidates or more, or an unmapped code', async () => {
  const nodes = await walk(
    'matter { code } matterSource matterCandidates { code } unmapped { platform code name }',
    grid,
  );
  let unmapped = 0;
  for (const node of nodes) {
    const known = node.matter !== null || node.matterCandidates.length >= 2;
    expect(known || node.unmapped !== null).toBe(true);
    expect(node.matterSource === null).toBe(node.matter === null);
    if (!known) unmapped++;
  }
  const carried = defaultWorld.grassroots.events
    .all()
    .filter(({ record }) => record.sjlb === 'G10901' && record.sjly === 'WG');
  expect(carried.length).toBeGreaterThan(0);
  expect(unmapped).toBe(carried.length);

  // Counted, never dropped: once for each request that reads the record.
  const ready = await (await fetch(`${hub.url}/health/ready`)).json();
  const counted = (ready as { notUnderstood: Counted[] }).notUnderstood;
  const { count } = counted.find(({ what, name }) => what === 'UNMAPPED_CODE' && name === 'G10901')!;
  expect(count).toBeGreaterThanOrEqual(carried.length);
});

describe('C15: each status', () => {
  it.each((Object.keys(STAGE) as EventStatus[]).filter(status => status !== 'UNKNOWN'))(
    '%s occurs',
    async status => {
      expect(await total({ statuses: [status] })).toBeGreaterThan(0);
    },
  );

  it('UNKNOWN occurs as planted, with the raw code, and is counted in the answer unless the contract lists it', async () => {
    const nodes = await walk('status statusRaw { platform code name }');
    const unknown = nodes.filter(({ status }) => status === 'UNKNOWN');
    const expected = planted('UNKNOWN_CODE', 'UNMAPPED_STATUS').map(({ event }) => event);
    expect(unknown.map(({ id }) => id).toSorted()).toEqual(expected.toSorted());
    expect(expected).toHaveLength(11);

    const listed = new Set(planted('UNMAPPED_STATUS').map(({ event }) => event));
    for (const { id, statusRaw } of unknown) {
      const { extensions } = await hub.query('query ($id: ID!) { event(id: $id) { status } }', { id });
      expect(statusRaw.name === null).toBe(!listed.has(id));
      expect(extensions.diagnostics?.map(({ raw }) => raw)).toEqual(
        listed.has(id) ? undefined : [statusRaw.code],
      );
    }
  });
});

describe('C20: nothing is before its time', () => {
  it('no event was reported after the clock', async () => {
    expect(await total({ reportedFrom: defaultWorld.options.now.toISOString() })).toBe(0);
  });

  it('no case was decided before it was filed, but for the planted', async () => {
    const nodes = await walk('city { enforcementCase { filedAt decision { decidedAt } } }');
    const backwards = nodes.filter(({ city }) => {
      const { filedAt, decision } = city?.enforcementCase ?? {};
      return decision && Date.parse(decision.decidedAt) < Date.parse(filedAt);
    });
    const cases = planted('TIME_ORDER').filter(({ field }) => field.includes('decid'));
    expect(backwards.map(({ id }) => id).toSorted()).toEqual(cases.map(({ event }) => event).toSorted());
    expect(nodes.filter(({ city }) => city?.enforcementCase?.decision).length).toBeGreaterThan(50);
  });
});
