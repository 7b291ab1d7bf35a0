/** A walk of the mock world finds what was planted in it: none missed, none more, each with who says what. */
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cityCluesOf } from '../../mocks/city/clues.ts';
import type { CityClue } from '../../mocks/city/record.ts';
import { createWorld } from '../../mocks/world/create.ts';
import type { Planted, Stored, World } from '../../mocks/world/world.ts';
import { handClock } from '../clock.ts';
import { catalogue, defaultWorld, type Running, running } from './running.ts';
import {
  DISCREPANCY,
  type Found,
  type Said,
  type WalkedDiscrepancies,
  walkDiscrepancies,
} from './walk-discrepancies.ts';
import { walkEvents } from './walk-events.ts';

/** Planted, and no discrepancies: they are in the directories, listed without an equal, or cannot be read. */
const NONE = ['DIRECTORY', 'UNMAPPED_STATUS', 'MALFORMED'];
const plantedIn = (world: World) => world.planted.filter(({ kind }) => !NONE.includes(kind));
const planted = plantedIn(defaultWorld);

/** A walk of everything takes as long on a loaded machine. */
const LONG_WALK_MS = 60_000;

let hub: Running;
let all: Found[];
let pages: WalkedDiscrepancies['pages'];
beforeAll(async () => {
  hub = await running();
  ({ found: all, pages } = await walkDiscrepancies(hub));
}, LONG_WALK_MS);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

const named = (found: Pick<Found, 'kind' | 'event'>[]) =>
  found.map(({ kind, event }) => `${kind} ${event}`).toSorted();

/** The records of an event, as the platforms have them. */
function recordsOf(event: string) {
  const [platform, no] = event.split(':') as [string, string];
  const { grassroots, city, province } = defaultWorld;
  return {
    event: grassroots.events.find(no)?.record,
    clue: city.clues
      .all()
      .find(({ record: { clue_no, source } }) => (platform === 'city' ? clue_no : source?.no) === no)?.record,
    filed: province.events
      .all()
      .find(({ record: { eventNo, sourceNo } }) =>
        platform === 'province' ? eventNo === no : sourceNo === no,
      )?.record,
  };
}

type Told = Omit<Said, 'asOf'>;
const said = (
  platform: string,
  record: string | null,
  value: string | null,
  rawCode: string | null = null,
): Told => ({
  platform,
  record,
  value,
  rawCode,
});
const dateTime = (local: string) => `${local.replace(' ', 'T')}+08:00`;
const matters = (platform: 'CITY' | 'GRASSROOTS', code: string) =>
  catalogue
    .mattersByCode(platform, code)
    .map(matter => matter.code)
    .join(', ');
const region = (code: string) => {
  const { code: short, nameZh } = catalogue.region(code.replace(/000$/, ''))!;
  return `${short} ${nameZh}`;
};

/** Section 12's last column: who says what of each planted one, in words of the platforms' own records. */
const WHO_SAYS_WHAT: Record<
  string,
  (planted: Planted) => Omit<Found, 'event' | 'kind' | 'values' | 'detectedAt'> & { values: Told[] }
