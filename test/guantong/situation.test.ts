/** Checks C3 to C5 and C11 to C14: what the platforms count is what a walk of every event gives. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createWorld } from '../../mocks/world/create.ts';
import { catalogue, type Running, running } from './running.ts';
import { walkEvents } from './walk-events.ts';
import { PARTS, WALKED, type WalkedEvent, walkedFigures } from './walked-figures.ts';

const PLATFORMS = ['PROVINCE', 'CITY', 'GRASSROOTS'];

const FIGURES = /* GraphQL */ `{
  total voided closed transferred closedOnTime overdueCount closingRate onTimeRate medianHandlingHours
  platforms missing
}`;
const BREAKDOWNS = {
  byRegion: `byRegion { items { region { code } figures ${FIGURES} } itself ${FIGURES} }`,
  byCategory: `byCategory { items { category { code } figures ${FIGURES} } undecided ${FIGURES} unmapped ${FIGURES} }`,
  byMatter: `byMatter { items { matter { code } figures ${FIGURES} } undecided ${FIGURES} unmapped ${FIGURES} }`,
  byKind: `byKind { items { kind figures ${FIGURES} } undecided ${FIGURES} unmapped ${FIGURES} }`,
  byStatus: `byStatus { status figures ${FIGURES} }`,
  byStage: `byStage { stage figures ${FIGURES} }`,
  byOrigin: `byOrigin { origin figures ${FIGURES} }`,
  byDay: `byDay { day figures ${FIGURES} }`,
};
const EVERYTHING = `figures ${FIGURES} ${Object.values(BREAKDOWNS).join(' ')}`;

interface Asked {
  region?: string;
  from?: string;
  to?: string;
  partial?: boolean;
}

const ask = (hub: Running, asked: Asked = {}, selection = EVERYTHING) =>
  hub.query(
    `query ($region: RegionCode, $from: DateTime, $to: DateTime, $partial: Boolean) {
      situation(region: $region, from: $from, to: $to, partial: $partial) { asOf region { code } from to ${selection} }
    }`,
    { ...asked },
  );

