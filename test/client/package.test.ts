/** What is in the frontends' package, and that it says what the schema and the ready operations say. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FieldMergeFunction } from '@apollo/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type DocumentNode,
  type GraphQLObjectType,
  isObjectType,
  Kind,
  parse,
  print,
  type SelectionSetNode,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { typePolicies } from '../../client/apollo.js';
import * as client from '../../client/index.js';
import { SUBGRAPHS } from '../../src/role.ts';
import { mergedSchema, subgraphSdl } from '../../src/schema.ts';
import { manifest, type Project, project } from './project.ts';

const schema = mergedSchema();
const types = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter(({ name }) => !name.startsWith('__'));
const exported = Object.entries(client as Record<string, DocumentNode>);
const documents = exported.filter(([name]) => name.endsWith('Document'));
const fragments = exported.filter(([name]) => name.endsWith('FragmentDoc'));

describe('what npm packs', () => {
  let frontend: Project;
  beforeAll(async () => {
    frontend = await project();
  });
  afterAll(async () => {
    await frontend[Symbol.asyncDispose]();
  });

  it('is documents, declarations, readmes and the licence, in less than 40 kB', () => {
    expect(frontend.packed.files.map(({ path }) => path).sort()).toEqual([
      'LICENSE',
      'README.md',
      'README.zh-CN.md',
      'apollo.d.ts',
      'apollo.js',
      'index.d.ts',
      'index.js',
      'package.json',
      'sections.js',
    ]);
    expect(frontend.packed.size).toBeLessThan(40_000);
  });

  it('imports nothing at run time but its own files', async () => {
    for (const name of ['index.js', 'apollo.js', 'sections.js']) {
      const text = await readFile(join(frontend.folder, 'node_modules/@guantong/client', name), 'utf8');
      expect(text.replace(/^import .+ from '\.\/\w+\.js';$/gm, '')).not.toMatch(/\bimport\b|\brequire\b/);
    }
  });

  it("has the product's version and licence", async () => {
    const { version, license } = await manifest('.');
    expect(await manifest('client')).toMatchObject({ version, license });
  });
});

describe('the documents', () => {
  it('are the ready operations, word for word but for the examples of variables that must be given', async () => {
    const files = await readdir('schema/operations');
    const read = await Promise.all(
      files.map(async name => parse(await readFile(`schema/operations/${name}`, 'utf8'))),
    );
    const said = (document: DocumentNode) =>
      document.definitions
        .map(definition => print(definition).replace(/(\$\w+: [\w[\]!]+!) = ("[^"]*"|\["[^"]*"\])/, '$1'))
        .sort();
    expect(documents.map(([, document]) => said(document)).sort()).toEqual(read.map(said).sort());
  });

  it('are valid, each by itself', () => {
    for (const [name, document] of documents) {
      expect({ name, errors: validate(schema, document) }).toEqual({ name, errors: [] });
    }
  });

  it('ask for what must be given, without a default', () => {
    const given = documents.flatMap(([, { definitions }]) =>
      definitions.flatMap(definition =>
        definition.kind === Kind.OPERATION_DEFINITION ? (definition.variableDefinitions ?? []) : [],
      ),
    );
    const required = given.filter(({ type }) => type.kind === Kind.NON_NULL_TYPE);
    expect(required.map(print).sort()).toEqual(['$code: ID!', '$id: ID!', '$id: ID!', '$ids: [ID!]!']);
  });

  it("have a fragment for each section of an event, and its text for Apollo's gql", () => {
    expect(fragments.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        'EventSpineFragmentDoc',
        'EventGrassrootsFragmentDoc',
        'EventCityFragmentDoc',
        'EventProvinceFragmentDoc',
      ]),
    );
    for (const [, document] of fragments) {
      expect(print(parse(document.loc!.source.body))).toBe(print(document));
    }
  });

  it('select the key of whatever the cache keeps by one', () => {
    const unkeyed: string[] = [];
    for (const [name, document] of documents.filter(([name]) => name !== 'FirstDocument')) {
      const info = new TypeInfo(schema);
      const check = ({ selections }: SelectionSetNode) => {
        const type = info.getParentType()!.name;
        const key = keyOf(type);
        // What a fragment selects is checked where it is defined.
        const known = selections.some(one => one.kind !== Kind.FIELD || one.name.value === key);
        if (key && !known) unkeyed.push(`${name}: ${type} without ${key}`);
      };
      visit(document, visitWithTypeInfo(info, { [Kind.SELECTION_SET]: check }));
    }
    expect(unkeyed).toEqual([]);
  });
});

/** The field that the cache keeps objects of a type by, `id` by itself. */
function keyOf(type: string): string | undefined {
  const { keyFields } = typePolicies[type] ?? {};
  if (typeof keyFields !== 'function') return type === 'Event' ? 'id' : undefined;
  return (['code'] as const).find(key => Array.isArray(keyFields({ [key]: 'x' }, {} as never)));
}

describe("what Apollo's cache is told", () => {
  it('is about types that there are', () => {
    expect(Object.keys(typePolicies).filter(name => !types.some(type => type.name === name))).toEqual([]);
  });

  it('keeps by its key whatever the subgraphs name one for', () => {
    const keys = SUBGRAPHS.flatMap(name => [
      ...subgraphSdl(name).matchAll(/^type (\w+) @key\(fields: "(\w+)"/gm),
    ]).map(([, type, key]) => ({ type, key }));
    expect(keys.length).toBeGreaterThan(8);
    expect(keys.map(({ type }) => ({ type, key: keyOf(type!) }))).toEqual(keys);
  });

  it('leaves an object whose key was not read where it was read', () => {
    const { keyFields } = typePolicies.Region!;
    expect((keyFields as (object: object) => unknown)({ nameZh: '紫金街道' })).toBe(false);
  });

  it('merges what has a number only while the number is the same', () => {
    const merge = (type: string) => (typePolicies[type]?.merge ?? null) as FieldMergeFunction | null;
    const options = { mergeObjects: (one: object, other: object) => ({ ...one, ...other }) } as never;
    const numbered = Object.keys(typePolicies).filter(type => typeof merge(type) === 'function');
    expect(numbered).toEqual(['Clue', 'Dispute', 'EnforcementCase', 'Filing', 'InspectionTask']);
    for (const type of numbered) {
      const number = Object.keys((schema.getType(type) as GraphQLObjectType).getFields())[0]!;
      const [known, more, another] = [
        { [number]: '1', a: 1 },
        { [number]: '1', b: 2 },
        { [number]: '2', b: 2 },
      ];
      expect(merge(type)!(known, more, options)).toEqual({ [number]: '1', a: 1, b: 2 });
      expect(merge(type)!(known, another, options)).toEqual(another);
      expect(merge(type)!({ a: 1 }, { b: 2 }, options)).toEqual({ b: 2 });
      expect(merge(type)!(null, more, options)).toEqual(more);
    }
  });

  it('merges pages of all lists and all sections of an event', () => {
    const parts = types.filter(({ name }: GraphQLObjectType) => /(Connection|Section)$/.test(name));
    expect(parts.length).toBeGreaterThan(12);
    // A stream of changes is not read twice from the same place.
    const left = parts.filter(({ name }) => typePolicies[name]?.merge !== true);
    expect(left.map(({ name }) => name)).toEqual(['EventChangeConnection']);
  });
});