> = {
  STATUS_CONFLICT({ event: id }) {
    const { event, clue, filed } = recordsOf(id!);
    const open = clue!.status === 'processing' ? 'IN_PROGRESS' : 'CASE_OPEN';
    const values = [
      said('GRASSROOTS', event!.sjbh, 'CLOSED', 'YBJ'),
      ...(filed ? [said('PROVINCE', filed.eventNo, 'CLOSED', '90')] : []),
      said('CITY', clue!.clue_no, open, clue!.status),
    ];
    return { field: 'status', chosen: 'GRASSROOTS', values };
  },
  UNKNOWN_CODE({ platform, record, event: id }) {
    const { event, clue, filed } = recordsOf(id!);
    const code = { grassroots: event?.sjzt, city: clue?.status, province: filed?.eventStatus }[platform]!;
    const code_ = platform.toUpperCase();
    return { field: 'status', chosen: code_, values: [said(code_, record, 'UNKNOWN', code.trim())] };
  },
  REGION_CONFLICT({ event: id }) {
    const { event, clue, filed } = recordsOf(id!);
    const values = [
      said('GRASSROOTS', event!.sjbh, region(event!.xzqh), event!.xzqh),
      ...(filed
        ? [said('PROVINCE', filed.eventNo, region(filed.regionCode.slice(0, 6)), filed.regionCode)]
        : []),
      said('CITY', clue!.clue_no, region(clue!.region_code), clue!.region_code),
    ];
    return { field: 'region', chosen: 'GRASSROOTS', values };
  },
  MATTER_CONFLICT({ event: id }) {
    const { event, clue } = recordsOf(id!);
    const bound = matters('GRASSROOTS', event!.sjlb);
    const values = [
      said('GRASSROOTS', event!.sjbh, bound, event!.sjlb),
      said('GRASSROOTS', event!.sjbh, matters('CITY', event!.zfsxdm!), event!.zfsxdm),
      said('CITY', clue!.clue_no, matters('CITY', clue!.item_code!), clue!.item_code),
    ];
    // The only candidate is shown; of several, none.
    return { field: 'matter', chosen: bound.includes(',') ? null : 'GRASSROOTS', values };
  },
  WRITE_BACK_MISSING({ event: id }) {
    const { event, clue } = recordsOf(id!);
    const values = [
      said('GRASSROOTS', event!.sjbh, null),
      said('CITY', clue!.clue_no, matters('CITY', clue!.item_code!), clue!.item_code),
    ];
    return { field: 'matter', chosen: null, values };
  },
  COUNTERPART_MISSING({ event: id }) {
    const { event } = recordsOf(id!);
    const values = [said('GRASSROOTS', event!.sjbh, 'CLOSED', 'YBJ'), said('CITY', null, null)];
    return { field: 'city', chosen: null, values };
  },
  BROKEN_REFERENCE({ record }) {
    const { source } = defaultWorld.city.clues.find(record!)!.record;
    const values = [said('CITY', record, `grassroots:${source!.no}`), said('GRASSROOTS', null, null)];
    return { field: 'id', chosen: null, values };
  },
  DUPLICATE_RECORD({ record, event: id }) {
    const numbers = defaultWorld.city.clues
      .all()
      .filter(({ record: { source } }) => `grassroots:${source?.no}` === id)
      .map(({ no }) => no);
    expect(numbers).toHaveLength(2);
    expect(numbers).toContain(record);
    return { field: 'city.number', chosen: 'CITY', values: numbers.map(no => said('CITY', no, no)) };
  },
  FILING_MISSING({ event: id }) {
    const { clue } = recordsOf(id!);
    const values = [said('CITY', clue!.clue_no, clue!.case!.case_no), said('PROVINCE', null, null)];
    return { field: 'province.filing', chosen: null, values };
  },
  FINE_CONFLICT({ event: id }) {
    const { clue, filed } = recordsOf(id!);
    const yuan = clue!.case!.decision!.fine_amount!;
    const values = [
      said('CITY', clue!.clue_no, yuan),
      said('PROVINCE', filed!.eventNo, (Number(yuan) * 10_000).toFixed(2)),
    ];
    return { field: 'city.enforcementCase.decision.fine', chosen: 'CITY', values };
  },
  TIME_CONFLICT({ event: id }) {
    const { event, clue } = recordsOf(id!);
    const values = [
      said('GRASSROOTS', event!.sjbh, dateTime(event!.sbsj)),
      said('CITY', clue!.clue_no, clue!.reported_at),
    ];
    return { field: 'reportedAt', chosen: 'GRASSROOTS', values };
  },
  TIME_ORDER({ platform, event: id }) {
    const { event, clue } = recordsOf(id!);
    if (platform === 'grassroots') {
      const values = [
        said('GRASSROOTS', event!.sjbh, `reportedAt ${dateTime(event!.sbsj)}`),
        said('GRASSROOTS', event!.sjbh, `closedAt ${dateTime(event!.bjsj!)}`),
      ];
      return { field: 'closedAt', chosen: 'GRASSROOTS', values };
    }
    const values = [
      said('CITY', clue!.clue_no, `filedAt ${clue!.case!.filed_at}`),
      said('CITY', clue!.clue_no, `decision.decidedAt ${clue!.case!.decision!.decided_at}`),
    ];
    return { field: 'city.enforcementCase.decision.decidedAt', chosen: 'CITY', values };
  },
};

