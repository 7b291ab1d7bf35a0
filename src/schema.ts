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

/** A subgraph's SDL, as a federation router reads it. */
export const subgraphSdl = (name: SubgraphName): string => subgraphSdls().get(name)!;

/**
 * Each subgraph's file, and in it the codes of all platforms. A file says its own platform's alone, while a router takes
 * no enum that is an input and has other values elsewhere.
 */
function subgraphSdls(): ReadonlyMap<SubgraphName, string> {
  const files = SUBGRAPHS.map(name => {
    const sdl = readFileSync(new URL(`../schema/${name}.graphql`, import.meta.url), 'utf8');
    return { name, sdl, said: parse(sdl).definitions.find(isPlatformCode) };
  });
  // The hub's is the first, and describes the enum; each platform's adds its value.
  const [described, ...added] = files.map(({ said }) => said);
  const values = added.flatMap(definition => definition?.values ?? []);
  const whole = print({ ...described!, kind: Kind.ENUM_TYPE_DEFINITION, values });
  return new Map(
    files.map(({ name, sdl, said }) => [
      name,
      said ? sdl.slice(0, said.loc!.start) + whole + sdl.slice(said.loc!.end) : sdl,
    ]),
  );
}

const isPlatformCode = (
  definition: DefinitionNode,
): definition is EnumTypeDefinitionNode | EnumTypeExtensionNode =>
  (definition.kind === Kind.ENUM_TYPE_DEFINITION || definition.kind === Kind.ENUM_TYPE_EXTENSION) &&
  definition.name.value === 'PlatformCode';

/** What a composer reads: all of them, each where it listens by itself on one machine. */
export const services = () =>
  [...subgraphSdls()].map(([name, sdl]) => ({
    name,
    typeDefs: parse(sdl),
    url: `http://127.0.0.1:${portOf(name)}/graphql`,
  }));

/** The subgraphs as one schema; `resolvers` of several modules may add fields to one type. */
export function mergedSchema(resolvers: readonly Resolvers[] = []): GraphQLSchema {
  return executableSchema(
    [...subgraphSdls().values()].map(sdl => parse(sdl, { noLocation: true })),
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
