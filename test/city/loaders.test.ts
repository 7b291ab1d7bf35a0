import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startMocks } from '../../mocks/start.ts';
import { cityClient } from '../../src/city/client.ts';
import { cityReader } from '../../src/city/loaders.ts';
import { systemClock } from '../../src/clock.ts';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import { type EventFilter, eventFilter } from '../../src/hub/events/event-filter.ts';
import { parseEventId } from '../../src/hub/events/event-id.ts';
import type { Window } from '../../src/hub/platform.ts';
import type { Request } from '../../src/request.ts';
import { forgetful } from '../cache/forgetful.ts';
import { ONE_TRY } from '../upstream/one-try.ts';
import { contract } from '../upstreams/contract.ts';
import { asking } from './asking.ts';
import { clue } from './clue.ts';

const catalogue = await loadCatalogue(new URL('../../schema/', import.meta.url));
const mocks = await startMocks();
const client = cityClient(
  new URL(mocks.urls.city),
  { clientId: 'lsgt-city-demo', clientSecret: 'city-secret-demo' },
  { clock: systemClock, policy: ONE_TRY },
);
const city = { open: (request: Request) => cityReader(client, catalogue, request, forgetful()) };

beforeEach(() => mocks.forget());
afterAll(async () => {
  await client[Symbol.asyncDispose]();
  await mocks[Symbol.asyncDispose]();
});

const ALL = eventFilter(null, catalogue);
const FIRST: Window = { until: null, limit: 50, continuation: null, total: false };
const WORKED = parseEventId('grassroots:SJ20240513000123');
const EVERY_PART = ['documents', 'supervised', 'enforcementCase', 'dispute', 'consultations', 'feedbacks'];

const own = mocks.world.city.clues.all().filter(({ record }) => !record.source);
const calls = () => mocks.callsOf('city').map(({ call }) => call);
const planted = (kind: string) =>
  mocks.world.planted.filter(one => one.kind === kind && one.platform === 'city');
const idsOf = (filter: Partial<EventFilter>, window: Partial<Window> = {}) => {
  const [branch] = city.open(asking()).branches({ ...ALL, ...filter });
  return branch!({ ...FIRST, ...window });
};