const byRecord = (a: { record: string | null }, b: { record: string | null }) =>
  String(a.record) < String(b.record) ? -1 : 1;

describe('a walk of the list', () => {
  it('finds what was planted: none missed, none more', () => {
    expect(all).toHaveLength(55);
    expect(named(all)).toEqual(named(planted));
  });

  it.each(Object.entries(WHO_SAYS_WHAT))(
    'says of each %s who says what, and whose word is shown',
    (kind, told) => {
      const those = planted.filter(one => one.kind === kind);
      expect(those.length).toBeGreaterThanOrEqual(3);
      const brokenOnes = all.filter(one => one.kind === kind && one.event === null);
      for (const one of those) {
        const found = one.event
          ? all.find(each => each.kind === kind && each.event === one.event)
          : brokenOnes.find(({ values }) => values.some(({ record }) => record === one.record));
        const { values, field, chosen } = found!;
        const expected = told(one);
        expect({ field, chosen }).toEqual({ field: expected.field, chosen: expected.chosen });
        const without = values.map(({ asOf: _, ...rest }) => rest);
        if (kind === 'DUPLICATE_RECORD')
          expect(without.toSorted(byRecord)).toEqual(expected.values.toSorted(byRecord));
        else expect(without).toEqual(expected.values);
      }
    },
  );

  it('knows a row of the table for each kind that was planted', () => {
    expect(new Set(planted.map(({ kind }) => kind))).toEqual(new Set(Object.keys(WHO_SAYS_WHAT)));
  });

  it('says since when each record has said so, and by the origin’s clock when it was found', () => {
    for (const { values, detectedAt } of all) {
      expect(detectedAt).toMatch(/^2024-07-26T18:0\d:\d\d\+08:00$/);
      for (const { record, asOf } of values) {
        if (record === null) expect(asOf).toBeNull();
        else expect(asOf).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/);
      }
    }
    const { values } = all.find(({ kind }) => kind === 'STATUS_CONFLICT')!;
    const clue = defaultWorld.city.clues.find(values[1]!.record!)!.record;
    expect(values[1]!.asOf).toBe(clue.updated_at);
  });

  it('goes through the events in the order of their list, and then through references', () => {
    const events = all.filter(({ event }) => event !== null);
    expect(all.slice(events.length).map(({ kind }) => kind)).toEqual(Array(3).fill('BROKEN_REFERENCE'));
  });

  it(
    'gives one at a time what it gives fifty at a time, and examines no event more than it must',
    async () => {
      const filter = {
        kinds: ['DUPLICATE_RECORD' as const],
        events: { reportedFrom: '2024-03-01T00:00:00+08:00' },
      };
      const one = await walkDiscrepancies(hub, { filter, first: 1 });
      const fifty = await walkDiscrepancies(hub, { filter });
      expect(one.found.length).toBeGreaterThan(1);
      expect(one.found.map(({ detectedAt: _, ...rest }) => rest)).toEqual(
        fifty.found.map(({ detectedAt: _, ...rest }) => rest),
      );
      const examined = ({ pages }: typeof one) => pages.reduce((sum, page) => sum + page.examined, 0);
      expect(examined(one)).toBe(examined(fifty));
      expect(Math.max(...one.pages.map(page => page.examined))).toBeLessThanOrEqual(150);
    },
    LONG_WALK_MS,
  );

  it('examines each event and each reference once', () => {
    const { grassroots, city, province } = defaultWorld;
    // Each record is an event where it began, and a reference anywhere else.
    const records = grassroots.events.length + city.clues.length + province.events.length;
    expect(pages.reduce((sum, { examined }) => sum + examined, 0)).toBe(records);
  });
});

