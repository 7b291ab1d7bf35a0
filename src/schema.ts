/**
 * The contract of `schema/` as one executable schema: the four subgraphs' files merged, the federation's own
 * directives taken out, so that one process needs no query planner.
 */
import { readFileSync } from 'node:fs';
import { type IExecutableSchemaDefinition, makeExecutableSchema } from '@graphql-tools/schema';
import { type DocumentNode, type GraphQLSchema, Kind, parse, visit } from 'graphql';
import type { Resolvers } from './generated/schema.ts';
import { portOf, SUBGRAPHS, type SubgraphName } from './role.ts';

/** A subgraph's SDL, as a federation router reads it. */
export function subgraphSdl(name: SubgraphName): string {
  return readFileSync(new URL(`../schema/${name}.graphql`, import.meta.url), 'utf8');
}

/** What a composer reads: the four, each where it listens by itself on one machine. */
export const services = () =>
  SUBGRAPHS.map(name => ({
    name,
    typeDefs: parse(subgraphSdl(name)),
    url: `http://127.0.0.1:${portOf(name)}/graphql`,
  }));

/** The four subgraphs as one schema; `resolvers` of several modules may add fields to one type. */
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
