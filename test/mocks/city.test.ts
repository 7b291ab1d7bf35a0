/** The city's mock against lifecycle.md sections 7, 9 and 13. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CityClue } from '../../mocks/city/record.ts';
import { type Mocks, startMocks } from '../../mocks/start.ts';
import { ask, CITY_BASIC, cityCaller, cityToken, type Query } from './callers.ts';
import { NOW, tinyWorld } from './tiny-world.ts';

let realNow = Date.now();
let mocks: Mocks;
let url: string;
let city: Awaited<ReturnType<typeof cityCaller>>;

beforeAll(async () => {
  mocks = await startMocks({ world: tinyWorld(), realTime: () => realNow });
  url = mocks.urls.city;
  city = await cityCaller(url);
});
afterAll(async () => mocks[Symbol.asyncDispose]());

const clues = () => mocks.world.city.clues.all().map(({ record }) => record);
const list = (query: Query = {}) => city.get('/clues', { limit: 200, include_total: 'true', ...query });
const numbers = (rows: CityClue[]) => rows.map(row => row.clue_no);

/** Runs with the real clock moved, and puts it back. */
async function later(ms: number, run: () => Promise<void>) {
  const start = realNow;
  realNow += ms;
  try {
    await run();
  } finally {
    realNow = start;
  }
}

describe('the city checks who calls', () => {
  const read = (authorization: string) => ask(`${url}/items`, {}, { headers: { authorization } });

  it('gives a bearer token for ten minutes', async () => {
    const { status, body } = await cityToken(url);
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 600,
      scope: 'event.read event.write',
    });
    await later(599_999, async () => expect((await read(`Bearer ${body.access_token}`)).status).toBe(200));
    await later(600_000, async () => expect((await read(`Bearer ${body.access_token}`)).status).toBe(401));
  });

  it('says 401 to a wrong client', async () => {
    const { status, body } = await cityToken(url, {}, `Basic ${btoa('lsgt-city-demo:wrong')}`);
    expect(status).toBe(401);
    expect(body).toMatchObject({ type: '/problems/unauthorized', status: 401 });
  });

  it('says 400 to another grant and to a scope that the client may not have', async () => {
    expect((await cityToken(url, { grant_type: 'password' })).body.errors[0].pointer).toBe('/grant_type');
    expect((await cityToken(url, { scope: 'party.read' })).body.errors[0].pointer).toBe('/scope');
  });

  it.each(['', 'Bearer stranger', CITY_BASIC])(
    'says 401 with the reason in a header to the authorization "%s"',
    async authorization => {
      const { status, headers, body } = await read(authorization);
      expect(status).toBe(401);
      expect(headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
      expect(headers.get('content-type')).toBe('application/problem+json');
      expect(body).toEqual({
        type: '/problems/unauthorized',
        title: expect.any(String),
        status: 401,
        detail: expect.any(String),
        instance: '/api/v1/items',
        trace_id: expect.any(String),
      });
    },
  );

  it('says 403 to a token without the scope to read', async () => {
    const { body } = await cityToken(url, { scope: 'event.write' });
    expect(await read(`Bearer ${body.access_token}`)).toMatchObject({
      status: 403,
      body: { type: '/problems/forbidden' },
    });
  });

  it('tells its health and its own clock without a token', async () => {
    expect((await ask(`${url}/health`)).body).toEqual({ status: 'ok', time: '2024-07-26T18:00:00+08:00' });
  });

  it('says 403 to writes, and 404 to a call that it does not have', async () => {
    expect((await city.post('/clues', {})).status).toBe(403);
    expect((await city.post('/clues/XS1001/transitions', {})).body.type).toBe('/problems/forbidden');
    expect(await city.get('/clue')).toMatchObject({ status: 404, body: { type: '/problems/not-found' } });
    expect((await city.get('/clues/XS1001/logs')).status).toBe(404);
  });
});

