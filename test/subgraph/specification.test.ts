/**
 * Each subgraph read as a router reads it, over HTTP, and held to Apollo's subgraph specification
 * (https://www.apollographql.com/docs/graphos/schema-design/federated-schemas/reference/subgraph-spec): the additions to
 * the schema, `_service`, `_entities`, and what the directives that it uses promise.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { composeServices } from '@theguild/federation-composition';
import {
  buildClientSchema,
  type DocumentNode,
  GraphQLObjectType,
  GraphQLUnionType,
  getIntrospectionQuery,
  isScalarType,
  parse,
} from 'graphql';
import { portOf, SUBGRAPHS, type SubgraphName } from '../../src/role.ts';
import { subgraphSdl } from '../../src/schema.ts';
import { PLATFORM_NAMES } from '../../src/upstream/platform-code.ts';
import { type Running, running } from '../guantong/running.ts';
import { brokenRules } from './rules.ts';

const open = new Map<SubgraphName, Running>();
const sdls = new Map<SubgraphName, string>();

beforeAll(async () => {
  for (const name of SUBGRAPHS) {
    const mocks = open.get('hub')?.mocks;
    const one = await running({ subgraph: name, ...(mocks && { mocks }) });
    open.set(name, one);
    sdls.set(name, (await one.query('{ _service { sdl } }')).data._service.sdl);
  }
});
afterAll(async () => {
  for (const one of [...open.values()].toReversed()) await one[Symbol.asyncDispose]();
});

describe.each(SUBGRAPHS)('the subgraph %s', name => {
  const introspected = async () => {
    const { data } = await open.get(name)!.query(getIntrospectionQuery());
    return buildClientSchema(data);
  };
  const keyed = (): string[] =>
    parse(sdls.get(name)!).definitions.flatMap(one =>
      one.kind === 'ObjectTypeDefinition' && one.directives?.some(({ name: { value } }) => value === 'key')
        ? [one.name.value]
        : [],
    );

  it('adds _service and _entities to its schema in the form that the specification gives them', async () => {
    const schema = await introspected();
    const { _service, _entities } = schema.getQueryType()!.getFields();
    expect(String(_service?.type)).toBe('_Service!');
    expect(String(_entities?.type)).toBe('[_Entity]!');
    expect(_entities?.args.map(({ name, type }) => `${name}: ${type}`)).toEqual([
      'representations: [_Any!]!',
    ]);
    expect(isScalarType(schema.getType('_Any'))).toBe(true);
    const service = schema.getType('_Service');
    expect(service).toBeInstanceOf(GraphQLObjectType);
    expect(String((service as GraphQLObjectType).getFields().sdl?.type)).toBe('String!');
  });

  it('has every type with a key in _Entity, and no other', async () => {
    const union = (await introspected()).getType('_Entity');
    expect(union).toBeInstanceOf(GraphQLUnionType);
    const members = (union as GraphQLUnionType).getTypes().map(type => type.name);
    expect(members.toSorted()).toEqual(keyed().toSorted());
    expect(members).toContain('Event');
  });

  it('says by _service.sdl what it is in Federation 2, without what it had to add', () => {
    const sdl = sdls.get(name)!;
    expect(sdl).toMatch(/^extend schema @link\(url: "https:\/\/specs\.apollo\.dev\/federation\/v2\.\d+"/m);
    expect(sdl).not.toMatch(/\b_(service|entities|Entity|Any|Service)\b/);
  });

  it('executes what its SDL declares: every type and field, and no more', async () => {
    const schema = await introspected();
    const declared = new Map<string, Set<string>>();
    for (const one of parse(sdls.get(name)!).definitions) {
      if (one.kind !== 'ObjectTypeDefinition') continue;
      declared.set(one.name.value, new Set(one.fields?.map(field => field.name.value)));
    }
    const executed = Object.values(schema.getTypeMap()).filter(
      type => type instanceof GraphQLObjectType && !/^_/.test(type.name),
    ) as GraphQLObjectType[];
    // The specification's questions need a Query, also where the subgraph has none to ask (the grassroots system's).
    const added = declared.has('Query') ? [] : ['Query'];
    expect(executed.map(type => type.name).toSorted()).toEqual([...declared.keys(), ...added].toSorted());
    for (const type of executed) {
      const fields = Object.keys(type.getFields()).filter(field => !/^_/.test(field));
      expect({ type: type.name, fields: new Set(fields) }).toEqual({
        type: type.name,
        fields: declared.get(type.name) ?? new Set(),
      });
    }
  });

  it('answers __typename of an entity with the type that was asked', async () => {
    const { data } = await open
      .get(name)!
      .query(
        'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ... on Event { __typename id } } }',
        { representations: [{ __typename: 'Event', id: 'grassroots:SJ20240319001653' }] },
      );
    expect(data._entities).toEqual([{ __typename: 'Event', id: 'grassroots:SJ20240319001653' }]);
  });

  it('bears what a router adds to a representation, and gives every field of its own from the key alone', async () => {
    const own = ownFieldsOfEvent(parse(sdls.get(name)!));
    const { data, errors } = await open
      .get(name)!
      .query(
        `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Event { ${own} } } }`,
        {
          representations: [{ __typename: 'Event', id: 'grassroots:SJ20240319001653', title: 'of another' }],
        },
      );
    expect(errors).toEqual([]);
    expect(data._entities[0]).toMatchObject({ id: 'grassroots:SJ20240319001653' });
    expect(Object.keys(data._entities[0])).toEqual(own.replaceAll(' { __typename }', '').split(' '));
  });
});

/** The fields of `Event` in a subgraph, each with `__typename` below it where it has fields of its own. */
function ownFieldsOfEvent(sdl: DocumentNode): string {
  const objects = new Map(
    sdl.definitions.flatMap(one =>
      one.kind === 'ObjectTypeDefinition' ? [[one.name.value, one] as const] : [],
    ),
  );
  const fields = objects.get('Event')?.fields ?? [];
  return fields
    .map(({ name, type }) => {
      let named = type;
      while (named.kind !== 'NamedType') named = named.type;
      return objects.has(named.name.value) ? `${name.value} { __typename }` : name.value;
    })
    .join(' ');
}

