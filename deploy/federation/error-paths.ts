/**
 * Puts errors at the place of the answer that they are about. The router asks for the sections of a whole list at
 * once and says of an error only the list that it came with (`events.nodes.city`); which item it stands in
 * (`events.nodes.3.city`) is known where the answer is put together.
 */
import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import {
  defaultFieldResolver,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';

export function withErrorsInPlace(): GatewayPlugin {
  const done = new WeakSet<GraphQLSchema>();
  return {
    onSchemaChange({ schema }) {
      if (done.has(schema)) return;
      done.add(schema);
      for (const type of Object.values(schema.getTypeMap())) {
        if (!isObjectType(type) || type.name.startsWith('__')) continue;
        for (const field of Object.values(type.getFields())) field.resolve = inPlace(field.resolve);
      }
    },
  };
}

type Resolver = GraphQLFieldResolver<unknown, unknown>;

function inPlace(resolve: Resolver = defaultFieldResolver): Resolver {
  return (parent, args, context, info) => {
    const value = resolve(parent, args, context, info);
    return value instanceof Promise ? value.then(unplaced, failed) : unplaced(value);
  };
}

/** An error without a path is given that of the place where it is met, by the executor. */
function unplaced(value: unknown): unknown {
  if (value instanceof AggregateError) return new AggregateError(value.errors.map(unplaced), value.message);
  if (value instanceof GraphQLError) {
    const { message, nodes, originalError, extensions } = value;
    return new GraphQLError(message, {
      nodes: nodes ?? null,
      originalError: originalError ?? null,
      extensions,
    });
  }
  return Array.isArray(value) && value.some(item => item instanceof Error) ? value.map(unplaced) : value;
}

function failed(error: unknown): never {
  throw unplaced(error);
}
