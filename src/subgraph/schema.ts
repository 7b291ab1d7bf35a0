/**
 * One module of the schema as a Federation 2 subgraph: what it says itself, and the two fields by which a router reads
 * it (Apollo's subgraph specification, "Subgraph schema additions"). Written here, since `@apollo/subgraph` comes with
 * packages under the Elastic licence.
 */
import { type DocumentNode, GraphQLScalarType, type GraphQLSchema, Kind, parse } from 'graphql';
import type { Resolvers } from '../generated/schema.ts';
import { executableSchema } from '../schema.ts';
import { Entities, type EntityFinders, entityKeys } from './entities.ts';

export interface SubgraphParts<Context> {
  /** Of the whole schema; a subgraph takes those that it declares. */
  scalars: Resolvers;
  resolvers: readonly Resolvers[];
  finders: EntityFinders<Context>;
}

/** @param sdl the module's own, with its federation directives: a router gets it as it stands */
export function subgraphSchema<Context>(
  sdl: string,
  { scalars, resolvers, finders }: SubgraphParts<Context>,
): GraphQLSchema {
  const document = parse(sdl, { noLocation: true });
  const keys = entityKeys(document);
  const entities = new Entities<Context>(keys, finders);
  const additions = parse(`
    "A representation of an entity: its __typename and its key (实体表示)."
    scalar _Any
    "What a router can ask for by key (实体)."
    union _Entity = ${[...keys.keys()].join(' | ')}
    "What a router composes (子图)."
    type _Service {
      "The schema with its federation directives (子图定义)."
      sdl: String!
    }
    type Query {
      "The subgraph's own schema, for a router (子图定义)."
      _service: _Service!
      "Entities by their representations, in the order asked, null where there is none (按键查询实体)."
      _entities("Each a __typename and its key (实体表示)." representations: [_Any!]!): [_Entity]!
    }
  `);
  return executableSchema(
    [document, additions],
    [
      declared(scalars, document),
      ...resolvers,
      {
        // Whatever it is: what is wrong with one representation is said in its place, and the others are answered.
        _Any: new GraphQLScalarType({ name: '_Any' }),
        _Entity: { __resolveType: (entity: object) => entities.typeOf(entity) },
        Query: {
          _service: () => ({ sdl }),
          _entities: (_root: unknown, asked: { representations: readonly unknown[] }, context: Context) =>
            entities.find(asked.representations, context),
        },
      },
    ],
  );
}

function declared(scalars: Resolvers, document: DocumentNode): Resolvers {
  const names = document.definitions.flatMap(one =>
    one.kind === Kind.SCALAR_TYPE_DEFINITION ? [one.name.value] : [],
  );
  return Object.fromEntries(Object.entries(scalars).filter(([name]) => names.includes(name)));
}
