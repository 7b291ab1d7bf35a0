/** The codes without an equal, against the world that the platforms were made of. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createWorld } from '../../mocks/world/create.ts';
import type { World } from '../../mocks/world/world.ts';
import type { UnmappedCodeCount } from '../../src/generated/schema.ts';
import { defaultWorld, type Running, running } from './running.ts';

const CODES = '{ codes { platform code kind name count firstSeen lastSeen } incomplete }';
const WITHOUT_NAMES = '{ codes { code } incomplete }';

/** An item of the city that no matter has, written back to grid events and carried by the city's own. */
const STRANGE_ITEM = 'CF-280901';

/** The default world, and in it the strange item: on the first two of the grid's own and the first of the city's. */
const world: World = createWorld();
const grid = world.grassroots.events
  .all()
  .filter(({ record }) => record.sjly === 'WG' && record.sjlb !== 'G10901');
const clues = world.city.clues.all().filter(({ record }) => !record.source);
for (const { no } of [grid[3]!, grid[40]!])
  world.grassroots.events.change(no, record => Object.assign(record, { zfsxdm: ` ${STRANGE_ITEM}` }));
world.city.clues.change(clues[7]!.no, record => Object.assign(record, { item_code: STRANGE_ITEM }));

let hub: Running;
beforeAll(async () => {
  hub = await running({ world });
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

async function withDown<Result>(platform: 'province' | 'city' | 'grassroots', run: () => Promise<Result>) {
  await hub.mocks.stop(platform);
  try {
    return await run();
  } finally {
    await hub.mocks.resume(platform);
  }
}

/** Count, first and last day of the events that are so. */
function seen(reportedAts: readonly number[]) {
  const days = reportedAts
    .map(second => new Date((second + 8 * 3600) * 1000).toISOString().slice(0, 10))
    .sort();
  return { count: days.length, firstSeen: days[0], lastSeen: days.at(-1) };
}

function expected(): UnmappedCodeCount[] {
  const own = world.grassroots.events.all().filter(({ record }) => record.sjly === 'WG');
  const province = world.province.events.all().filter(({ record }) => record.eventSource === 'self');
  const gridStatus = (code: string) =>
    seen(own.filter(({ record }) => record.sjzt.trim() === code).map(one => one.reportedAt));
  const cityStatus = (code: string) =>
    seen(clues.filter(({ record }) => record.status === code).map(one => one.reportedAt));
  const provinceStatus = (code: string) =>
    seen(province.filter(({ record }) => record.eventStatus === code).map(one => one.reportedAt));
  const strange = [grid[3]!, grid[40]!, clues[7]!].map(one => one.reportedAt);
  const bicycles = own.filter(({ record }) => record.sjlb === 'G10901').map(one => one.reportedAt);
  return [
    { platform: 'GRASSROOTS', code: 'G10901', kind: 'MATTER', name: '共享单车乱停放', ...seen(bicycles) },
    {
      platform: 'CITY',
      code: STRANGE_ITEM,
      kind: 'MATTER',
      name: '对违法储存烟花爆竹的处罚',
      ...seen(strange),
    },
    { platform: 'CITY', code: 'merged', kind: 'STATUS', name: '已并案', ...cityStatus('merged') },
    { platform: 'GRASSROOTS', code: 'QTZT', kind: 'STATUS', name: '其他状态', ...gridStatus('QTZT') },
    { platform: 'GRASSROOTS', code: 'YGD', kind: 'STATUS', name: null, ...gridStatus('YGD') },
    { platform: 'PROVINCE', code: '98', kind: 'STATUS', name: '历史数据归档', ...provinceStatus('98') },
    { platform: 'CITY', code: 'archived', kind: 'STATUS', name: null, ...cityStatus('archived') },
    { platform: 'GRASSROOTS', code: 'yBJ', kind: 'STATUS', name: null, ...gridStatus('yBJ') },
    { platform: 'PROVINCE', code: '77', kind: 'STATUS', name: null, ...provinceStatus('77') },
  ] as UnmappedCodeCount[];
}

describe('the unmapped codes', () => {
  it('are those that the world carries: listed or not, the most frequent first, with name, count and days', async () => {
    const { data, errors } = await hub.query(`{ unmappedCodes ${CODES} }`);
    expect(errors).toEqual([]);
    expect(data.unmappedCodes).toEqual({ codes: expected(), incomplete: [] });
    // As planted: 5 unlisted and 6 listed statuses, of each platform.
    const planted = defaultWorld.planted.filter(({ kind }) =>
      ['UNKNOWN_CODE', 'UNMAPPED_STATUS'].includes(kind),
    );
    const statuses = expected().filter(({ kind }) => kind === 'STATUS');
    expect(statuses.reduce((all, { count }) => all + count, 0)).toBe(planted.length);
    expect(expected()[0]!.count).toBeGreaterThan(3);
  });

  it.each(['PROVINCE', 'CITY', 'GRASSROOTS'])('of %s alone are the same codes', async platform => {
    const { data } = await hub.query(
      `query ($platform: PlatformCode) { unmappedCodes(platform: $platform) ${CODES} }`,
      { platform },
    );
    const codes = expected().filter(one => one.platform === platform);
    expect(codes.length).toBeGreaterThan(0);
    expect(data.unmappedCodes).toEqual({ codes, incomplete: [] });
  });

  it.each(['province', 'city', 'grassroots'] as const)(
    'with %s down are those that the others carry, a written-back item of the city too',
    async platform => {
      const { data, errors } = await withDown(platform, () =>
        hub.query(`{ unmappedCodes ${WITHOUT_NAMES} }`),
      );
      expect(errors).toEqual([]);
      expect(data.unmappedCodes.incomplete).toEqual([platform.toUpperCase()]);
      const others = expected().filter(
        ({ platform: of, code }) => of !== platform.toUpperCase() || code === STRANGE_ITEM,
      );
      const codes = data.unmappedCodes.codes.map(({ code }: { code: string }) => code);
      expect(codes.toSorted()).toEqual(others.map(({ code }) => code).toSorted());
    },
  );

  it('a name whose directory does not answer is null with an error, and the code is still told', async () => {
    const { data, errors } = await withDown('city', () => hub.query(`{ unmappedCodes ${CODES} }`));
    const at = data.unmappedCodes.codes.findIndex(({ code }: { code: string }) => code === STRANGE_ITEM);
    expect(data.unmappedCodes.codes[at]).toMatchObject({ platform: 'CITY', name: null, count: 2 });
    expect(errors.map(({ path, extensions: { code, platform } }) => [path, code, platform])).toEqual([
      [['unmappedCodes', 'codes', at, 'name'], 'UPSTREAM_UNAVAILABLE', 'CITY'],
    ]);
  });
});

/** What a statistics call of one of the platforms is sent. */
interface Asked {
  groupBy?: string[];
  group_by?: string[];
  fz?: string;
  filter?: Record<string, unknown>;
  tj?: Record<string, unknown>;
}

describe('what they cost', () => {
  const calls = (province: number, city: number, grassroots: number) => ({
    ...(province > 0 && { province: Array(province).fill('POST /stat/query') }),
    city: Array(city).fill('POST /statistics'),
    grassroots: Array(grassroots).fill('POST /tj/cx'),
  });
  // The province has unmapped statuses alone; the city items too, and the grid classes, the city's items and statuses.
  const STATISTICS = calls(2 + 1, 2 + 2, 3 + 3);

  it('a call per kind of code and one for the days of those that are unmapped, none to a directory', async () => {
    await hub.query(`{ unmappedCodes ${WITHOUT_NAMES} }`);
    expect(hub.calls()).toEqual(STATISTICS);
  });

  it('no call for days where all codes are mapped', async () => {
    const mapped = createWorld({ events: 60 });
    for (const { no } of mapped.grassroots.events.all()) {
      mapped.grassroots.events.change(no, record => {
        if (record.sjlb === 'G10901') record.sjlb = 'G10107';
        record.sjzt = 'DSL';
      });
    }
    for (const { no } of mapped.city.clues.all())
      mapped.city.clues.change(no, record => Object.assign(record, { status: 'registered' }));
    for (const { no } of mapped.province.events.all())
      mapped.province.events.change(no, record => Object.assign(record, { eventStatus: '11' }));
    await using clean = await running({ world: mapped });
    const { data, errors } = await clean.query(`{ unmappedCodes ${CODES} }`);
    expect([data, errors]).toEqual([{ unmappedCodes: { codes: [], incomplete: [] } }, []]);
    expect(clean.calls()).toEqual(calls(2, 2, 3));
  });

  it('no row for the days of codes that are mapped, but of statuses, which cannot all be filtered by', async () => {
    await hub.query(`{ unmappedCodes ${WITHOUT_NAMES} }`);
    const asked = hub.mocks.calls.flatMap(({ kind, body }) => (kind === 'data' ? [body as Asked] : []));
    const byDay = asked.filter(({ groupBy, group_by, fz }) => /day|rq/.test(`${groupBy ?? group_by ?? fz}`));
    expect(byDay).toHaveLength(1 + 2 + 3);
    const filters = byDay.map(({ filter, tj }) => (filter ?? tj)!);
    expect(filters.filter(({ item_code }) => item_code)).toMatchObject([{ item_code: [STRANGE_ITEM] }]);
    expect(filters.filter(({ sjlb }) => sjlb)).toMatchObject([{ sjlb: 'G10901' }]);
    expect(filters.filter(({ zfsxdm }) => zfsxdm)).toMatchObject([{ zfsxdm: STRANGE_ITEM }]);
  });

  it('with names also the directory of each platform that has an unmapped matter', async () => {
    await hub.query(`{ unmappedCodes ${CODES} again: unmappedCodes(platform: GRASSROOTS) ${CODES} }`);
    const made = Object.entries(hub.calls()).map(([platform, all]) => [platform, all.toSorted()]);
    expect(Object.fromEntries(made)).toEqual({
      province: STATISTICS.province,
      city: ['GET /items', ...STATISTICS.city],
      // What is asked twice at once is one call.
      grassroots: ['GET /ml/lb', ...STATISTICS.grassroots],
    });
  });

  it('of one platform only what can hold its codes', async () => {
    await hub.query(`{ unmappedCodes(platform: CITY) ${WITHOUT_NAMES} }`);
    expect(hub.calls()).toEqual(calls(0, 4, 1 + 1));
    await hub.query(`{ unmappedCodes(platform: PROVINCE) ${WITHOUT_NAMES} }`);
    expect(hub.calls()).toEqual({ province: STATISTICS.province });
  });
});
