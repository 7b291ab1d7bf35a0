import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  DirectoryDocument as Directory,
  EventDocument as Event,
  EventsByIdsDocument as EventsByIds,
  FirstDocument as First,
  MatterDocument as Matter,
  MattersDocument as Matters,
} from '../../client/index.js';
import { type Running, running } from './running.ts';

let hub: Running;
beforeAll(async () => {
  hub = await running();
  // The first call of all fetches tokens and secrets; they are no data calls, but let them be there.
  await hub.query('{ events(first: 1) { totalCount } }');
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

const EVERY_SECTION = /* GraphQL */ `
  query ($first: Int, $after: String, $filter: EventFilter) {
    events(first: $first, after: $after, filter: $filter) {
      pageInfo { endCursor }
      nodes {
        id
        assignee { nameZh }
        statusChangedAt
        dueAt
        timeline { incomplete entries { at action platforms } }
        grassroots { number feedbacks { text } verification { outcome } closing { summary } }
        city {
          number
          clue { clueNo }
          documents { kind }
          enforcementCase { caseNo }
          feedbacks { text }
          dispute { disputeNo }
          consultations { consultationNo }
        }
        province { number filing { filingNo } oversights { oversightNo } task { taskNo } }
      }
    }
  }
`;

const LISTS = {
  province: ['GET /event/list'],
  city: ['GET /clues'],
  grassroots: ['GET /sj/lb'],
};
const BATCHES = {
  province: ['GET /event/list', 'POST /event/batchByRef'],
  city: ['GET /clues', 'POST /clues:by-reference'],
  grassroots: ['GET /sj/lb', 'POST /sj/yycx'],
};

describe('a page of events', () => {
  it('costs one list call per origin when only the spine is selected', async () => {
    await hub.query(
      '{ events(first: 50) { nodes { id title status region { nameZh } matter { nameZh } overdue } } }',
    );
    expect(hub.calls()).toEqual(LISTS);
  });

  it('costs one list call per origin and one batch call per section with every section of 50 events', async () => {
    const { data, errors } = await hub.query(EVERY_SECTION, { first: 50 });
    expect(errors).toEqual([]);
    expect(data.events.nodes).toHaveLength(50);
    expect(hub.calls()).toEqual(BATCHES);
  });

  it('costs one list call per origin and one batch call per platform with the timeline alone', async () => {
    const { data, errors } = await hub.query(
      '{ events(first: 50) { nodes { timeline { entries { at } } } } }',
    );
    expect(errors).toEqual([]);
    expect(data.events.nodes).toHaveLength(50);
    expect(hub.calls()).toEqual(BATCHES);
  });

  it('costs the same on a later page', async () => {
    const first = await hub.query(EVERY_SECTION, { first: 50 });
    await hub.query(EVERY_SECTION, { first: 50, after: first.data.events.pageInfo.endCursor });
    expect(hub.calls()).toEqual(BATCHES);
  });

  it('asks no platform for a section that is not selected', async () => {
    await hub.query('{ events(first: 50) { nodes { id city { number } } } }');
    expect(hub.calls()).toEqual({ ...LISTS, city: BATCHES.city });
  });

  it('asks only the one platform where an origin is asked for and its own section is selected', async () => {
    for (const [origin, section] of [
      ['GRASSROOTS', 'grassroots { number feedbacks { text } }'],
      ['CITY', 'city { number documents { kind } enforcementCase { caseNo } feedbacks { text } }'],
      ['PROVINCE', 'province { number filing { filingNo } }'],
    ] as const) {
      await hub.query(`{ events(first: 50, filter: { origin: ${origin} }) { nodes { id ${section} } } }`);
      const platform = origin.toLowerCase() as keyof typeof LISTS;
      expect(hub.calls()).toEqual({ [platform]: LISTS[platform] });
    }
  });

  it('counts with the list itself on a first page', async () => {
    await hub.query('{ events(first: 20) { totalCount nodes { id } } }');
    expect(hub.calls()).toEqual(LISTS);
  });

  it('counts with one more call per branch on a later page', async () => {
    const page =
      'query ($after: String) { events(first: 20, after: $after) { totalCount pageInfo { endCursor } } }';
    const first = await hub.query(page);
    await hub.query(page, { after: first.data.events.pageInfo.endCursor });
    expect(hub.calls()).toEqual({
      province: ['GET /event/list', 'GET /event/list'],
      city: ['GET /clues', 'GET /clues'],
      grassroots: ['GET /sj/lb', 'GET /sj/lb'],
    });
  });

  it('costs one list call per branch where a status is two native fields', async () => {
    await hub.query('{ events(filter: { statuses: [PENDING_VERIFICATION, CLOSED] }) { nodes { id } } }');
    expect(hub.calls()).toEqual({
      province: ['GET /event/list', 'GET /event/list'],
      city: ['GET /clues'],
      grassroots: ['GET /sj/lb', 'GET /sj/lb'],
    });
  });

  it('asks nobody where nothing can match', async () => {
    const { data } = await hub.query(
      '{ events(filter: { stage: INTAKE, statuses: [CLOSED] }) { totalCount nodes { id } } }',
    );
    expect(data.events).toEqual({ totalCount: 0, nodes: [] });
    expect(hub.calls()).toEqual({});
  });

  it('does not ask the platforms that have no such status', async () => {
    await hub.query('{ events(filter: { statuses: [PENDING_ACCEPTANCE] }) { nodes { id } } }');
    expect(hub.calls()).toEqual({ grassroots: ['GET /sj/lb'] });
  });
});

describe('one event', () => {
  it('costs one call to its origin, and one to each other platform whose section is selected', async () => {
    await hub.query('{ event(id: "grassroots:SJ20240513000123") { title grassroots { number } } }');
    expect(hub.calls()).toEqual({ grassroots: ['POST /sj/plcx'] });

    await hub.query(Event, { id: 'grassroots:SJ20240513000123' });
    expect(hub.calls()).toEqual({
      grassroots: ['POST /sj/plcx'],
      city: ['POST /clues:by-reference'],
      province: ['POST /event/batchByRef'],
    });
  });

  it('costs one call a platform with its timeline, whatever else of it is selected', async () => {
    const each = {
      grassroots: ['POST /sj/plcx'],
      city: ['POST /clues:by-reference'],
      province: ['POST /event/batchByRef'],
    };
    await hub.query('{ event(id: "grassroots:SJ20240513000123") { timeline { entries { at } } } }');
    expect(hub.calls()).toEqual(each);
    await hub.query(`{ event(id: "grassroots:SJ20240513000123") {
      timeline { entries { at } }
      assignee { nameZh }
      grassroots { number }
      city { documents { kind } feedbacks { text } enforcementCase { caseNo } }
      province { number }
    } }`);
    expect(hub.calls()).toEqual(each);
  });

  it('asked for twice in one query costs what it costs once', async () => {
    await hub.query(`{
      a: event(id: "grassroots:SJ20240513000123") { title city { number } }
      b: event(id: "grassroots:SJ20240513000123") { status city { number } }
    }`);
    expect(hub.calls()).toEqual({ grassroots: ['POST /sj/plcx'], city: ['POST /clues:by-reference'] });
  });
});

describe('events by their ids', () => {
  it('cost one batch call per origin and one per section, for 50 ids of three origins', async () => {
    const page = await hub.query(
      '{ city: events(first: 16, filter: { origin: CITY }) { nodes { id } } province: events(first: 17, filter: { origin: PROVINCE }) { nodes { id } } grassroots: events(first: 17, filter: { origin: GRASSROOTS }) { nodes { id } } }',
    );
    const { city, province, grassroots } = page.data;
    const ids = [city, province, grassroots].flatMap(({ nodes }) =>
      nodes.map(({ id }: { id: string }) => id),
    );
    expect(ids).toHaveLength(50);

    const { data } = await hub.query(EventsByIds, { ids });
    expect(data.eventsByIds.map(event => event?.id)).toEqual(ids);
    expect(hub.calls()).toEqual({
      grassroots: ['POST /sj/plcx'],
      city: ['POST /clues:batch-get', 'POST /clues:by-reference'],
      province: ['POST /event/batchGet', 'POST /event/batchByRef'],
    });
  });
});

describe('the catalogue', () => {
  it('costs no call: matters, categories, regions, departments, health', async () => {
    await hub.query(Matters, { first: 50 });
    expect(hub.calls()).toEqual({});
    await hub.query(Directory);
    expect(hub.calls()).toEqual({});
  });

  it('costs one list call per origin that has the matter, where its events are selected', async () => {
    await hub.query(Matter, { code: 'E-01-005' });
    expect(hub.calls()).toEqual(LISTS);
    await hub.query(First);
    expect(hub.calls()).toEqual({ grassroots: ['GET /sj/lb'] });
  });

  it('refuses more lists of events than one request may open, and serves those before', async () => {
    const { status, data, errors } = await hub.query(
      '{ matters(first: 50, filter: { onPlatforms: [CITY] }) { nodes { code events(first: 1, filter: { origin: CITY }) { totalCount } } } }',
    );
    const lists = data.matters.nodes.map(({ events }: { events: unknown }) => events);
    expect(lists.filter((list: unknown) => list !== null)).toHaveLength(30);
    expect(errors).toHaveLength(20);
    expect(status).toBe(200);
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(
      new Set(['QUERY_TOO_EXPENSIVE']),
    );
    expect(hub.calls().city).toHaveLength(30);
  });
});
