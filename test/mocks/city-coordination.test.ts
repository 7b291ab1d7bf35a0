/** The city's lists of documents, disputes and forums: against its clues, and against the figures of the source. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CityClue, CityListedDispute, CityListedDocument } from '../../mocks/city/record.ts';
import { type Mocks, startMocks } from '../../mocks/start.ts';
import { createWorld } from '../../mocks/world/create.ts';
import type { World } from '../../mocks/world/world.ts';
import { ask, cityCaller, type Query } from './callers.ts';
import { tinyWorld } from './tiny-world.ts';

let realNow = Date.now();
let mocks: Mocks;
let city: Awaited<ReturnType<typeof cityCaller>>;
beforeAll(async () => {
  mocks = await startMocks({ world: tinyWorld(), realTime: () => realNow });
  city = await cityCaller(mocks.urls.city);
});
afterAll(async () => mocks[Symbol.asyncDispose]());

const list = async (path: string, query: Query = {}) =>
  (await city.get(path, { limit: 200, include_total: 'true', ...query })).body;

/** What the clues say themselves, in the form of the lists. */
const belonging = ({ clue_no, source, region_code }: CityClue) => ({ clue_no, source, region_code });
const documentsOfClues = ({ city: { clues } }: World) =>
  clues
    .all()
    .flatMap(({ record }) => (record.documents ?? []).map(document => ({ ...belonging(record), document })));
const disputesOfClues = ({ city: { clues } }: World) =>
  clues.all().flatMap(({ record }) => {
    const { item_code, item_name, dispute } = record;
    return dispute ? [{ ...belonging(record), item_code, item_name, dispute }] : [];
  });
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

describe('the city lists documents', () => {
  const all = () => plain(documentsOfClues(mocks.world)) as CityListedDocument[];
  const newestFirst = (rows: CityListedDocument[]) =>
    rows.toSorted(
      (a, b) =>
        Date.parse(b.document.issued_at) - Date.parse(a.document.issued_at) ||
        (a.document.id < b.document.id ? -1 : 1),
    );

  it('of all clues to the letter, newest issue first, then by number', async () => {
    const { items, total, next_cursor } = await list('/documents');
    expect(items).toEqual(newestFirst(all()));
    expect([total, next_cursor]).toEqual([60, undefined]);
  });

  it('as they are now, whatever a clue gained since', async () => {
    const { clues } = mocks.world.city;
    const { no, record } = clues.at(0)!;
    const [first] = record.documents!;
    clues.change(no, clue => {
      clue.documents!.push({ ...first!, id: 'DB1', type: 'supervision', state: 'signed' });
    });
    const { items } = await list('/documents', { type: 'supervision' });
    expect(items).toMatchObject([{ clue_no: record.clue_no, document: { id: 'DB1' } }]);
    expect((await list('/documents', { state: ['signed', 'answered'] })).total).toBe(1);
    expect((await list('/documents', { type: ['supervision', 'reminder'], state: 'issued' })).total).toBe(0);
    clues.change(no, clue => {
      clue.documents!.pop();
    });
  });

  it.each<[Query, (row: CityListedDocument) => boolean]>([
    [{ region_code: '331102' }, row => row.region_code.startsWith('331102')],
    [{ region_code: '331121101000' }, row => row.region_code === '331121101'],
    [
      { issued_from: '2024-07-21T00:01:00+08:00' },
      row => row.document.issued_at >= '2024-07-21T00:01:00+08:00',
    ],
    [{ issued_to: '2024-07-20T16:01:00Z' }, row => row.document.issued_at <= '2024-07-21T00:01:00+08:00'],
  ])('filters them by %j exactly', async (query, matches) => {
    const expected = newestFirst(all().filter(matches));
    const { items, total } = await list('/documents', query);
    expect([items, total]).toEqual([expected, expected.length]);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(60);
  });

  it('gives none to a department that none is addressed to, and all to the one that all are', async () => {
    expect((await list('/documents', { to_department: '331121ZFJ' })).total).toBe(0);
    expect((await list('/documents', { to_department: '331102ZFJ' })).total).toBe(60);
  });

  it('once each when walked by cursor, which is good for its filter and for 24 hours', async () => {
    const seen: CityListedDocument[] = [];
    let cursor: string | undefined;
    do {
      const page = (await city.get('/documents', { limit: 7, ...(cursor && { cursor }) })).body;
      seen.push(...page.items);
      cursor = page.next_cursor;
    } while (cursor && seen.length < 100);
    expect(seen).toEqual(newestFirst(all()));

    const { next_cursor } = (await city.get('/documents', { limit: 7 })).body;
    const refused = { status: 400, body: { type: '/problems/invalid-cursor' } };
    expect(await city.get('/documents', { cursor: next_cursor, type: 'reminder' })).toMatchObject(refused);
    expect(await city.get('/disputes', { cursor: next_cursor })).toMatchObject(refused);
    realNow += 86_400_001;
    expect(
      await (await cityCaller(mocks.urls.city)).get('/documents', { cursor: next_cursor }),
    ).toMatchObject(refused);
    realNow -= 86_400_001;
    city = await cityCaller(mocks.urls.city);
  });
});