describe('the discrepancies of each event in a walk of events', () => {
  it(
    'are the same, but for those that are of no event',
    async () => {
      const { nodes } = await walkEvents(hub, `discrepancies { ${DISCREPANCY} }`);
      const found: Found[] = nodes.flatMap(({ id, discrepancies }) =>
        discrepancies.map((one: Omit<Found, 'event'>) => ({ event: id, ...one })),
      );
      const ofEvents = all.filter(({ event }) => event !== null);
      const timeless = (ones: Found[]) => ones.map(({ detectedAt: _, ...rest }) => rest);
      expect(timeless(found)).toEqual(timeless(ofEvents));
    },
    LONG_WALK_MS,
  );

  it('are none of the worked example', async () => {
    const { data } = await hub.query(
      `{ event(id: "grassroots:SJ20240513000123") { discrepancies { ${DISCREPANCY} } } }`,
    );
    expect(data.event.discrepancies).toEqual([]);
  });
});

describe('a filter', () => {
  it(
    'by kinds gives those kinds alone',
    async () => {
      const { found } = await walkDiscrepancies(hub, { filter: { kinds: ['FINE_CONFLICT', 'TIME_ORDER'] } });
      expect(named(found)).toEqual(
        named(planted.filter(({ kind }) => kind === 'FINE_CONFLICT' || kind === 'TIME_ORDER')),
      );
    },
    LONG_WALK_MS,
  );

  it(
    'by events gives those events’ alone, and no record that is of none',
    async () => {
      const { found } = await walkDiscrepancies(hub, { filter: { events: { origin: 'PROVINCE' } } });
      expect(named(found)).toEqual(named(planted.filter(({ event }) => event?.startsWith('province:'))));
      expect((await walkDiscrepancies(hub, { filter: { events: {} } })).found).toHaveLength(52);
    },
    LONG_WALK_MS,
  );

  it(
    'by the kind of broken references examines no event',
    async () => {
      const { found, pages } = await walkDiscrepancies(hub, { filter: { kinds: ['BROKEN_REFERENCE'] } });
      expect(named(found)).toEqual(Array(3).fill('BROKEN_REFERENCE null'));
      const { grassroots, city, province } = defaultWorld;
      const references = [
        ...province.events.all().filter(({ record }) => record.sourceNo !== null),
        ...city.clues.all().filter(({ record }) => record.source),
        ...grassroots.events.all().filter(({ record }) => record.sjly === 'XF'),
      ];
      expect(pages.reduce((sum, { examined }) => sum + examined, 0)).toBe(references.length);
    },
    LONG_WALK_MS,
  );

  it('by no kind, or by broken references among events, asks nobody', async () => {
    for (const filter of [{ kinds: [] }, { kinds: ['BROKEN_REFERENCE'], events: {} }]) {
      const { data, errors } = await hub.query(
        'query ($filter: DiscrepancyFilter) { discrepancies(filter: $filter) { examined nodes { event { id } } pageInfo { hasNextPage endCursor } } }',
        { filter },
      );
      expect(errors).toEqual([]);
      expect(data.discrepancies).toEqual({
        examined: 0,
        nodes: [],
        pageInfo: { hasNextPage: false, endCursor: null },
      });
      expect(hub.calls()).toEqual({});
    }
  });
});