describe('the city lists clues', () => {
  const OPEN = [
    'registered',
    'pending_dispatch',
    'dispatched',
    'processing',
    'returned',
    'in_dispute',
    'case_filed',
    'pending_review',
    'pending_close',
  ];
  const overdue = (clue: CityClue) =>
    OPEN.includes(clue.status) && clue.due_at !== undefined && Date.parse(clue.due_at) < NOW.getTime();
  const filters: [Query, (clue: CityClue) => boolean][] = [
    [{ origin: 'city' }, clue => clue.source === undefined],
    [{ origin: 'grassroots' }, clue => clue.source?.platform === 'grassroots'],
    [{ origin: 'province' }, clue => clue.source?.platform === 'province'],
    [{ region_code: '331102' }, clue => clue.region_code.startsWith('331102')],
    [{ region_code: '331102001' }, clue => clue.region_code === '331102001'],
    [{ region_code: '331171001000' }, clue => clue.region_code === '331171001'],
    [{ item_code: 'CF-010335' }, clue => clue.item_code === 'CF-010335'],
    [
      { item_code: ['CF-010335', 'JG-010335'] },
      clue => ['CF-010335', 'JG-010335'].includes(clue.item_code ?? ''),
    ],
    [{ item_kind: 'supervision' }, clue => clue.item_kind === 'supervision'],
    [{ category_code: 'C02' }, clue => clue.category_code === 'C02'],
    [
      { status: ['registered', 'pending_dispatch'] },
      clue => ['registered', 'pending_dispatch'].includes(clue.status),
    ],
    [{ status: 'merged' }, clue => clue.status === 'merged'],
    [{ urgency: 'critical' }, clue => clue.urgency === 'critical'],
    [{ reported_from: '2024-07-21T00:00:00+08:00' }, clue => clue.reported_at >= '2024-07-21T00:00:00+08:00'],
    [{ reported_to: '2024-07-20T16:00:00Z' }, clue => clue.reported_at <= '2024-07-21T00:00:00+08:00'],
    [{ overdue: 'true' }, overdue],
    [{ q: '占道' }, clue => clue.title.includes('占道')],
    [{ department_code: '331121ZFJ' }, clue => clue.department?.code === '331121ZFJ'],
    [
      { origin: 'city', status: ['closed', 'processing'], region_code: '331121' },
      clue =>
        !clue.source &&
        ['closed', 'processing'].includes(clue.status) &&
        clue.region_code.startsWith('331121'),
    ],
  ];

  it.each(filters)('filters by %j exactly', async (query, plain) => {
    const { body } = await list(query);
    const expected = clues().filter(plain);
    expect(numbers(body.items)).toEqual(numbers(expected));
    expect(body.total).toBe(expected.length);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(clues().length);
  });

  it.each([{}, { region_code: '331100' }])(
    'gives everything for %j, newest first, then by number',
    async query => {
      const ordered = [...clues()].sort(
        (a, b) => Date.parse(b.reported_at) - Date.parse(a.reported_at) || (a.clue_no < b.clue_no ? -1 : 1),
      );
      expect(numbers((await list(query)).body.items)).toEqual(numbers(ordered));
    },
  );

  it('50 at a time unless asked otherwise, with a total only when asked', async () => {
    const { body } = await city.get('/clues');
    expect(body.items).toHaveLength(50);
    expect(body).not.toHaveProperty('total');
    expect((await list()).body).not.toHaveProperty('next_cursor');
  });

  it('once each when walked by cursor, also while clues come in', async () => {
    const before = numbers(clues());
    const seen: string[] = [];
    let query: Query = { limit: 7 };
    for (let pages = 0; pages < 20; pages++) {
      const { body } = await city.get('/clues', query);
      seen.push(...numbers(body.items));
      if (pages === 2) insertNewest();
      if (!body.next_cursor) break;
      query = { limit: 7, cursor: body.next_cursor };
    }
    expect(seen).toEqual(before);
    mocks.world.city.clues.remove('XS9999');
  });

  function insertNewest() {
    const first = mocks.world.city.clues.at(0);
    mocks.world.city.clues.insert({
      reportedAt: first!.reportedAt + 1,
      no: 'XS9999',
      record: { ...first!.record, clue_no: 'XS9999' },
    });
  }

  it('refuses a cursor that is garbled, of another filter, or older than 24 hours', async () => {
    const cursor = (await city.get('/clues', { limit: 5 })).body.next_cursor;
    const refused = { status: 400, body: { type: '/problems/invalid-cursor' } };
    expect(await city.get('/clues', { cursor: 'nonsense' })).toMatchObject(refused);
    expect(await city.get('/clues', { cursor, status: 'merged' })).toMatchObject(refused);
    await later(86_400_001, async () => {
      const tomorrow = await cityCaller(url);
      expect(await tomorrow.get('/clues', { cursor, limit: 5 })).toMatchObject(refused);
    });
    // The token of today was forgotten tomorrow.
    city = await cityCaller(url);
  });

  it('with the parts asked for and no others, feedbacks always', async () => {
    const parts = ['documents', 'case', 'dispute', 'consultations', 'logs'];
    const keys = async (query: Query) => Object.keys((await city.get('/clues/XS1006', query)).body);
    expect(await keys({})).toEqual(expect.arrayContaining(['feedbacks']));
    expect((await keys({})).filter(key => parts.includes(key))).toEqual([]);
    expect((await keys({ include: 'documents,case' })).filter(key => parts.includes(key))).toEqual([
      'documents',
      'case',
    ]);
    expect((await keys({ include: parts })).filter(key => parts.includes(key))).toEqual(parts);
    const [first] = (await list({ include: 'logs' })).body.items;
    expect(first).toHaveProperty('logs');
    expect(first).not.toHaveProperty('documents');
  });

  it.each([
    ['limit', { limit: 201 }],
    ['limit', { limit: 0 }],
    ['origin', { origin: 'self' }],
    ['region_code', { region_code: '3311' }],
    ['status', { status: 'registered,closed' }],
    ['status', { status: 'archived' }],
    ['urgency', { urgency: ['normal', 'urgent'] }],
    ['reported_from', { reported_from: '2024-07-21T00:00:00' }],
    ['overdue', { overdue: 'false' }],
    ['include', { include: 'parties' }],
    ['stati', { stati: 'closed' }],
  ])('says 400 and points at %s in %j', async (name, query) => {
    const { status, body } = await list(query as unknown as Query);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      type: '/problems/invalid-request',
      errors: [{ pointer: `/${name}`, detail: expect.any(String) }],
    });
  });
});

