/** What a router asks of a subgraph: entities by their keys, many at once. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { entityKeys } from '../../src/subgraph/entities.ts';
import { subgraphSchema } from '../../src/subgraph/schema.ts';
import { catalogue, defaultWorld, type Running, running } from '../guantong/running.ts';

const open: Running[] = [];
let hub: Running;
let city: Running;
let province: Running;
let grassroots: Running;

beforeAll(async () => {
  hub = await running({ subgraph: 'hub' });
  const { mocks } = hub;
  city = await running({ subgraph: 'city', mocks });
  province = await running({ subgraph: 'province', mocks });
  grassroots = await running({ subgraph: 'grassroots', mocks });
  open.push(city, province, grassroots, hub);
  // Tokens and secrets first, so that the calls counted are those for data.
  for (const one of open) await one.query(ENTITIES, { keys: [event('grassroots:SJ20240101009999')] });
});
afterAll(async () => {
  for (const one of open) await one[Symbol.asyncDispose]();
});

const ENTITIES = /* GraphQL */ `
  query ($keys: [_Any!]!) {
    _entities(representations: $keys) {
      __typename
      ... on Event { id }
    }
  }
`;

/** The section of each event, as the platform's own subgraph gives it. */
const sections = (section: string) => /* GraphQL */ `
  query ($keys: [_Any!]!) {
    _entities(representations: $keys) {
      __typename
      ... on Event { id ${section} { number status } }
    }
  }
`;

const event = (id: string) => ({ __typename: 'Event', id });

/** Events of all origins that the city has a clue of. */
const IDS = defaultWorld.city.clues
  .all()
  .slice(0, 100)
  .map(({ record: { source, clue_no } }) => (source ? `${source.platform}:${source.no}` : `city:${clue_no}`));

describe('many representations', () => {
  it('are one upstream call, whatever platform the events began on', async () => {
    const elsewhere = IDS.filter(id => !id.startsWith('city:'));
    await city.query(sections('city'), { keys: elsewhere.map(event) });
    expect(city.calls()).toEqual({ city: ['POST /clues:by-reference'] });

    const own = IDS.filter(id => id.startsWith('city:'));
    await city.query(sections('city'), { keys: own.map(event) });
    expect(city.calls()).toEqual({ city: ['POST /clues:batch-get'] });
  });

  it('are one upstream call in each of the other subgraphs', async () => {
    const keys = IDS.filter(id => id.startsWith('city:')).map(event);
    await province.query(sections('province'), { keys });
    expect(province.calls()).toEqual({ province: ['POST /event/batchByRef'] });
    await grassroots.query(sections('grassroots'), { keys });
    expect(grassroots.calls()).toEqual({ grassroots: ['POST /sj/yycx'] });
  });

  it('are one call to each origin in the hub', async () => {
    const titles = /* GraphQL */ `
      query ($keys: [_Any!]!) {
        _entities(representations: $keys) {
          ... on Event { title }
        }
      }
    `;
    await hub.query(titles, { keys: IDS.slice(0, 50).map(event) });
    expect(hub.calls()).toEqual({
      city: ['POST /clues:batch-get'],
      grassroots: ['POST /sj/plcx'],
      province: ['POST /event/batchGet'],
    });
  });

  it('are matched by key: in the order asked, one asked twice answered twice', async () => {
    const asked = [...IDS.toReversed(), IDS[3]!, IDS[0]!];
    const { data, errors } = await city.query(sections('city'), { keys: asked.map(event) });
    expect(errors).toEqual([]);
    expect(data._entities.map((one: { id: string }) => one.id)).toEqual(asked);

    const alone = await city.query(sections('city'), { keys: [event(IDS[3]!)] });
    expect(data._entities.at(-2)).toEqual(alone.data._entities[0]);
    expect(alone.data._entities[0].city.number).toBe(defaultWorld.city.clues.at(3)!.no);
  });
});

