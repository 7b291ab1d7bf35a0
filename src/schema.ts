/**
 * The contract of `schema/` as one executable schema: the four subgraphs' files merged, the federation's own
 * directives taken out, so that one process needs no query planner.
 */
import { readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { type DocumentNode, type GraphQLSchema, Kind, parse, visit } from 'graphql';
import type { Resolvers } from './generated/schema.ts';

export const SUBGRAPHS = ['hub', 'province', 'city', 'grassroots'] as const;

export type SubgraphName = (typeof SUBGRAPHS)[number];

/** A subgraph's SDL, as a federation router reads it. */
export function subgraphSdl(name: SubgraphName): string {
  return readFileSync(new URL(`../schema/${name}.graphql`, import.meta.url), 'utf8');
}

/** The four subgraphs as one schema; `resolvers` of several modules may add fields to one type. */
export function mergedSchema(resolvers: Resolvers[] = []): GraphQLSchema {
  return makeExecutableSchema({
    typeDefs: SUBGRAPHS.map(name => withoutFederation(parse(subgraphSdl(name), { noLocation: true }))),
    resolvers,
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