describe('the calls', () => {
  const LIST = `query ($filter: DiscrepancyFilter, $after: String) {
    discrepancies(first: 50, filter: $filter, after: $after) {
      examined pageInfo { endCursor } nodes { event { id } }
    }
  }`;

  it('of a page of 50 events with their discrepancies are a list call per origin and a batch per platform', async () => {
    await hub.query('{ events(first: 50) { nodes { id discrepancies { kind } } } }');
    expect(hub.calls()).toEqual({
      province: ['GET /event/list', 'POST /event/batchByRef'],
      city: ['GET /clues', 'POST /clues:by-reference'],
      grassroots: ['GET /sj/lb', 'POST /sj/yycx'],
    });
  });

  it('are no more with every section beside them', async () => {
    await hub.query(
      '{ events(first: 50) { nodes { id discrepancies { kind } grassroots { number } city { number documents { kind } } province { number } } } }',
    );
    expect(hub.calls()).toEqual({
      province: ['GET /event/list', 'POST /event/batchByRef'],
      city: ['GET /clues', 'POST /clues:by-reference'],
      grassroots: ['GET /sj/lb', 'POST /sj/yycx'],
    });
  });

  it('of one event are one to each platform', async () => {
    await hub.query('{ event(id: "grassroots:SJ20240513000123") { discrepancies { kind } } }');
    expect(hub.calls()).toEqual({
      grassroots: ['POST /sj/plcx'],
      city: ['POST /clues:by-reference'],
      province: ['POST /event/batchByRef'],
    });
  });

  it('ask the city for what is compared, and only where it is', async () => {
    const asked = () =>
      hub.mocks
        .callsOf('city')
        .map(({ query, body }) => (body as { include?: unknown } | undefined)?.include ?? query.include);
    await hub.query('{ events(first: 5) { nodes { id discrepancies { kind } } } }');
    expect(asked()).toEqual([
      ['case', 'logs'],
      ['case', 'logs'],
    ]);
    await hub.query('{ events(first: 5) { nodes { id city { number } } } }');
    expect(asked()).toEqual([undefined, []]);
  });

  it('of a page of the list are those of three pages of 50 events, examined one after the other', async () => {
    const { data } = await hub.query(LIST);
    expect(data.discrepancies.examined).toBe(150);
    const counts = Object.entries(hub.calls()).map(([platform, calls]) => [platform, calls.length]);
    expect(Object.fromEntries(counts)).toEqual({ province: 6, city: 6, grassroots: 6 });
  });

  it('of three pages of references are a list call each, and a batch for as many events as the origin takes at once', async () => {
    const { data } = await hub.query(LIST, { filter: { kinds: ['BROKEN_REFERENCE'] } });
    const pages = [0, 100, 200].map(at => defaultWorld.province.events.all().slice(at, at + 100));
    const from = (page: (typeof pages)[number], platform: string) =>
      page.filter(({ record }) => record.sourcePlatform === platform).length;
    expect(data.discrepancies.examined).toBe(
      pages.reduce((sum, page) => sum + from(page, 'grassroots') + from(page, 'city'), 0),
    );
    expect(hub.calls()).toEqual({
      province: Array(3).fill('GET /event/list'),
      grassroots: pages.flatMap(page =>
        Array(Math.ceil(from(page, 'grassroots') / 50)).fill('POST /sj/plcx'),
      ),
      city: pages.flatMap(page => (from(page, 'city') > 0 ? ['POST /clues:batch-get'] : [])),
    });
  });

  it('are bounded, however often a request asks for the list', async () => {
    const aliases = Array.from(
      { length: 12 },
      (_, index) => `a${index}: discrepancies(filter: { events: { origin: PROVINCE } }) { examined }`,
    );
    const { data, errors } = await hub.query(`{ ${aliases.join(' ')} }`);
    const refused = Object.keys(data).filter(alias => data[alias] === null);
    expect(refused.length).toBeGreaterThan(0);
    expect(errors.map(({ path, extensions }) => [path?.[0], extensions.code]).toSorted()).toEqual(
      refused.map(alias => [alias, 'QUERY_TOO_EXPENSIVE']).toSorted(),
    );
    expect(hub.calls().province?.length).toBeLessThanOrEqual(30);
    const ten = await hub.query(`{ ${aliases.slice(0, 10).join(' ')} }`);
    expect(ten.errors).toEqual([]);
  });
});

describe('an event of which several things are wrong', () => {
  const id = planted.find(({ kind }) => kind === 'REGION_CONFLICT')!.event!;

  async function spoilt() {
    const world = createWorld();
    const ofEvent = ({ record: { source } }: Stored<CityClue>) => `grassroots:${source?.no}` === id;
    const { no } = world.city.clues.all().find(ofEvent)!;
    world.city.clues.change(no, clue => {
      clue.reported_at = clue.reported_at.replace(/^2024/, '2023');
      clue.location = { ...clue.location!, lat: clue.location!.lat! + 0.01 };
      clue.due_at = clue.due_at!.replace(/^2024/, '2025');
    });
    return await running({ world });
  }

  it(
    'gives all of them, whatever the page’s size',
    async () => {
      await using spoiltHub = await spoilt();
      const fields = ['region', 'reportedAt', 'finalDueAt', 'location'];
      for (const first of [1, 2, 3, 4, 50]) {
        const { found } = await walkDiscrepancies(spoiltHub, {
          first,
          filter: { events: { reportedFrom: '2024-07-20T00:00:00+08:00' } },
        });
        const ofIt = found.filter(({ event }) => event === id);
        expect(ofIt.map(({ field }) => field)).toEqual(fields);
        expect(ofIt.map(({ kind }) => kind)).toEqual([
          'REGION_CONFLICT',
          'TIME_CONFLICT',
          'COPY_CONFLICT',
          'COPY_CONFLICT',
        ]);
      }
    },
    LONG_WALK_MS,
  );
});