describe('one representation that cannot be read', () => {
  it.each([
    ['a key of another form', event('SJ1'), /event id: expected a platform and its number/],
    [
      'no key',
      { __typename: 'Event' },
      /expected a representation of Event with its key "id" as a text, got none/,
    ],
    ['a key that is no text', { __typename: 'Event', id: 5 }, /key "id" as a text, got 5/],
    ['no type', { id: IDS[0] }, /expected a representation with "__typename" one of Event, got none/],
    [
      'a type that this subgraph only names',
      { __typename: 'Matter', code: 'E-01-005' },
      /one of Event, got "Matter"/,
    ],
    ['a type of every object', { __typename: 'constructor', id: IDS[0] }, /one of Event, got "constructor"/],
    ['no object', 'grassroots', /one of Event, got none/],
  ])('%s: fails alone, and says what was expected', async (_, bad, message) => {
    const { status, data, errors } = await city.query(sections('city'), {
      keys: [event(IDS[0]!), bad, event(IDS[1]!)],
    });
    expect(status).toBe(200);
    expect(data._entities).toMatchObject([{ id: IDS[0] }, null, { id: IDS[1] }]);
    expect(errors).toMatchObject([
      {
        path: ['_entities', 1],
        message: expect.stringMatching(message),
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });

  it('is the request’s fault where there are more than a subgraph answers', async () => {
    const { errors } = await city.query(ENTITIES, { keys: Array(5_001).fill(event(IDS[0]!)) });
    expect(errors).toMatchObject([
      { message: expect.stringContaining('at most 5000 representations, got 5001') },
    ]);
  });
});

describe('an entity that is not there', () => {
  const UNKNOWN = 'grassroots:SJ20240101009999';

  it('is null in the hub, which knows what its origin says', async () => {
    const { data, errors } = await hub.query(ENTITIES, { keys: [event(UNKNOWN), event(IDS[0]!)] });
    expect({ entities: data._entities, errors }).toEqual({
      entities: [null, { __typename: 'Event', id: IDS[0] }],
      errors: [],
    });
  });

  it('is one without a section in a platform’s subgraph, which knows only its own', async () => {
    const { data, errors } = await city.query(sections('city'), { keys: [event(UNKNOWN)] });
    expect({ entities: data._entities, errors }).toEqual({
      entities: [{ __typename: 'Event', id: UNKNOWN, city: null }],
      errors: [],
    });
  });
});

it('finds each entity of the hub by its key', async () => {
  const asked = /* GraphQL */ `
    query ($keys: [_Any!]!) {
      _entities(representations: $keys) {
        __typename
        ... on Matter { code nameZh }
        ... on Region { regionCode: code nameZh }
        ... on Department { code nameZh }
      }
    }
  `;
  const { data, errors } = await hub.query(asked, {
    keys: [
      { __typename: 'Region', code: '331102' },
      { __typename: 'Matter', code: 'E-01-005' },
      { __typename: 'Department', code: '331102ZFJ' },
      { __typename: 'Region', code: '999999' },
    ],
  });
  expect(errors).toEqual([]);
  expect(data._entities).toEqual([
    { __typename: 'Region', regionCode: '331102', nameZh: catalogue.region('331102')!.nameZh },
    { __typename: 'Matter', code: 'E-01-005', nameZh: catalogue.matter('E-01-005')!.nameZh },
    { __typename: 'Department', code: '331102ZFJ', nameZh: catalogue.department('331102ZFJ')!.nameZh },
    null,
  ]);
});

it('names the event of a record by its key alone, without asking its origin', async () => {
  const { data, errors } = await city.query('{ documents(first: 5) { nodes { event { __typename id } } } }');
  expect(errors).toEqual([]);
  expect(data.documents.nodes).toEqual(
    Array(5).fill({
      event: { __typename: 'Event', id: expect.stringMatching(/^(grassroots|city|province):/) },
    }),
  );
  expect(city.calls()).toEqual({ city: ['GET /documents'] });
});

it('gives each event without its section, and says so, while its platform does not answer', async () => {
  await using dead = await running({ subgraph: 'city' });
  await dead.mocks.stop('city');
  const { status, data, errors, extensions } = await dead.query(sections('city'), {
    keys: IDS.slice(0, 2).map(event),
  });
  expect(status).toBe(200);
  expect(data._entities).toMatchObject([
    { id: IDS[0], city: null },
    { id: IDS[1], city: null },
  ]);
  expect(errors.map(({ path, extensions: { code, platform } }) => ({ path, code, platform }))).toEqual([
    { path: ['_entities', 0, 'city'], code: 'UPSTREAM_UNAVAILABLE', platform: 'CITY' },
    { path: ['_entities', 1, 'city'], code: 'UPSTREAM_UNAVAILABLE', platform: 'CITY' },
  ]);
  expect(extensions.sources).toMatchObject({ CITY: { status: 'UNAVAILABLE' } });
});

describe('at start', () => {
  const SDL = 'type Query { a: Thing } type Thing @key(fields: "id") { id: ID! }';

  it('wants a way to find each entity that can be asked for', () => {
    expect(() => subgraphSchema(SDL, { scalars: {}, resolvers: [], finders: {} })).toThrow(
      'expected a way to find Thing by its key, got none',
    );
  });

  it.each(['id name', 'owner { id }', ''])('refuses a key that is not one field: "%s"', fields => {
    const sdl = parse(`type Thing @key(fields: "${fields}") { id: ID! }`);
    expect(() => entityKeys(sdl)).toThrow(/^(expected a key of one field|Syntax Error)/);
  });
});
