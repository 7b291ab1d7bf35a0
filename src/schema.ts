/**
 * The contract of `schema/` as one executable schema: the subgraphs' files merged, the federation's own
 * directives taken out, so that one process needs no query planner.
 */
import { readFileSync } from 'node:fs';
import { type IExecutableSchemaDefinition, makeExecutableSchema } from '@graphql-tools/schema';
import {
  type DefinitionNode,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  type EnumTypeExtensionNode,
  type GraphQLSchema,
  Kind,
  parse,
  print,
  visit,
} from 'graphql';
import type { Resolvers } from './generated/schema.ts';
import { portOf, SUBGRAPHS, type SubgraphName } from './role.ts';

/**
 * A subgraph's SDL, as a federation router reads it: its file, and in it the codes of all platforms. A file says its own
 * platform's alone, while a router takes no enum that is an input and has other values elsewhere.
 */
export function subgraphSdl(name: SubgraphName): string {
  const sdl = fileOf(name);
  const said = parse(sdl).definitions.find(isPlatformCode);
  return said ? sdl.slice(0, said.loc!.start) + platformCode() + sdl.slice(said.loc!.end) : sdl;
}

let whole: string | undefined;

/** The enum as the hub describes it, with the value that each platform's file adds. */
function platformCode(): string {
  if (whole !== undefined) return whole;
  const [described, ...added] = SUBGRAPHS.map(name => parse(fileOf(name)).definitions.find(isPlatformCode));
  const values = added.flatMap(definition => definition?.values ?? []);
  whole = print({ ...described!, kind: Kind.ENUM_TYPE_DEFINITION, values });
  return whole;
}

const isPlatformCode = (
  definition: DefinitionNode,
): definition is EnumTypeDefinitionNode | EnumTypeExtensionNode =>
  (definition.kind === Kind.ENUM_TYPE_DEFINITION || definition.kind === Kind.ENUM_TYPE_EXTENSION) &&
  definition.name.value === 'PlatformCode';

const fileOf = (name: SubgraphName): string =>
  readFileSync(new URL(`../schema/${name}.graphql`, import.meta.url), 'utf8');

/** What a composer reads: all of them, each where it listens by itself on one machine. */
export const services = () =>
  SUBGRAPHS.map(name => ({
    name,
    typeDefs: parse(subgraphSdl(name)),
    url: `http://127.0.0.1:${portOf(name)}/graphql`,
  }));

/** The subgraphs as one schema; `resolvers` of several modules may add fields to one type. */
export function mergedSchema(resolvers: readonly Resolvers[] = []): GraphQLSchema {
  return executableSchema(
    SUBGRAPHS.map(name => parse(subgraphSdl(name), { noLocation: true })),
    resolvers,
  );
}

/** A schema without the federation's directives, which say something to a router and nothing to an executor. */
export function executableSchema(
  documents: readonly DocumentNode[],
  resolvers: readonly Extract<IExecutableSchemaDefinition['resolvers'], unknown[]>[number][],
): GraphQLSchema {
  return makeExecutableSchema({
    typeDefs: documents.map(withoutFederation),
    resolvers: [...resolvers],
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
    // Half the time of building it: it is copied for nobody, and composing (`npm run compose`) checks the files.
    updateResolversInPlace: true,
    assumeValidSDL: true,
  });
}

function withoutFederation(document: DocumentNode): DocumentNode {
  return visit(document, {
    [Kind.SCHEMA_EXTENSION]: () => null,
    [Kind.DIRECTIVE]: () => null,
  });
}