describe('with a platform that does not answer', () => {
  const closedEarly = planted.find(({ field }) => field === 'bjsj')!.event;
  const LEFT_OUT: Record<string, (one: Planted) => boolean> = {
    // What only a filing shows, and what began there.
    province: ({ kind, event }) =>
      ['FINE_CONFLICT', 'FILING_MISSING'].includes(kind) || event?.startsWith('province:') === true,
    // Of the grid's events what they say themselves is left: a write-back beyond their class too.
    city: ({ kind, event }) =>
      event?.startsWith('city:') === true ||
      !(['UNKNOWN_CODE', 'MATTER_CONFLICT'].includes(kind) || event === closedEarly),
    grassroots: ({ event }) => event === null || event.startsWith('grassroots:'),
  };

  it.each(Object.entries(LEFT_OUT))(
    'the list without the %s gives what the others show, and names it on every page',
    async (platform, leftOut) => {
      await hub.mocks.stop(platform as 'city');
      try {
        const { found, pages } = await walkDiscrepancies(hub);
        expect(named(found)).toEqual(named(planted.filter(one => !leftOut(one))));
        // The last pages may have no more to ask of it.
        const silent = pages.findIndex(({ incomplete }) => incomplete.length === 0);
        expect(pages[0]!.incomplete).toEqual([platform.toUpperCase()]);
        for (const { incomplete, examined } of pages.slice(0, silent === -1 ? undefined : silent)) {
          expect(incomplete).toEqual([platform.toUpperCase()]);
          expect(examined).toBeGreaterThanOrEqual(0);
        }
      } finally {
        await hub.mocks.resume(platform as 'city');
      }
    },
    LONG_WALK_MS,
  );

  it('the discrepancies of an event are null with its error, though the other two agree', async () => {
    await hub.mocks.stop('province');
    try {
      const { status, data, errors } = await hub.query(
        '{ event(id: "grassroots:SJ20240513000123") { title discrepancies { kind } } }',
      );
      expect(status).toBe(200);
      expect(data.event).toEqual({ title: '好溪河边有人倒建筑垃圾', discrepancies: null });
      expect(errors).toEqual([
        expect.objectContaining({
          path: ['event', 'discrepancies'],
          extensions: { code: 'UPSTREAM_UNAVAILABLE', platform: 'PROVINCE' },
        }),
      ]);
    } finally {
      await hub.mocks.resume('province');
    }
  });
});

describe('a deadline that passes', () => {
  const PAGE = `query ($after: String) {
    discrepancies(first: 50, after: $after) {
      examined incomplete nodes { event { id } discrepancy { kind field } } pageInfo { hasNextPage endCursor }
    }
  }`;

  it('passes nothing over: the page ends before what could not be examined', async () => {
    const clock = handClock(new Date().toISOString());
    await using held = await running({ clock, limits: { deadlineMs: 3_000 } });
    let batches = 0;
    // Two rounds are answered, and the third never.
    const release = held.mocks.hold(
      'city',
      ({ call }) => call === 'POST /clues:by-reference' && ++batches > 2,
    );
    const asked = held.query(PAGE);
    while (batches <= 2) await turn();
    clock.advance(3_000);
    const { status, data, errors } = await asked;
    release();
    expect([status, errors]).toEqual([200, []]);
    expect(data.discrepancies).toMatchObject({
      examined: 100,
      incomplete: [],
      pageInfo: { hasNextPage: true },
    });
    const { nodes, pageInfo } = data.discrepancies;
    const rest = await hub.query(PAGE, { after: pageInfo.endCursor });
    const whole = await hub.query(PAGE);
    expect(whole.data.discrepancies.nodes).toEqual([
      ...nodes,
      ...rest.data.discrepancies.nodes.slice(0, whole.data.discrepancies.nodes.length - nodes.length),
    ]);
  });

  it.each<['city' | 'grassroots' | 'province']>([['city'], ['grassroots'], ['province']])(
    'before anything was examined is told as an error, so that nobody reads on in a circle: %s',
    async platform => {
      const clock = handClock(new Date().toISOString());
      await using held = await running({ clock, limits: { deadlineMs: 3_000 } });
      await held.query('{ events(first: 1) { nodes { id } } }');
      const release = held.mocks.hold(platform);
      const asked = held.query(PAGE);
      const answered = () =>
        held.mocks.calls.filter(({ kind, status }) => kind === 'data' && status !== null);
      while (answered().length < 2 || held.mocks.callsOf(platform).length === 0) await turn();
      for (let count = 0; count < 50; count++) await turn();
      clock.advance(3_000);
      const { status, data, errors } = await asked;
      release();
      expect(status).toBe(200);
      expect(data).toEqual({ discrepancies: null });
      expect(errors).toEqual([
        expect.objectContaining({
          path: ['discrepancies'],
          message:
            'discrepancies: nothing could be compared by the deadline, since this platform did not answer; go on from the same cursor once it does',
          extensions: { code: 'UPSTREAM_TIMEOUT', platform: platform.toUpperCase() },
        }),
      ]);
    },
  );
});

