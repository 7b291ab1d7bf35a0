import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { composeServices } from '@theguild/federation-composition';
import { type DocumentNode, Kind, parse, print, visit } from 'graphql';
import { scalars } from '../src/hub/scalars.ts';
import { SUBGRAPHS } from '../src/role.ts';
import { mergedSchema, services, subgraphSdl } from '../src/schema.ts';

const documents = new Map<string, DocumentNode>(SUBGRAPHS.map(name => [name, parse(subgraphSdl(name))]));

describe.each(SUBGRAPHS)('the subgraph %s', name => {
  const document = documents.get(name)!;

  it('describes every type, field, argument and enum value: an English sentence with the Chinese term', () => {
    const lacking: string[] = [];
    const check = (node: { name: { value: string }; description?: { value: string } | undefined }) => {
      const text = node.description?.value ?? '';
      if (!/^[A-Z1"].*\S.*[（(].*[\u4e00-\u9fff0-9].*[)）]\.?(\n|$)/su.test(text))
        lacking.push(`${node.name.value}: ${text}`);
    };
    visit(document, {
      [Kind.OBJECT_TYPE_DEFINITION]: check,
      [Kind.SCALAR_TYPE_DEFINITION]: check,
      [Kind.ENUM_TYPE_DEFINITION]: check,
      [Kind.INPUT_OBJECT_TYPE_DEFINITION]: check,
      [Kind.ENUM_VALUE_DEFINITION]: check,
      [Kind.FIELD_DEFINITION]: check,
      [Kind.INPUT_VALUE_DEFINITION]: check,
    });
    expect(lacking).toEqual([]);
  });

  it('gives its filter inputs no defaults', () => {
    visit(document, {
      [Kind.INPUT_VALUE_DEFINITION]: node => {
        expect(node.defaultValue).toBeUndefined();
      },
    });
  });

  it('says the same as the others of every type that it shares with them', () => {
    for (const definition of document.definitions) {
      if (!('name' in definition) || !definition.name) continue;
      for (const [other, theirs] of documents) {
        const twin: Definition | undefined = theirs.definitions.find(
          one => 'name' in one && one.kind === definition.kind && one.name?.value === definition.name!.value,
        );
        if (!twin || twin === definition) continue;
        if (definition.name.value === 'Query') continue; // Each adds the questions that it answers.
        const own = isEntity(definition) || isEntity(twin) ? heading : print;
        expect({ other, text: own(twin) }).toEqual({ other, text: own(definition) });
      }
    }
  });
});

type Definition = DocumentNode['definitions'][number];

/** An entity has other fields in each subgraph; its description and its key field are the same. */
function isEntity(definition: Definition): boolean {
  return (
    definition.kind === Kind.OBJECT_TYPE_DEFINITION &&
    (definition.directives ?? []).some(({ name }) => name.value === 'key')
  );
}

function heading(definition: Definition): string {
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return print(definition);
  const { description, fields = [] } = definition;
  return [description, fields[0]].map(node => node && print(node)).join('\n');
}

it('the four compose, and schema/supergraph.graphql is what they compose to', async () => {
  const { supergraphSdl, errors } = composeServices(services());
  expect(errors).toBeUndefined();
  expect(`${supergraphSdl?.trimEnd()}\n`).toBe(await readFile('schema/supergraph.graphql', 'utf8'));
});

it('the one-process schema is merged from the same files: it has the sections of all three platforms', () => {
  const event = mergedSchema().getType('Event');
  expect(event?.toConfig()).toMatchObject({
    fields: { title: {}, grassroots: {}, city: {}, province: {} },
  });
});

it('the one-process schema keeps what is said of the scalars', () => {
  const schema = mergedSchema([scalars]);
  for (const name of ['DateTime', 'Date', 'Money', 'RegionCode'])
    expect(schema.getType(name)?.description).toMatch(/\(.+\)\.$/);
});