describe('the city lists disputes', () => {
  const all = () =>
    plain([...disputesOfClues(mocks.world), ...mocks.world.city.itemDisputes()]) as CityListedDispute[];
  const numbers = (rows: CityListedDispute[]) => rows.map(({ dispute }) => dispute.dispute_no).sort();

  it('about clues, to the letter, and about items alone, newest first', async () => {
    const { items, total } = await list('/disputes');
    expect(items).toHaveLength(15);
    expect(items).toEqual(expect.arrayContaining(all()));
    const raised = items.map(({ dispute }: CityListedDispute) => dispute.raised_at);
    expect(raised).toEqual(raised.toSorted().toReversed());
    expect(total).toBe(15);
  });

  it.each<[Query, (row: CityListedDispute) => boolean]>([
    [{ state: 'open' }, ({ dispute }) => dispute.state === 'open'],
    [{ state: 'resolved' }, ({ dispute }) => dispute.state === 'resolved'],
    [{ outcome: 'withdrawn' }, ({ dispute }) => dispute.outcome === 'withdrawn'],
    [{ department_code: '331121ZFJ' }, ({ dispute }) => dispute.parties.includes('331121ZFJ')],
    [{ region_code: '331102' }, row => row.region_code.startsWith('331102')],
    [
      { raised_from: '2024-07-21T00:00:00+08:00', raised_to: '2024-07-22T00:00:00+08:00' },
      ({ dispute: { raised_at } }) =>
        raised_at >= '2024-07-21T00:00:00+08:00' && raised_at <= '2024-07-22T00:00:00+08:00',
    ],
    [{ resolved_from: '2024-07-20T12:00:00+08:00' }, ({ dispute }) => dispute.resolved_at !== undefined],
  ])('filters them by %j exactly', async (query, matches) => {
    const expected = all().filter(matches);
    const { items, total } = await list('/disputes', query);
    expect(numbers(items)).toEqual(numbers(expected));
    expect(total).toBe(expected.length);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(15);
  });
});

describe('the city lists forums', () => {
  it('with all their meetings, or those of a year', async () => {
    expect((await city.get('/forums')).body.items).toEqual(plain(mocks.world.city.forums()));
    const [first, second] = (await city.get('/forums', { year: 2023 })).body.items;
    expect(first.meetings.map(({ held_on }: { held_on: string }) => held_on)).toEqual(['2023-11-08']);
    expect(second.meetings).toEqual([]);
  });
});

it.each([
  ['/documents', { type: 'letter' }, '/type'],
  ['/documents', { state: 'open' }, '/state'],
  ['/documents', { region_code: '33' }, '/region_code'],
  ['/documents', { issued_from: '2024-07-26' }, '/issued_from'],
  ['/documents', { include: 'case' }, '/include'],
  ['/disputes', { state: 'done' }, '/state'],
  ['/disputes', { outcome: 'none' }, '/outcome'],
  ['/disputes', { resolved_to: 'now' }, '/resolved_to'],
  ['/forums', { year: 24 }, '/year'],
])('says 400 to %s asked with %j', async (path, query, pointer) => {
  expect(await city.get(path, query)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
});

it('counts the new lists on its page', async () => {
  const { body } = await ask(new URL('/', mocks.urls.city).href);
  for (const [count, what] of [
    [60, '文书'],
    [15, '争议（案件、事项）'],
    [2, '议事平台会议'],
  ])
    expect(body).toContain(`<b>${count}</b>${what}`);
});

describe('the figures of the source (indicators.md, section 1.3)', () => {
  const settledIn = (world: World, year: string) =>
    [...disputesOfClues(world), ...world.city.itemDisputes()]
      .map(({ dispute }) => dispute)
      .filter(({ resolved_at }) => resolved_at?.startsWith(year));
  const meetingsIn = (world: World, year: string) =>
    world.city.forums().flatMap(({ meetings }) => meetings.filter(({ held_on }) => held_on.startsWith(year)));

  it('are those of the default world: 53 disputes settled between 22 departments, 15 meetings of 5 forums', () => {
    const world = createWorld();
    const settled = settledIn(world, '2024');
    expect(settled).toHaveLength(53);
    expect(new Set(settled.flatMap(({ parties }) => parties)).size).toBe(22);
    expect(disputesOfClues(world).filter(({ dispute }) => dispute.state === 'open').length).toBeGreaterThan(
      0,
    );
    expect(meetingsIn(world, '2024')).toHaveLength(15);
    expect(world.city.forums().map(({ name }) => name)).toEqual([
      '业务部门联席会议',
      '争议协调会议',
      '执法办主任例会',
      '执法协调小组会',
      '执法协调小组联络人会议',
    ]);
  });

  it.each([
    { events: 1 },
    { events: 40, seed: 7 },
    { events: 3000, seed: 3 },
    { events: 40, now: new Date('2025-01-01T00:00:05+08:00') },
    { events: 40, now: new Date('2026-02-20T09:00:00+08:00') },
  ])('are sought in the world %j, whose lists are sound all the same', options => {
    const world = createWorld(options);
    const now = world.options.now.getTime();
    const disputes = world.city.itemDisputes();
    expect(disputes.some(({ dispute }) => dispute.state === 'resolved')).toBe(true);
    expect(new Set(disputes.map(({ dispute }) => dispute.dispute_no)).size).toBe(disputes.length);
    for (const { dispute } of disputes) {
      const [raised, resolved] = [dispute.raised_at, dispute.resolved_at ?? dispute.raised_at].map(
        Date.parse,
      );
      expect(raised).toBeLessThanOrEqual(resolved!);
      expect(resolved).toBeLessThanOrEqual(now);
      expect(new Set(dispute.parties).size).toBe(2);
    }
    for (const { held_on } of world.city.forums().flatMap(({ meetings }) => meetings))
      expect(Date.parse(`${held_on}T00:00:00+08:00`)).toBeLessThanOrEqual(now);
    expect(plain([world.city.itemDisputes(), world.city.forums()])).toEqual(
      plain([createWorld(options).city.itemDisputes(), createWorld(options).city.forums()]),
    );
  });
});