describe('the subgraphs together', () => {
  it('are what the files in schema/ are', () => {
    expect(
      Object.fromEntries([...sdls].map(([name, sdl]) => [name, parse(sdl, { noLocation: true })])),
    ).toEqual(
      Object.fromEntries(SUBGRAPHS.map(name => [name, parse(subgraphSdl(name), { noLocation: true })])),
    );
  });

  it('keep the rules of the directives that they use', () => {
    expect(brokenRules(new Map([...sdls].map(([name, sdl]) => [name, parse(sdl)])))).toEqual([]);
  });

  it('compose as a router’s composer reads them', () => {
    const { errors, supergraphSdl } = composeServices(
      [...sdls].map(([name, sdl]) => ({
        name,
        typeDefs: parse(sdl),
        url: `http://127.0.0.1:${portOf(name)}/graphql`,
      })),
    );
    expect(errors).toBeUndefined();
    for (const name of SUBGRAPHS)
      expect(supergraphSdl).toContain(`url: "http://127.0.0.1:${portOf(name)}/graphql"`);
  });

  it('say the same of what they share: an event’s own fields are the hub’s, its sections the platforms’', () => {
    const owners = new Map<string, string[]>();
    for (const [name, sdl] of sdls) {
      for (const one of parse(sdl).definitions) {
        if (one.kind !== 'ObjectTypeDefinition' || one.name.value !== 'Event') continue;
        for (const field of one.fields ?? []) {
          owners.set(field.name.value, [...(owners.get(field.name.value) ?? []), name]);
        }
      }
    }
    expect(owners.get('id')).toEqual(SUBGRAPHS);
    for (const name of PLATFORM_NAMES) expect(owners.get(name)).toEqual([name]);
    const sections: readonly string[] = PLATFORM_NAMES;
    const others = [...owners.keys()].filter(field => field !== 'id' && !sections.includes(field));
    expect(new Set(others.map(field => String(owners.get(field))))).toEqual(new Set(['hub']));
  });
});

/** The rules themselves, so that a subgraph that keeps them is known to have been looked at. */
describe('a rule', () => {
  const HEAD =
    'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable", "@external", "@requires"])';
  const broken = (...sdls: string[]) =>
    brokenRules(new Map(sdls.map((sdl, at) => [`s${at + 1}`, parse(`${HEAD}\n${sdl}`)])));

  it.each([
    [
      'a key names a field of its type',
      ['type A @key(fields: "id") { code: ID! }'],
      's1: A has the key "id", and no field of that name',
    ],
    [
      'a key field is never null',
      ['type A @key(fields: "id") { id: ID }'],
      's1: A.id is a key, and may be null',
    ],
    [
      'a key has the same fields in each subgraph',
      ['type A @key(fields: "id") { id: ID! }', 'type A @key(fields: "code") { code: ID! }'],
      's1, s2: A has the keys "id" and "code"; no router gets from one to the other',
    ],
    [
      'somebody finds an entity by its key',
      ['type A @key(fields: "id", resolvable: false) { id: ID! }'],
      'A can be asked of no subgraph: each says resolvable: false',
    ],
    [
      'what several subgraphs resolve is shareable',
      ['type V { a: Int }', 'type V @shareable { a: Int }'],
      's1, s2: V.a is resolved by several, and not @shareable in s1',
    ],
    [
      'an external field is needed for something',
      [
        'type A @key(fields: "id") { id: ID! b: Int @external }',
        'type A @key(fields: "id") { id: ID! b: Int }',
      ],
      's1: A.b is @external, and no @key, @requires or @provides names it',
    ],
    [
      'an external field is somebody’s',
      ['type A @key(fields: "id") { id: ID! b: Int @external c: Int @requires(fields: "b") }'],
      's1: A.b is @external, and no other subgraph resolves it',
    ],
    [
      'each directive is imported',
      ['type A @inaccessible { a: Int }'],
      's1: @inaccessible is used, and not imported by its @link',
    ],
  ])('%s', (_, sdls, said) => {
    expect(broken(...sdls)).toEqual([said]);
  });

  it('is kept by an external field that another is computed from', () => {
    expect(
      broken(
        'type A @key(fields: "id") { id: ID! b: Int @external c: Int @requires(fields: "b") }',
        'type A @key(fields: "id") { id: ID! b: Int }',
      ),
    ).toEqual([]);
  });
});
