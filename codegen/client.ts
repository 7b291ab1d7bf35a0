/**
 * The frontends' package, `client/`: the operations of `schema/operations/` as typed documents that no client has to
 * parse, and their fragments, from which a frontend composes queries of its own. What is written is JavaScript with
 * declarations, since frontends bundle that; `client/package.json` and its readmes are written by hand.
 */
import { readFile } from 'node:fs/promises';
import { codegen } from '@graphql-codegen/core';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import {
  type DefinitionNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isScalarType,
  isSpecifiedScalarType,
  Kind,
  type OperationDefinitionNode,
  print,
  TokenKind,
  visit,
} from 'graphql';
import { PLATFORM_NAMES } from '../src/upstream/platform-code.ts';
import { readOperations } from './operations.ts';

/** `client/index.js` with its declarations, `client/sections.js` and `client/LICENSE`; throws as `readOperations` does. */
export async function client(schema: GraphQLSchema): Promise<{ path: string; text: string }[]> {
  const { operations, fragments } = await readOperations(schema, 'schema/operations');
  return [
    { path: 'client/index.js', text: javascript(operations, fragments) },
    { path: 'client/index.d.ts', text: await declarations(schema, operations, fragments) },
    { path: 'client/sections.js', text: sections(schema) },
    { path: 'client/LICENSE', text: await readFile('LICENSE', 'utf8') },
  ];
}

function javascript(operations: OperationDefinitionNode[], fragments: FragmentDefinitionNode[]): string {
  const document = (definitions: string[]) => `"kind":"Document","definitions":[${definitions.join(',')}]`;
  const names = (nodes: FragmentDefinitionNode[]) => nodes.map(({ name }) => name.value);
  const lines = [
    // Each once, and named by the documents that hold it: a bundler then keeps only what a page uses.
    ...fragments.map(fragment => `const ${fragment.name.value} = ${json(fragment)};`),
    ...fragments.map(fragment => {
      const all = [fragment, ...spreads(fragment, fragments)];
      // Its text too: Apollo's `gql` puts a query together from texts.
      const source = JSON.stringify({ body: all.map(print).join('\n\n') });
      return `export const ${fragment.name.value}FragmentDoc = {${document(names(all))},"loc":{"source":${source}}};`;
    }),
    ...operations.map(operation => {
      const definitions = [json(operation), ...names(spreads(operation, fragments))];
      return `export const ${operation.name?.value}Document = {${document(definitions)}};`;
    }),
  ];
  return `${lines.join('\n')}\n`;
}

/** The types of what each platform holds of an event, for `client/apollo.js`: named by the platforms that are wired. */
function sections(schema: GraphQLSchema): string {
  const event = (schema.getType('Event') as GraphQLObjectType).getFields();
  const names = PLATFORM_NAMES.flatMap(name => event[name] ?? []).map(({ type }) => getNamedType(type).name);
  return `export const SECTIONS = ${JSON.stringify(names.sort())};\n`;
}

const TYPE = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' };

async function declarations(
  schema: GraphQLSchema,
  operations: OperationDefinitionNode[],
  fragments: FragmentDefinitionNode[],
): Promise<string> {
  const scalars = Object.values(schema.getTypeMap())
    .filter(isScalarType)
    .filter(scalar => !isSpecifiedScalarType(scalar));
  const types = await codegen({
    filename: 'client/index.d.ts',
    // It reads the executable schema, and asks for a document all the same.
    schema: { kind: Kind.DOCUMENT, definitions: [] },
    schemaAst: schema,
    documents: [{ document: { kind: Kind.DOCUMENT, definitions: [...fragments, ...operations] } }],
    plugins: [{ typescriptOperations: {} }],
    pluginMap: { typescriptOperations },
    config: {
      scalars: { ID: 'string', ...Object.fromEntries(scalars.map(({ name }) => [name, `${name}String`])) },
      arrayInputCoercion: false,
    },
  });
  const typed = (definition: OperationDefinitionNode | FragmentDefinitionNode) => {
    const name = definition.name?.value;
    const result =
      definition.kind === Kind.FRAGMENT_DEFINITION
        ? `${name}Fragment`
        : `${name}${TYPE[definition.operation]}`;
    const [constant, type] =
      definition.kind === Kind.FRAGMENT_DEFINITION
        ? [`${result}Doc`, `TypedDocumentNode<${result}, unknown>`]
        : [`${name}Document`, `TypedDocumentNode<${result}, ${result}Variables>`];
    return `${comment(definition)}\nexport declare const ${constant}: ${type};\n`;
  };
  return [
    `import type { TypedDocumentNode } from '@graphql-typed-document-node/core';\n`,
    ...scalars.map(
      // Not by its own name: a reader would take `Date` for JavaScript's.
      ({ name, description }) => `/** ${description} */\nexport type ${name}String = string;\n`,
    ),
    types,
    ...fragments.map(typed),
    ...operations.map(typed),
    // Without it a declaration file exports also what it does not say it does.
    'export {};\n',
  ].join('\n');
}

/** What the file says above it, and the variables with their defaults, which a type cannot show. */
function comment(definition: OperationDefinitionNode | FragmentDefinitionNode): string {
  const said: string[] = [];
  for (let token = definition.loc?.startToken.prev; token?.kind === TokenKind.COMMENT; token = token.prev) {
    said.unshift(token.value.trim());
  }
  const variables = (definition.variableDefinitions ?? []).map(variable => `\`${print(variable)}\``);
  return `/** ${[said.join(' '), variables.join(', ')].filter(part => part !== '').join('\n * ')} */`;
}

/** The fragments that it spreads, and those that they spread, each once. */
function spreads(definition: DefinitionNode, fragments: FragmentDefinitionNode[]): FragmentDefinitionNode[] {
  const found = new Set<FragmentDefinitionNode>();
  const follow = (one: DefinitionNode) =>
    visit(one, {
      [Kind.FRAGMENT_SPREAD]({ name }) {
        const fragment = fragments.find(candidate => candidate.name.value === name.value)!;
        if (found.has(fragment)) return;
        follow(fragment);
        found.add(fragment);
      },
    });
  follow(definition);
  return [...found];
}

/** A tree without places in the file, and without the lists that a reader takes for empty where they are missing. */
function json(definition: DefinitionNode): string {
  return JSON.stringify(definition, (key, value) =>
    key === 'loc' || (Array.isArray(value) && value.length === 0 && key !== 'values') ? undefined : value,
  );
}