describe('the list of what began in the city', () => {
  it('is one call a page, in the platform’s order, and counts only where it is asked to', async () => {
    const page = await idsOf({});
    expect(page.entries.map(({ spine }) => spine.number)).toEqual(own.slice(0, 50).map(({ no }) => no));
    expect(page.entries.map(({ at }) => at)).toEqual(own.slice(0, 50).map(({ reportedAt }) => reportedAt));
    expect(page.total).toBeNull();
    expect((await idsOf({}, { limit: 1, total: true })).total).toBe(own.length);
    expect(calls()).toEqual(['GET /clues', 'GET /clues']);
    expect(mocks.callsOf('city').map(({ query }) => query.include_total)).toEqual([undefined, 'true']);
  });

  it('goes on by the platform’s cursor, and ends', async () => {
    const [branch] = city.open(asking()).branches(ALL);
    const numbers: string[] = [];
    let continuation: string | null = null;
    do {
      const page = await branch!({ ...FIRST, limit: 100, continuation, total: continuation === null });
      numbers.push(...page.entries.map(({ spine }) => spine.number));
      continuation = page.continuation;
    } while (continuation !== null);
    expect(numbers).toEqual(own.map(({ no }) => no));
    expect(calls()).toHaveLength(Math.ceil(own.length / 100));
  });

  it('begins at a second, inclusive', async () => {
    const { reportedAt } = own[40]!;
    const page = await idsOf({}, { until: reportedAt, total: true });
    expect(page.entries[0]?.at).toBe(reportedAt);
    expect(page.total).toBe(own.filter(clue => clue.reportedAt <= reportedAt).length);
  });

  it('matches what its spines say, for each status', async () => {
    for (const status of ['PENDING_DISPATCH', 'IN_PROGRESS', 'CLOSED', 'VOIDED'] as const) {
      const page = await idsOf({ statuses: [status] });
      expect(page.entries.length).toBeGreaterThan(0);
      expect(new Set(page.entries.map(({ spine }) => spine.status))).toEqual(new Set([status]));
    }
  });

  it('matches what its spines say, for a category and a kind', async () => {
    const category = catalogue.category('01')!;
    const page = await idsOf({ category, kind: 'ENFORCEMENT' }, { limit: 100 });
    const said = page.entries.map(({ spine }) => [
      spine.category?.code,
      spine.kind,
      spine.matter.matter?.kind,
    ]);
    expect(said.length).toBeGreaterThan(0);
    expect(new Set(said.map(String))).toEqual(new Set(['01,ENFORCEMENT,ENFORCEMENT']));
  });

  it('asks nothing where nothing can match', () => {
    expect(city.open(asking()).branches({ ...ALL, statuses: ['PENDING_ACCEPTANCE'] })).toEqual([]);
  });

  it('brings the parts of the section that the request reads, so that it costs no further call', async () => {
    const reader = city.open(asking(EVERY_PART));
    const page = await reader.branches(ALL)[0]!(FIRST);
    const sections = await Promise.all(page.entries.map(({ spine }) => reader.section(spine)));
    expect(sections.map(section => section?.number)).toEqual(page.entries.map(({ spine }) => spine.number));
    expect(sections.some(section => section?.documents?.length)).toBe(true);
    expect(calls()).toEqual(['GET /clues']);
    expect(mocks.callsOf('city')[0]?.query.include).toEqual([
      'documents',
      'case',
      'dispute',
      'consultations',
      'logs',
    ]);
  });
});

describe('a page that does not lead on', () => {
  const goingOn = async (clues: unknown[], nextCursor: string | null, continuation: string | null) => {
    const played = { ...client, list: async () => ({ clues, total: null, nextCursor }) };
    const [branch] = cityReader(played, catalogue, asking(), forgetful()).branches(ALL);
    return (await branch!({ ...FIRST, continuation })).continuation;
  };

  it('is the end where its cursor is the one that was asked with, or where it is empty', async () => {
    expect(await goingOn([clue()], 'b', 'a')).toBe('b');
    expect(await goingOn([clue()], 'a', 'a')).toBeNull();
    expect(await goingOn([], 'b', 'a')).toBeNull();
    expect(await goingOn([clue()], null, 'a')).toBeNull();
  });

  it('leads on where none of its clues can be placed: those behind it may be', async () => {
    expect(await goingOn([{}], 'b', 'a')).toBe('b');
  });
});

