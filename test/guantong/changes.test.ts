/** The stream of changes through the front door: real HTTP, the mocks' own feeds. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createWorld } from '../../mocks/world/create.ts';
import { insertEvent } from '../../mocks/world/insert.ts';
import type { World } from '../../mocks/world/world.ts';
import { contract } from '../upstreams/contract.ts';
import { type AnyAnswer, type Running, running } from './running.ts';

const PAGE = /* GraphQL */ `
  query ($first: Int, $after: String) {
    eventChanges(first: $first, after: $after) {
      edges { cursor }
      nodes { eventId platform subject changeRaw at }
      nextCursor
      incomplete
      expired
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`;
const WITH_EVENTS = /* GraphQL */ `
  query ($after: String) {
    eventChanges(first: 50, after: $after) {
      nodes { eventId event { id status grassroots { number } city { number } province { number } } }
    }
  }
`;

interface Change {
  eventId: string;
  platform: 'CITY' | 'GRASSROOTS' | 'PROVINCE';
  subject: string;
  at: string | null;
}

let world: World;
let hub: Running;
/** A place from which on each platform has changes, and no rows of directories stand in the way. */
let usual: string;
beforeAll(async () => {
  world = createWorld({ events: 120 });
  hub = await running({ world });
  usual = (await page({ first: 50 })).nextCursor;
  for (let pages = 0; pages < 3; pages++) usual = (await page({ first: 50, after: usual })).nextCursor;
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

async function page(variables: { first?: number; after?: string | null } = {}, at = hub) {
  const { data, errors, extensions } = await at.query(PAGE, variables);
  expect(errors).toEqual([]);
  return { ...data.eventChanges, diagnostics: extensions.diagnostics ?? [] };
}

/** From a cursor to the end, and the cursor there. */
async function walk(after: string | null = null, at = hub): Promise<{ nodes: Change[]; after: string }> {
  const nodes: Change[] = [];
  for (let cursor = after; ; ) {
    const { nextCursor, pageInfo, diagnostics, ...rest } = await page({ first: 50, after: cursor }, at);
    expect(rest).toMatchObject({ incomplete: [], expired: [] });
    expect(diagnostics).toEqual([]);
    nodes.push(...rest.nodes);
    cursor = nextCursor;
    if (!pageInfo.hasNextPage) return { nodes, after: nextCursor };
  }
}

/** How many changes each platform's records tell of each event, by what is logged in them. */
function logged({ city, grassroots, province }: World): Record<string, number> {
  const counts = new Map<string, number>();
  const add = (key: string, count: number) => counts.set(key, (counts.get(key) ?? 0) + count);
  const kinds: Record<string, string> = { XS: 'city', RW: 'province' };
  for (const { record } of grassroots.events) {
    const sentDown = record.sjly === 'XF' ? `${kinds[record.yylx!.trim()]}:${record.yybh!.trim()}` : null;
    add(`GRASSROOTS ${sentDown ?? `grassroots:${record.sjbh.trim()}`}`, record.czjl.length + 1);
  }
  for (const { record } of city.clues) {
    const { source, clue_no, logs = [], documents = [] } = record;
    const id = source ? `${source.platform}:${source.no}` : `city:${clue_no}`;
    add(`CITY ${id}`, logs.length + documents.length + 1);
  }
  for (const { record } of province.events) {
    const { sourcePlatform, sourceNo, eventNo, logs, oversights } = record;
    const id = sourcePlatform ? `${sourcePlatform}:${sourceNo}` : `province:${eventNo}`;
    const closed = oversights.filter(({ closeTime }) => closeTime).length;
    add(`PROVINCE ${id}`, logs.length + oversights.length + closed + 1);
  }
  return Object.fromEntries([...counts].toSorted());
}

/** Each platform's changes in its own order, which is what the stream promises. */
function byPlatform(nodes: Change[]): Record<string, Change[]> {
  return Object.fromEntries(Map.groupBy(nodes, ({ platform }) => platform));
}

/** Runs with the platforms' clock at that time. */
async function withClockAt<Result>(instant: Date, run: () => Promise<Result>): Promise<Result> {
  hub.mocks.clock.moveTo(instant);
  try {
    return await run();
  } finally {
    hub.mocks.clock.moveTo(world.options.now);
  }
}

describe('the whole stream', () => {
  // So early that the city keeps all that it ever had.
  const beginning = new Date('2022-01-01T00:00:00+08:00');

  it('tells of every event, as often as the records’ own logs do', async () => {
    const { nodes } = await withClockAt(beginning, () => walk());
    const told = new Map<string, number>();
    for (const { platform, eventId } of nodes) {
      const key = `${platform} ${eventId}`;
      told.set(key, (told.get(key) ?? 0) + 1);
    }
    expect(Object.fromEntries([...told].toSorted())).toEqual(logged(world));

    const own = [
      ...world.grassroots.events
        .all()
        .flatMap(({ record, no }) => (record.sjly === 'WG' ? `grassroots:${no}` : [])),
      ...world.city.clues.all().flatMap(({ record, no }) => (record.source ? [] : `city:${no}`)),
      ...world.province.events
        .all()
        .flatMap(({ record, no }) => (record.eventSource === 'self' ? `province:${no}` : [])),
    ];
    expect(own.length).toBeGreaterThan(130);
    // Clues that refer to an event that its origin does not know are told of too, and are planted.
    const broken = world.planted
      .filter(({ kind }) => kind === 'BROKEN_REFERENCE')
      .map(({ what }) => `grassroots:${/SJ\d{14}/.exec(what)![0]}`);
    expect(broken.length).toBeGreaterThan(0);
    expect([...new Set(nodes.map(({ eventId }) => eventId))].toSorted()).toEqual(
      [...own, ...broken].toSorted(),
    );
    expect([...new Set(nodes.map(({ subject }) => subject))].toSorted()).toEqual([
      'CASE',
      'DISPUTE',
      'DOCUMENT',
      'EVENT',
      'FILING',
    ]);
  });

  it('begins, without a cursor, with the oldest that each platform still tells: seven days of the city', async () => {
    const { nodes } = await walk();
    const times = Map.groupBy(nodes, ({ platform }) => platform);
    const oldest = (platform: Change['platform']) =>
      Math.min(...times.get(platform)!.map(({ at }) => Date.parse(at!)));
    const weekAgo = world.options.now.getTime() - 7 * 86_400_000;
    expect(oldest('CITY')).toBeGreaterThanOrEqual(weekAgo);
    expect(oldest('GRASSROOTS')).toBeLessThan(weekAgo);
    expect(oldest('PROVINCE')).toBeLessThan(weekAgo);
  });
});

describe('a cursor', () => {
  it('of any change goes on right behind it, on another gateway too', async () => {
    await using other = await running({ mocks: hub.mocks });
    const { edges, nodes, nextCursor } = await page({ first: 20, after: usual });
    const { nodes: following } = await page({ first: 20, after: nextCursor });
    for (const index of [0, 7, 19]) {
      const on = await page({ first: 20, after: edges[index].cursor }, other);
      expect(on.nodes).toEqual([...nodes, ...following].slice(index + 1, index + 21));
    }
  });

  it('at the end is given too where nothing has changed, and tells what comes later', async () => {
    const { after } = await walk();
    const nothing = await page({ after });
    expect(nothing).toMatchObject({ edges: [], nodes: [], incomplete: [], expired: [] });
    expect(nothing.pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: true,
      startCursor: null,
      endCursor: nothing.nextCursor,
    });

    const fresh = (['city', 'grassroots', 'province'] as const).map(
      platform => `${platform}:${insertEvent(world, { platform, reportedAt: world.options.now })}`,
    );
    const { nodes } = await walk(nothing.nextCursor);
    expect([...new Set(nodes.map(({ eventId }) => eventId))].toSorted()).toEqual(fresh.toSorted());
    expect((await walk(after)).nodes).toEqual(nodes);
  });

  it('older than the city keeps names it, and goes on from the oldest that it keeps', async () => {
    const { nextCursor } = await withClockAt(new Date('2024-01-01T00:00:00+08:00'), async () => {
      let { nextCursor: after, nodes } = await page({ first: 50 });
      while (!nodes.some(({ platform }: Change) => platform === 'CITY'))
        ({ nextCursor: after, nodes } = await page({ first: 50, after }));
      return { nextCursor: after };
    });
    hub.mocks.clock.advance(8 * 86_400_000);
    try {
      const expired = await page({ first: 50, after: nextCursor });
      expect(expired).toMatchObject({ expired: ['CITY'], incomplete: [] });
      expect(expired.nodes).toHaveLength(50);
      expect(hub.calls().city).toEqual(['GET /changes', 'GET /changes']);
      expect((await page({ after: expired.nextCursor })).expired).toEqual([]);
    } finally {
      hub.mocks.clock.advance(-8 * 86_400_000);
    }
  });

  it('that the city does not know, though it has the form of ours, is expired alike', async () => {
    const [of, positions] = JSON.parse(Buffer.from((await walk()).after, 'base64url').toString());
    const strange = [of, { ...positions, CITY: '0 nonsense' }];
    const after = Buffer.from(JSON.stringify(strange)).toString('base64url');
    const { nodes, expired, incomplete } = await page({ after });
    expect({ expired, incomplete }).toEqual({ expired: ['CITY'], incomplete: [] });
    expect(new Set(nodes.map(({ platform }: Change) => platform))).toEqual(new Set(['CITY']));
  });
});

describe('with a platform down', () => {
  it.each(['city', 'grassroots', 'province'] as const)(
    'the others’ changes come, the %s is named, and its own come when it is back',
    async platform => {
      const code = platform.toUpperCase();
      const whole = await walk();
      await hub.mocks.stop(platform);
      const nodes: Change[] = [];
      let after: string | null = null;
      try {
        for (let more = true; more; ) {
          const { errors, data, extensions, status }: AnyAnswer = await hub.query(PAGE, { first: 50, after });
          expect([status, errors]).toEqual([200, []]);
          expect(data.eventChanges).toMatchObject({ incomplete: [code], expired: [] });
          expect(extensions.sources![code]!.status).toBe('UNAVAILABLE');
          nodes.push(...data.eventChanges.nodes);
          after = data.eventChanges.nextCursor;
          more = data.eventChanges.pageInfo.hasNextPage;
        }
      } finally {
        await hub.mocks.resume(platform);
      }
      expect(nodes.length).toBeGreaterThan(0);
      expect(byPlatform(nodes)).toEqual(byPlatform(whole.nodes.filter(change => change.platform !== code)));
      expect((await walk(after)).nodes).toEqual(whole.nodes.filter(change => change.platform === code));
    },
  );
});

describe('the event of a change', () => {
  it('is an error in its place where its origin is down, and the change is served', async () => {
    await hub.mocks.stop('grassroots');
    try {
      const { status, data, errors } = await hub.query(WITH_EVENTS, { after: usual });
      expect(status).toBe(200);
      const { nodes } = data.eventChanges;
      const missing = nodes.flatMap(
        ({ eventId, event }: { eventId: string; event: object | null }, at: number) => {
          expect(event === null).toBe(eventId.startsWith('grassroots:'));
          return event === null ? [['eventChanges', 'nodes', at, 'event']] : [];
        },
      );
      expect(missing.length).toBeGreaterThan(0);
      expect(missing.length).toBeLessThan(nodes.length);
      const ofEvents = errors.filter(({ path }) => path!.at(-1) === 'event');
      expect(ofEvents.map(({ path }) => JSON.stringify(path)).toSorted()).toEqual(
        missing.map((path: unknown) => JSON.stringify(path)).toSorted(),
      );
      expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(
        new Set(['UPSTREAM_UNAVAILABLE']),
      );
    } finally {
      await hub.mocks.resume('grassroots');
    }
  });

  it('is null where its origin knows none of that number', async () => {
    const { nodes } = await withClockAt(new Date('2022-01-01T00:00:00+08:00'), () => walk());
    const { record, what } = world.planted.find(({ kind }) => kind === 'BROKEN_REFERENCE')!;
    const eventId = `grassroots:${/SJ\d{14}/.exec(what)![0]}`;
    expect(record).toBeDefined();
    expect(nodes.some(change => change.eventId === eventId)).toBe(true);
    const { data, errors } = await hub.query(`{ event(id: "${eventId}") { id } }`);
    expect([data, errors]).toEqual([{ event: null }, []]);
  });
});

describe('the calls', () => {
  const ONE_EACH = { province: ['GET /change/list'], city: ['GET /changes'], grassroots: ['GET /bg/lb'] };

  it('of a page are one a platform', async () => {
    await page({ first: 50, after: usual });
    expect(hub.calls()).toEqual(ONE_EACH);
  });

  it('of a page with its events are one more to each origin that one is of, and one a section', async () => {
    const { data } = await hub.query(WITH_EVENTS, { after: usual });
    const nodes: { eventId: string; event: { id: string } | null }[] = data.eventChanges.nodes;
    expect(nodes).toHaveLength(50);
    for (const { eventId, event } of nodes) expect(event?.id).toBe(eventId);
    expect(new Set(nodes.map(({ eventId }) => eventId)).size).toBeGreaterThan(3);
    const origins = new Set(nodes.map(({ eventId }) => eventId.split(':')[0]));
    const made = hub.calls();
    expect(made.city).toEqual([
      'GET /changes',
      ...(origins.has('city') ? ['POST /clues:batch-get'] : []),
      'POST /clues:by-reference',
    ]);
    expect(made.grassroots).toEqual([
      'GET /bg/lb',
      ...(origins.has('grassroots') ? ['POST /sj/plcx'] : []),
      ...(origins.size > 1 || !origins.has('grassroots') ? ['POST /sj/yycx'] : []),
    ]);
    expect(made.province).toEqual([
      'GET /change/list',
      ...(origins.has('province') ? ['POST /event/batchGet'] : []),
      'POST /event/batchByRef',
    ]);
  });

  it('are as the platforms’ contracts have them', async () => {
    await page({ first: 50 });
    await page({ first: 50, after: usual });
    expect(hub.mocks.calls.length).toBeGreaterThan(2);
    const findings = hub.mocks.calls.flatMap(({ platform, call, path, query, headers, body }) =>
      contract(platform).checkRequest({
        method: call.split(' ')[0]!,
        path,
        query: new URLSearchParams(query as Record<string, string>),
        headers,
        body,
      }),
    );
    expect(findings).toEqual([]);
  });
});

describe.each([
  ['first: 0', 'BAD_USER_INPUT', 'first: expected 1 to 50, got 0; ask for the next page with after'],
  [
    'after: "x"',
    'INVALID_CURSOR',
    'after: expected a cursor of this API, got something else; start again from the first page',
  ],
  [
    `after: "${Buffer.from('["another",null,0]').toString('base64url')}"`,
    'INVALID_CURSOR',
    'after: this cursor belongs to another list or filter; start again from the first page',
  ],
])('eventChanges(%s)', (given, code, message) => {
  it(`is answered with ${code}: ${message}`, async () => {
    const { status, errors } = await hub.query(`{ eventChanges(${given}) { nextCursor } }`);
    expect(status).toBe(200);
    expect(errors.map(({ message, extensions }) => [extensions.code, message])).toEqual([[code, message]]);
    expect(hub.calls()).toEqual({});
  });
});