let hub: Running;
let events: WalkedEvent[];
beforeAll(async () => {
  hub = await running();
  events = (await walkEvents(hub, WALKED)).nodes;
}, 60_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

// biome-ignore lint/suspicious/noExplicitAny: a breakdown as the answer has it
type Part = any;

/** The parts of a breakdown by name: `{ 'E-01-005': figures, undecided: figures, … }`. */
function partsOf(breakdown: Part): Record<string, Part> {
  const { items = breakdown, ...others } = Array.isArray(breakdown) ? { items: breakdown } : breakdown;
  const named = items.map(({ figures, ...name }: Part) => {
    const [value] = Object.values<Part>(name);
    return [value.code ?? value, figures];
  });
  return { ...Object.fromEntries(named), ...others };
}

/** The situation says of itself and of each part what the walked events say, and nothing else. */
function equalsWalk(situation: Part, walked: readonly WalkedEvent[], platforms = PLATFORMS): void {
  const missing = PLATFORMS.filter(platform => !platforms.includes(platform));
  const figures = (some: readonly WalkedEvent[], from = platforms) => ({
    ...walkedFigures(some, situation.asOf),
    platforms: from,
    missing: from === platforms ? missing : [],
  });
  expect(situation.figures).toEqual(figures(walked));

  for (const [name, partOf] of Object.entries(PARTS)) {
    const groups = Object.entries(Object.groupBy(walked, partOf));
    const expected = Object.fromEntries(
      groups.map(([part, some]) => [part, figures(some!, name === 'origin' ? [part] : platforms)]),
    );
    const breakdown = situation[`by${name[0]!.toUpperCase()}${name.slice(1)}`];
    const parts = partsOf(breakdown);
    // These are told of also where no event is one.
    const always = name === 'origin' ? platforms : Array.isArray(breakdown) ? [] : ['undecided', 'unmapped'];
    for (const part of always) expected[part] ??= figures([], name === 'origin' ? [part] : platforms);
    expect({ [name]: parts }).toEqual({ [name]: expected });
    expect(sum(Object.values(parts))).toBe(walked.length);
  }

  const { items, itself } = situation.byRegion;
  const children = catalogue.children(situation.region.code);
  expect(items.map(({ region }: Part) => region.code)).toEqual(children.map(({ code }) => code));
  const below = children.map(({ code }) => walked.filter(event => isIn(event, code)));
  expect(items.map(({ figures }: Part) => figures)).toEqual(below.map(some => figures(some)));
  expect(itself).toEqual(figures(walked.filter(event => !below.flat().includes(event))));
}

const isIn = ({ region }: WalkedEvent, code: string) =>
  region !== null && catalogue.isWithin(region.code, code);
const sum = (parts: readonly Part[]) => parts.reduce((all, { total }) => all + total, 0);

async function withDown<Result>(platforms: readonly string[], run: () => Promise<Result>): Promise<Result> {
  const names = platforms.map(platform => platform.toLowerCase() as 'city');
  await Promise.all(names.map(name => hub.mocks.stop(name)));
  try {
    return await run();
  } finally {
    await Promise.all(names.map(name => hub.mocks.resume(name)));
  }
}

describe('the figures, and every breakdown of them, are those of walking every event', () => {
  it('of the whole city', async () => {
    const { data, errors } = await ask(hub);
    expect(errors).toEqual([]);
    expect(events.length).toBeGreaterThan(1659);
    equalsWalk(data.situation, events);
    expect(data.situation).toMatchObject({ region: { code: '331100' }, from: null, to: null });
    expect(data.situation.asOf).toMatch(/^2024-07-26T18:/);
    // The checks would hold of an empty world too: this one has of everything.
    expect(partsOf(data.situation.byOrigin).GRASSROOTS.total).toBe(1659);
    for (const figure of Object.values(data.situation.figures).slice(0, 9)) expect(figure).toBeGreaterThan(0);
    expect(Object.keys(partsOf(data.situation.byStatus))).toHaveLength(14);
    const [matter, category, kind] = ['byMatter', 'byCategory', 'byKind'].map(by => data.situation[by]);
    for (const { undecided } of [matter, category, kind]) expect(undecided.total).toBeGreaterThan(0);
    expect(matter.unmapped.total).toBeGreaterThan(0);
  });

  it.each(catalogue.children('331100').map(({ code, nameZh }) => [code, nameZh]))(
    'of %s %s',
    async region => {
      const { data, errors } = await ask(hub, { region });
      expect(errors).toEqual([]);
      const walked = events.filter(event => isIn(event, region));
      expect(walked.length).toBeGreaterThan(0);
      equalsWalk(data.situation, walked);
    },
  );

  it('of one township, which has no region below', async () => {
    const { data } = await ask(hub, { region: '331102001' });
    const walked = events.filter(event => isIn(event, '331102001'));
    expect(walked.length).toBeGreaterThan(0);
    equalsWalk(data.situation, walked);
    expect(data.situation.byRegion.items).toEqual([]);
  });

  it('of a period: from its first instant, before its last', async () => {
    // Both ends on the second of an event: the first is in, the other is out.
    const [to, from] = [events[200]!.reportedAt, events[900]!.reportedAt];
    const { data } = await ask(hub, { from, to });
    const walked = events.filter(({ reportedAt }) => from <= reportedAt && reportedAt < to);
    expect(walked.length).toBeGreaterThan(600);
    equalsWalk(data.situation, walked);
    expect(data.situation).toMatchObject({ from, to });
  });

  it('of a region in a period', async () => {
    const [to, from] = ['2024-06-30T16:00:00Z', '2024-03-31T16:00:00Z'];
    const { data } = await ask(hub, { region: '331181', from, to });
    const walked = events.filter(
      event => isIn(event, '331181') && event.reportedAt >= '2024-04' && event.reportedAt < '2024-07',
    );
    expect(walked.length).toBeGreaterThan(0);
    equalsWalk(data.situation, walked);
    expect(data.situation).toMatchObject({
      from: '2024-04-01T00:00:00+08:00',
      to: '2024-07-01T00:00:00+08:00',
    });
  });

  it('of a period without events: no rate, no median, nothing that occurs', async () => {
    const { data } = await ask(hub, { to: '2000-01-01T00:00:00+08:00' });
    equalsWalk(data.situation, []);
    expect(data.situation.figures).toMatchObject({
      total: 0,
      closingRate: null,
      onTimeRate: null,
      medianHandlingHours: null,
    });
    expect(data.situation.byMatter.items).toEqual([]);
  });
});

it('what is counted of a part is what the list of events counts by that filter', async () => {
  const { data } = await ask(
    hub,
    {},
    `${BREAKDOWNS.byMatter} ${BREAKDOWNS.byCategory} ${BREAKDOWNS.byKind} ${BREAKDOWNS.byStatus}`,
  );
  const total = async (filter: Record<string, unknown>) => {
    const list = await hub.query('query ($filter: EventFilter) { events(filter: $filter) { totalCount } }', {
      filter,
    });
    return list.data.events.totalCount;
  };
  const { byMatter, byCategory, byKind, byStatus } = data.situation;
  for (const { matter, figures } of byMatter.items.slice(0, 20))
    expect(await total({ matter: matter.code })).toBe(figures.total);
  for (const { category, figures } of byCategory.items.slice(0, 20))
    expect(await total({ category: category.code })).toBe(figures.total);
  for (const { kind, figures } of byKind.items) expect(await total({ kind })).toBe(figures.total);
  for (const { status, figures } of byStatus)
    if (status !== 'UNKNOWN') expect(await total({ statuses: [status] })).toBe(figures.total);
  expect(await total({ overdue: true })).toBe(
    byStatus.reduce((all: number, { figures }: Part) => all + figures.overdueCount, 0),
  );
});

describe.each(PLATFORMS)('with %s down', platform => {
  const up = PLATFORMS.filter(other => other !== platform);

  it('every figure is null, with an error at its path', async () => {
    const { status, data, errors } = await withDown([platform], () => ask(hub));
    expect(status).toBe(200);
    const paths = ['figures', ...Object.keys(BREAKDOWNS)];
    for (const path of paths) expect(data.situation[path]).toBeNull();
    expect(data.situation.region).toEqual({ code: '331100' });
    expect(
      errors.map(({ path, extensions: { code, platform } }) => ({ path, code, platform })).toSorted(byPath),
    ).toEqual(
      paths
        .map(path => ({ path: ['situation', path], code: 'UPSTREAM_UNAVAILABLE', platform }))
        .toSorted(byPath),
    );
  });

  it('partial figures are those of the events of the others, and name it', async () => {
    const { data, errors, extensions } = await withDown([platform], () => ask(hub, { partial: true }));
    expect(errors).toEqual([]);
    equalsWalk(
      data.situation,
      events.filter(({ origin }) => origin !== platform),
      up,
    );
    expect(data.situation.figures.missing).toEqual([platform]);
    expect(extensions.sources![platform as 'CITY']!.status).toBe('UNAVAILABLE');
  });
});

const byPath = (a: { path?: unknown }, b: { path?: unknown }) => (`${a.path}` < `${b.path}` ? -1 : 1);

it('with every platform down there are no partial figures either', async () => {
  const { status, data, errors } = await withDown(PLATFORMS, () => ask(hub, { partial: true }));
  expect(status).toBe(200);
  for (const path of ['figures', ...Object.keys(BREAKDOWNS)]) expect(data.situation[path]).toBeNull();
  expect(errors).toHaveLength(9);
  // Overdue is told by the clock that they were last heard of.
  expect(data.situation.asOf).toMatch(/^2024-07-26T18:/);
});

it('with every platform up nothing is missing, also where partial figures would do', async () => {
  const { data } = await ask(hub, { partial: true });
  equalsWalk(data.situation, events);
});

describe('what it costs', () => {
  const calls = (province: number, city = province, grassroots = province) => ({
    province: Array(province).fill('POST /stat/query'),
    city: Array(city).fill('POST /statistics'),
    grassroots: Array(grassroots).fill('POST /tj/cx'),
  });

  it.each([
    ['figures', 1],
    ['byRegion', 1],
    ['byCategory', 1],
    ['byMatter', 1],
    ['byKind', 3],
    ['byStatus', 1],
    ['byStage', 1],
    ['byOrigin', 1],
    ['byDay', 1],
  ])('%s alone is counted in %d of each platform’s calls', async (breakdown, count) => {
    await ask(hub, {}, BREAKDOWNS[breakdown as 'byDay'] ?? `figures ${FIGURES}`);
    expect(hub.calls()).toEqual(calls(count));
  });

  it.each([
    [['byMatter', 'byCategory'], 1],
    [['byMatter', 'byCategory', 'byKind'], 3],
    [['byStatus', 'byStage'], 1],
  ] as const)('%j share what they are read from: %d to each', async (breakdowns, count) => {
    await ask(hub, {}, breakdowns.map(name => BREAKDOWNS[name]).join(' '));
    expect(hub.calls()).toEqual(calls(count));
  });

  it('the total and its origins are one call to each; nothing selected is none', async () => {
    await ask(hub, {}, `figures ${FIGURES} other: figures { total } ${BREAKDOWNS.byOrigin}`);
    expect(hub.calls()).toEqual(calls(1));
    await ask(hub, {}, '');
    expect(hub.calls()).toEqual({});
  });

  it('everything: seven calls to each platform, whatever the number of events', async () => {
    await ask(hub);
    expect(hub.calls()).toEqual(calls(7));

    await using small = await running({ world: createWorld({ events: 300 }) });
    const { data } = await ask(small);
    expect(partsOf(data.situation.byOrigin).GRASSROOTS.total).toBe(300);
    expect(small.calls()).toEqual(calls(7));
  });

  it('three whole situations, a period and two to compare it with, are one request', async () => {
    const { data, errors } = await hub.query(`{
      month: situation(from: "2024-07-01T00:00:00+08:00") { ${EVERYTHING} }
      before: situation(from: "2024-06-01T00:00:00+08:00", to: "2024-07-01T00:00:00+08:00") { ${EVERYTHING} }
      year: situation(from: "2024-01-01T00:00:00+08:00") { ${EVERYTHING} }
    }`);
    expect(errors).toEqual([]);
    for (const situation of Object.values<Part>(data)) expect(situation.figures.total).toBeGreaterThan(0);
    expect(hub.calls()).toEqual(calls(21));
  });

  it('a request may have no more than 30 statistics; one that is refused leaves the others', async () => {
    const { status, data, errors } = await hub.query(`{
      a: situation { ${EVERYTHING} }
      b: situation(region: "331102") { ${EVERYTHING} }
      c: situation(region: "331181") { ${EVERYTHING} }
      d: situation(region: "331171") { ${EVERYTHING} }
      e: situation(region: "331121") { figures ${FIGURES} ${BREAKDOWNS.byDay} ${BREAKDOWNS.byStage} }
    }`);
    expect(status).toBe(200);
    expect(errors.map(({ message, extensions: { code } }) => [code, message])).toEqual([
      [
        'QUERY_TOO_EXPENSIVE',
        'expected at most 30 lists and statistics of the platforms in one request, got more; ask for the others in a request of their own',
      ],
    ]);
    const [alias, refused] = errors[0]!.path as [string, string];
    for (const [name, situation] of Object.entries<Part>(data))
      for (const [field, figures] of Object.entries<Part>(situation))
        expect(figures === null).toBe(name === alias && field === refused);
    expect(hub.calls()).toEqual(calls(30));
  });
});

describe('a careless question', () => {
  it.each([
    [{ region: '331199' }, 'region: expected a code of the catalogue, got "331199"'],
    [
      { from: '2024-05-13T00:00:00+08:00', to: '2024-05-12T16:00:00Z' },
      'to: expected at least a second later than from, got 2024-05-13T00:00:00+08:00 to 2024-05-13T00:00:00+08:00',
    ],
    [
      { from: '2024-05-13T09:00:00.2+08:00', to: '2024-05-13T09:00:00.8+08:00' },
      'to: expected at least a second later than from, got 2024-05-13T09:00:00+08:00 to 2024-05-13T09:00:00+08:00',
    ],
  ])('%j is refused', async (asked, message) => {
    const { status, data, errors } = await ask(hub, asked);
    expect([status, data]).toEqual([200, null]);
    expect(errors.map(({ message, extensions: { code } }) => [code, message])).toEqual([
      ['BAD_USER_INPUT', message],
    ]);
    expect(hub.calls()).toEqual({});
  });
});

describe('in the malformed world', () => {
  it('a platform counts what a walk has to leave out, and the region itself what is in no region', async () => {
    await using malformed = await running({ world: createWorld({ scenario: 'malformed' }) });
    const walked: WalkedEvent[] = (await walkEvents(malformed, WALKED)).nodes;
    const { data, errors } = await ask(malformed);
    expect(errors).toEqual([]);
    const { figures, byRegion, byOrigin, byDay } = data.situation;

    // The province counts its record without a number, which no list can place.
    expect(figures.total).toBe(walked.length + 1);
    const own = malformed.mocks.world.province.events
      .all()
      .filter(({ record }) => record.eventSource === 'self');
    expect(partsOf(byOrigin).PROVINCE.total).toBe(own.length);
    expect(sum(byDay.map(({ figures }: Part) => figures))).toBe(figures.total);

    // The grid's event of an unknown region is in none of the city's, and so not of the city where that is asked for.
    expect(walked.filter(({ region }) => region === null)).toHaveLength(1);
    expect(sum(Object.values(partsOf(byRegion)))).toBe(figures.total);
    expect(byRegion.itself.total).toBe(1);
    const city = await ask(malformed, { region: '331100' });
    expect(city.data.situation.figures.total).toBe(figures.total - 1);
  });
});