describe('an event’s section', () => {
  it('is asked for in one batch for all events of other origins, and in one for the city’s own', async () => {
    const reader = city.open(asking(['documents']));
    const sent = mocks.world.city.clues
      .all()
      .filter(({ record }) => record.source)
      .slice(0, 60);
    const keys = [
      ...sent.map(({ record: { source } }) => `${source!.platform}:${source!.no}`),
      ...own.slice(0, 60).map(({ no }) => `city:${no}`),
    ];
    const sections = await Promise.all(keys.map(id => reader.section(parseEventId(id))));
    expect(sections.every(section => section !== null)).toBe(true);
    expect(calls().sort()).toEqual(['POST /clues:batch-get', 'POST /clues:by-reference']);
  });

  it('comes with no part that nobody reads', async () => {
    await city.open(asking(['number', 'clue', 'assignee'])).section(WORKED);
    expect(mocks.callsOf('city')[0]?.body).toEqual({
      references: [{ platform: 'grassroots', no: 'SJ20240513000123' }],
      include: [],
    });
  });

  it.each([
    [['supervised'], ['documents']],
    [['documents', 'supervised'], ['documents']],
    [['enforcementCase'], ['case']],
    [['dispute'], ['dispute']],
    [['consultations'], ['consultations']],
    [['feedbacks'], ['logs']],
  ])('that selects %j asks for %j', async (fields, include) => {
    await city.open(asking(fields)).section(WORKED);
    expect(mocks.callsOf('city')[0]?.body).toMatchObject({ include });
  });

  it('is null where the city knows nothing of the event', async () => {
    const reader = city.open(asking());
    const ids = ['grassroots:SJ20991231000001', 'city:XS20991231000001'];
    expect(await Promise.all(ids.map(id => reader.section(parseEventId(id))))).toEqual([null, null]);
  });

  it('speaks by the later updated of two clues, and names both', async () => {
    const doubles = planted('DUPLICATE_RECORD');
    expect(doubles.length).toBeGreaterThan(0);
    const reader = city.open(asking());
    for (const { event, record } of doubles) {
      const { number } = parseEventId(event!);
      const both = mocks.world.city.clues.all().filter(one => one.record.source?.no === number);
      const later = both.toSorted((a, b) => (a.record.updated_at < b.record.updated_at ? 1 : -1))[0]!;
      const section = await reader.section(parseEventId(event!));
      expect(section?.clueNos).toEqual(both.map(({ no }) => no).sort());
      expect(section?.clueNos).toContain(record);
      expect(section?.number).toBe(later.no);
    }
  });

  it('fails where the city is down, and is not taken for none', async () => {
    await mocks.stop('city');
    try {
      await expect(city.open(asking()).section(WORKED)).rejects.toMatchObject({
        code: 'UPSTREAM_UNAVAILABLE',
      });
    } finally {
      await mocks.resume('city');
    }
  });
});

describe('the department responsible', () => {
  it('is the city’s word for an event of which it has a clue, in the same batch as its section', async () => {
    const reader = city.open(asking(['documents']));
    const [said, section] = await Promise.all([reader.assignee(WORKED), reader.section(WORKED)]);
    expect(said).toEqual({ department: catalogue.department('331102ZFJ') });
    expect(section?.assignee).toBe(said?.department);
    expect(calls()).toEqual(['POST /clues:by-reference']);
  });

  it('is left to the origin where the city has no clue', async () => {
    expect(await city.open(asking()).assignee(parseEventId('grassroots:SJ20991231000001'))).toBeNull();
  });
});

describe('an event of the city by its number', () => {
  it('is its spine', async () => {
    const spine = await city.open(asking()).spine(own[0]!.no);
    expect(spine).toMatchObject({ id: `city:${own[0]!.no}`, title: own[0]!.record.title });
  });

  it('is none where the clue began elsewhere', async () => {
    expect(await city.open(asking()).spine('XS20240513000087')).toBeNull();
  });

  it('is not asked for where the number is of a form that the city would refuse with the whole batch', async () => {
    const reader = city.open(asking());
    expect(await Promise.all(['XS1', 'ZZ20240513000087'].map(number => reader.spine(number)))).toEqual([
      null,
      null,
    ]);
    expect(calls()).toEqual([]);
  });
});