describe('values that cannot be read', () => {
  it(
    'disagree with nobody: the scenario malformed has the discrepancies that were planted, and no more',
    async () => {
      const world = createWorld({ scenario: 'malformed' });
      await using malformedHub = await running({ world });
      const { found } = await walkDiscrepancies(malformedHub);
      // The province no longer knows the event whose record has lost its number, and others still refer to it.
      const lost = `province:${world.province.events.all().find(({ record }) => record.eventNo === null)!.no}`;
      const [ofLost, others] = [true, false].map(is =>
        found.filter(({ values }) => (values[0]!.value === lost) === is),
      );
      expect(named(others!)).toEqual(named(plantedIn(world)));
      expect(ofLost!.map(({ kind, values }) => [kind, values[0]!.platform])).toEqual([
        ['BROKEN_REFERENCE', 'CITY'],
      ]);
    },
    LONG_WALK_MS,
  );
});

describe('a difference that is younger than the lag', () => {
  const MINUTE = 60_000;
  const closed = planted.find(
    ({ kind, event }) => kind === 'STATUS_CONFLICT' && recordsOf(event!).filed === undefined,
  )!;
  const { event, clue } = recordsOf(closed.event!);
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(event!.gxsj)!;
  const [year, month, day, hour, minute, second] = parts;
  const changedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`);

  /**
   * What is found while the platforms' clock stands so long after the origin's record was changed, and the clue stands
   * where it does.
   */
  async function foundAfter(ms: number, changes: Partial<typeof clue> = {}): Promise<string[]> {
    const city = {
      ...defaultWorld.city,
      clues: cityCluesOf(
        defaultWorld.city.clues
          .all()
          .map(one => (one.no === clue!.clue_no ? { ...one, record: { ...clue!, ...changes } } : one)),
      ),
    };
    const options = { ...defaultWorld.options, now: new Date(changedAt + ms) };
    await using young = await running({ world: { ...defaultWorld, options, city } });
    const { data } = await young.query(`{ event(id: "${closed.event}") { discrepancies { kind } } }`);
    return data.event.discrepancies.map(({ kind }: { kind: string }) => kind);
  }

  /** As if the city heard of all but the closing. */
  const waiting = {
    status: 'pending_close' as const,
    logs: clue!.logs!.map((entry, index, { length }) =>
      index === length - 1
        ? { ...entry, from: 'pending_review' as const, to: 'pending_close' as const }
        : entry,
    ),
  };

  it('is not shown, by the platforms’ clock, where the other is where the origin was before', async () => {
    expect(await foundAfter(14 * MINUTE, waiting)).not.toContain('STATUS_CONFLICT');
  });

  it('is shown when it is older', async () => {
    expect(await foundAfter(15 * MINUTE + 1_000, waiting)).toContain('STATUS_CONFLICT');
  });

  it('is shown at once where several changes lie between the two', async () => {
    expect(await foundAfter(MINUTE)).toEqual(['STATUS_CONFLICT']);
  });
});

describe('a careless client is told', () => {
  const asked = (argument: string) => hub.query(`{ discrepancies(${argument}) { examined } }`);

  it.each([
    ['first: 0', 'BAD_USER_INPUT', 'first: expected 1 to 50, got 0; ask for the next page with after'],
    ['first: 51', 'BAD_USER_INPUT', 'first: expected 1 to 50, got 51; ask for the next page with after'],
    [
      'after: "nonsense"',
      'INVALID_CURSOR',
      'after: expected a cursor of this API, got something else; start again from the first page',
    ],
    [
      'filter: { events: { statuses: [UNKNOWN] } }',
      'BAD_USER_INPUT',
      'filter: UNKNOWN is no status to filter by; its events are those of codes without an equal',
    ],
  ])('of %s', async (argument, code, message) => {
    const { errors } = await asked(argument);
    expect(errors).toEqual([expect.objectContaining({ message, extensions: { code } })]);
    expect(hub.calls()).toEqual({});
  });

  it('to start again with a cursor of references that the city no longer takes, which is no fault of the city', async () => {
    let now = Date.now();
    await using ageing = await running({ realTime: () => now });
    const page = `query ($after: String) {
      discrepancies(filter: { kinds: [BROKEN_REFERENCE] }, after: $after) { examined pageInfo { hasNextPage endCursor } }
    }`;
    const placeOf = (cursor: string) => JSON.parse(Buffer.from(cursor, 'base64url').toString()).slice(1, 3);
    let after: string | null = null;
    const isInCity = () => after !== null && placeOf(after)[0] === 'CITY' && placeOf(after)[1]?.includes(' ');
    while (!isInCity()) after = (await ageing.query(page, { after })).data.discrepancies.pageInfo.endCursor;
    expect((await ageing.query(page, { after })).data.discrepancies.examined).toBeGreaterThan(0);
    now += 25 * 3_600_000;
    const { data, errors, extensions } = await ageing.query(page, { after });
    expect(data).toEqual({ discrepancies: null });
    expect(errors).toEqual([
      expect.objectContaining({
        path: ['discrepancies'],
        message:
          'after: expected a cursor that the platform still takes, got one past its time; start again from the first page',
        extensions: { code: 'INVALID_CURSOR' },
      }),
    ]);
    expect(extensions.sources?.CITY?.status).toBe('FRESH');
  });

  it('that a cursor is of another filter, of another list, or made up', async () => {
    const page = await hub.query(
      '{ discrepancies(first: 1) { pageInfo { endCursor } } events(first: 1) { pageInfo { endCursor } } }',
    );
    const { endCursor } = page.data.discrepancies.pageInfo;
    const another = await asked(`after: "${endCursor}", filter: { kinds: [TIME_ORDER] }`);
    expect(another.errors[0]).toMatchObject({
      message: 'after: this cursor belongs to another list or filter; start again from the first page',
      extensions: { code: 'INVALID_CURSOR' },
    });
    const ofEvents = await asked(`after: "${page.data.events.pageInfo.endCursor}"`);
    expect(ofEvents.errors[0]?.extensions.code).toBe('INVALID_CURSOR');
    const [fingerprint] = JSON.parse(Buffer.from(endCursor, 'base64url').toString());
    for (const parts of [
      [],
      [fingerprint],
      [fingerprint, 'x', ['y']],
      [fingerprint, 'CITY', null, -1],
      [fingerprint, 7, null],
      // Of pages that no platform ever named.
      [fingerprint, 'PROVINCE', 'x', 0],
      [fingerprint, 'GRASSROOTS', '-1', 0],
      [fingerprint, 'CITY', 'mars', 0],
    ]) {
      const made = Buffer.from(JSON.stringify(parts)).toString('base64url');
      expect((await asked(`after: "${made}"`)).errors[0]?.extensions.code).toBe('INVALID_CURSOR');
    }
    const made = Buffer.from(JSON.stringify([fingerprint, 'x', null])).toString('base64url');
    expect((await asked(`after: "${made}"`)).errors[0]?.extensions.code).toBe('INVALID_CURSOR');
  });
});