describe('the city gives a clue', () => {
  it('with its ETag, and 304 to who has that one already', async () => {
    const { headers, body } = await city.get('/clues/XS1001');
    expect(body.clue_no).toBe('XS1001');
    expect(headers.get('etag')).toBe('"2"');
    expect((await city.get('/clues/XS1001', {}, { 'if-none-match': '"2"' })).status).toBe(304);
    expect((await city.get('/clues/XS1001', {}, { 'if-none-match': '"1"' })).status).toBe(200);
  });

  it('or says 404', async () => {
    expect(await city.get('/clues/XS1')).toMatchObject({
      status: 404,
      body: { type: '/problems/not-found' },
    });
  });
});

describe('the city answers in batches', () => {
  it('gives what exists, once each, and not in the order asked', async () => {
    const { body } = await city.post('/clues:batch-get', {
      clue_nos: ['XS1003', 'XS1001', 'none', 'XS1003'],
      include: ['logs'],
    });
    expect(numbers(body.items)).toEqual(['XS1001', 'XS1003']);
    expect(body.items[0]).toHaveProperty('logs');
    const turned = await city.post('/clues:batch-get', { clue_nos: ['XS1001', 'XS1003'] });
    expect(numbers(turned.body.items)).toEqual(['XS1003', 'XS1001']);
    expect(turned.body.items[0]).not.toHaveProperty('logs');
  });

  it('finds by the number at the source, several clues where there are several', async () => {
    const { clues: stored } = mocks.world.city;
    const { reportedAt, record } = stored.find('XS1001')!;
    stored.insert({ reportedAt, no: 'XS1001B', record: { ...record, clue_no: 'XS1001B' } });
    const references = [
      { platform: 'grassroots', no: 'SJ1001' },
      { platform: 'province', no: 'SJ1001' },
      { platform: 'province', no: 'RW1002' },
    ];
    const { items } = (await city.post('/clues:by-reference', { references })).body;
    stored.remove('XS1001B');
    const found = Object.fromEntries(
      items.map((row: { no: string; clues: CityClue[] }) => [row.no, numbers(row.clues)]),
    );
    expect(found).toEqual({ SJ1001: ['XS1001', 'XS1001B'], RW1002: ['XS1002'] });
  });

  it('says 413 and its limit to more than 200', async () => {
    const many = await city.post('/clues:batch-get', { clue_nos: Array(201).fill('XS1001') });
    expect(many).toMatchObject({ status: 413, body: { type: '/problems/too-large', limit: 200 } });
    const references = Array(201).fill({ platform: 'grassroots', no: 'SJ1001' });
    expect((await city.post('/clues:by-reference', { references })).status).toBe(413);
  });

  it.each([
    ['/clues:batch-get', { clue_nos: 'XS1001' }],
    ['/clues:batch-get', { clue_nos: [], includes: [] }],
    ['/clues:batch-get', '{'],
    ['/clues:batch-get', '[]'],
    ['/clues:by-reference', { references: [{ platform: 'city', no: 'XS1001' }] }],
    ['/clues:by-reference', { references: [{ no: 'XS1001' }] }],
  ])('says 400 where %s is asked wrongly (%#)', async (path, body) => {
    expect(await city.post(path, body)).toMatchObject({
      status: 400,
      body: { type: '/problems/invalid-request' },
    });
  });
});