describe('what the city is asked', () => {
  it('fits its contract', async () => {
    const judge = contract('city');
    const region = catalogue.region('331102')!;
    const filter = {
      ...ALL,
      region,
      category: catalogue.category('01')!,
      kind: 'ENFORCEMENT',
      urgency: 'NORMAL',
      statuses: ['CLOSED', 'CASE_OPEN'],
      from: 1_700_000_000,
      to: 1_721_900_000,
      overdue: true,
      text: '垃圾',
    } as const;
    const reader = city.open(asking(EVERY_PART));
    await reader.branches(filter)[0]!({ ...FIRST, until: 1_721_800_000, total: true });
    await Promise.all([reader.section(WORKED), reader.section(parseEventId(`city:${own[0]!.no}`))]);
    const asked = mocks.calls.filter(({ platform }) => platform === 'city');
    const findings = asked.flatMap(({ call, query, body }) => {
      const [method, path] = call.split(' ') as [string, string];
      const pairs = Object.entries(query).flatMap(([name, values]) =>
        [values].flat().map((value): [string, string] => [name, value]),
      );
      return judge.checkRequest({
        method,
        path,
        query: new URLSearchParams(pairs),
        headers: { authorization: 'Bearer x', 'content-type': 'application/json' },
        ...(body !== undefined && { body }),
      });
    });
    expect(asked.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(findings).toEqual([]);
  });
});

describe('an answer that is partly rubbish', () => {
  const broken = (answers: { references?: unknown[]; numbers?: unknown[]; list?: unknown[] }) => ({
    ...client,
    byReferences: async () => answers.references ?? [],
    byNumbers: async () => answers.numbers ?? [],
    list: async () => ({ clues: answers.list ?? [], total: null, nextCursor: null }),
  });
  const open = (answers: Parameters<typeof broken>[0]) => {
    const request = asking();
    return {
      reader: cityReader(broken(answers), catalogue, request, forgetful()),
      sources: request.sources,
    };
  };
  const source = (no: string) => ({ platform: 'grassroots', no });
  const [one, two] = ['SJ20240726000001', 'SJ20240726000002'].map(no => parseEventId(`grassroots:${no}`));

  it('fails for the reference whose clues are no list, and for no other', async () => {
    const { reader } = open({
      references: [
        { ...source(two!.number), clues: [clue({ source: source(two!.number) })] },
        { ...source(one!.number), clues: 'x' },
      ],
    });
    const [first, second] = await Promise.allSettled([reader.section(one!), reader.section(two!)]);
    expect(first).toMatchObject({
      status: 'rejected',
      reason: { code: 'UPSTREAM_INVALID_DATA', platform: 'CITY' },
    });
    expect(second).toMatchObject({ status: 'fulfilled', value: { number: 'XS20240726000003' } });
  });

  it('leaves out a reference without its key, and reports it', async () => {
    const { reader, sources } = open({ references: [{ clues: [clue()] }, 7] });
    // It may have been this event's: to say that there is none would be a guess.
    await expect(reader.section(one!)).rejects.toMatchObject({ code: 'UPSTREAM_INVALID_DATA' });
    expect(sources.diagnostics.map(({ record, field }) => [record, field])).toEqual([
      [null, 'platform, no'],
      [null, 'platform, no'],
    ]);
  });

  it('leaves out a clue without a number, and reports it', async () => {
    const nameless = clue({ clue_no: undefined });
    const { reader, sources } = open({
      references: [{ ...source(one!.number), clues: [nameless, clue()] }],
      list: [nameless, clue()],
      numbers: [nameless],
    });
    const page = await reader.branches(ALL)[0]!(FIRST);
    expect(page.entries.map(({ spine }) => spine.number)).toEqual(['XS20240726000003']);
    expect((await reader.section(one!))?.clueNos).toEqual(['XS20240726000003']);
    // It may have been the nameless one: to say that there is none would be a guess.
    await expect(reader.spine('XS20240726000004')).rejects.toMatchObject({ code: 'UPSTREAM_INVALID_DATA' });
    expect(sources.diagnostics.map(({ field }) => field)).toEqual(['clue_no', 'clue_no', 'clue_no']);
  });

  it('is reported under the number of the clue', async () => {
    const { reader, sources } = open({ list: [clue({ due_at: '2024-08-06T23:59:59' })] });
    await reader.branches(ALL)[0]!(FIRST);
    expect(sources.diagnostics).toEqual([
      {
        code: 'UPSTREAM_INVALID_DATA',
        platform: 'CITY',
        record: 'XS20240726000003',
        field: 'due_at',
        message: 'expected an offset, got none; read as Asia/Shanghai',
      },
    ]);
  });
});