describe('the city counts', () => {
  const count = async (group_by: string[], filter: object = {}) =>
    (await city.post('/statistics', { filter, group_by })).body.rows;
  const sum = (rows: Record<string, number>[], measure: string) =>
    rows.reduce((total, row) => total + row[measure]!, 0);

  it.each([
    [['region_6']],
    [['region_9']],
    [['category']],
    [['item']],
    [['status']],
    [['day']],
    [['status', 'region_6']],
  ])('so that the groups by %j sum to the whole', async groupBy => {
    const [whole] = await count([]);
    const rows = await count(groupBy);
    expect(rows.length).toBeGreaterThan(1);
    for (const measure of ['total', 'voided', 'closed', 'transferred', 'closed_on_time', 'open_overdue']) {
      expect(sum(rows, measure)).toBe(whole[measure]);
    }
    expect(whole).toMatchObject({ keys: {}, total: 60 });
  });

  it('with the filter of the list, lists as arrays, and the time of its own clock', async () => {
    const { body } = await city.post('/statistics', {
      filter: { status: ['closed', 'merged'], overdue: true },
      group_by: [],
    });
    expect(body).toEqual({ rows: [], as_of: '2024-07-26T18:00:00+08:00' });
    const [row] = await count([], { status: ['closed', 'merged'] });
    expect(row.total).toBe((await list({ status: ['closed', 'merged'] })).body.total);
    expect((await count([]))[0].open_overdue).toBe((await list({ overdue: 'true' })).body.total);
  });

  it('under a region of the level asked, and without a key where a clue has no such value', async () => {
    const regions: { keys: { region_9: string } }[] = await count(['region_9']);
    expect(regions.map(row => row.keys.region_9)).toEqual(expect.arrayContaining(['331102001', '331102000']));
    const items: { keys: object; total: number }[] = await count(['item']);
    expect(items.find(row => Object.keys(row.keys).length === 0)?.total).toBe(1);
  });

  it('the hours that closings took, rounded up', async () => {
    const closed = clues().filter(clue => clue.status === 'closed');
    const hours = Map.groupBy(closed, clue =>
      Math.ceil((Date.parse(clue.status_changed_at) - Date.parse(clue.reported_at)) / 3_600_000),
    );
    expect((await count([]))[0].hours_histogram).toEqual(
      Object.fromEntries([...hours].map(([hour, same]) => [hour, same.length])),
    );
  });
});

describe('the city tells what has changed', () => {
  const changes = (query: Query = {}) => city.get('/changes', query);

  it('from the oldest kept on, page after page, always with a cursor', async () => {
    const items: { changed_at: string; entity: string; clue_no: string; no: string }[] = [];
    let cursor: string | undefined;
    for (let more = true; more; ) {
      const { body }: { body: { items: typeof items; next_cursor: string } } = await changes({
        limit: 100,
        ...(cursor && { cursor }),
      });
      items.push(...body.items);
      cursor = body.next_cursor;
      more = body.items.length > 0;
    }
    const times = items.map(item => item.changed_at);
    expect(times).toEqual(times.toSorted());
    expect(new Set(items.map(item => item.clue_no)).size).toBe(60);
    expect([...new Set(items.map(item => item.entity))].toSorted()).toEqual(['case', 'clue', 'document']);
    expect(items.find(item => item.entity === 'case')?.no).toMatch(/^AJ/);
    expect((await changes({ cursor: cursor! })).body).toEqual({ items: [], next_cursor: cursor });
  });

  it('and says 410 with the oldest cursor that serves once a cursor is seven days old', async () => {
    const { next_cursor } = (await changes({ limit: 1 })).body;
    mocks.clock.advance(4 * 86_400_000);
    const { status, body } = await changes({ cursor: next_cursor });
    const { items } = (await changes({ cursor: body.oldest_cursor })).body;
    mocks.clock.moveTo(NOW);
    expect(status).toBe(410);
    expect(body.type).toBe('/problems/cursor-expired');
    expect(Date.parse(items[0].changed_at)).toBeGreaterThanOrEqual(NOW.getTime() - 3 * 86_400_000);
    expect((await changes({ cursor: 'nonsense' })).body.type).toBe('/problems/invalid-cursor');
    expect((await changes({ limit: 501 })).status).toBe(400);
  });
});

describe('the city has directories', () => {
  const codes = (rows: { item_code: string }[]) => rows.map(row => row.item_code);

  it('of items, by cursor and by change', async () => {
    const first = (await city.get('/items', { limit: 3 })).body;
    const second = (await city.get('/items', { limit: 3, cursor: first.next_cursor })).body;
    expect(codes([...first.items, ...second.items])).toEqual([
      'CF-010330',
      'CF-010331',
      'CF-010332',
      'CF-010333',
      'CF-010334',
    ]);
    expect(second).not.toHaveProperty('next_cursor');
    const since = (await city.get('/items', { updated_from: '2024-04-01T00:00:00+08:00' })).body;
    expect(codes(since.items)).toEqual(['CF-010333', 'CF-010334']);
  });

  it('of departments and teams, by region', async () => {
    expect((await city.get('/departments')).body.items).toHaveLength(4);
    expect((await city.get('/departments', { region_code: '331102' })).body.items).toHaveLength(2);
    const { items } = (await city.get('/teams', { region_code: '331121101' })).body;
    expect(items).toEqual([mocks.world.city.teams[2]]);
  });
});
