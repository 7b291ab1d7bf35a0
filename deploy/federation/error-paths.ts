/**
 * Puts errors at the place of the answer that they are about. The router asks for the sections of a whole list at
 * once and says of an error only the list that it came with (`events.nodes.city`); which item it stands in
 * (`events.nodes.3.city`) is known where the answer is put together.
 */
import { setImmediate } from 'node:timers/promises';
import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import {
  defaultFieldResolver,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isNonNullType,
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
        for (const field of Object.values(type.getFields())) {
          const resolve = inPlace(field.resolve);
          const isVital = isNonNullType(field.type);
          if (isVital && type === schema.getQueryType()) field.resolve = lastToFail(resolve);
          else field.resolve = isVital && type.name === 'Event' ? unknownWithout(resolve) : resolve;
        }
      }
    },
  };
}

type Resolver = GraphQLFieldResolver<unknown, unknown>;

function inPlace(resolve: Resolver = defaultFieldResolver): Resolver {
  return (parent, args, context, info) => {
    const value = resolve(parent, args, context, info);
    return isThenable(value) ? value.then(unplaced, failed) : unplaced(value);
  };
}

/**
 * Fields that the router asks of one subgraph together go down together, where one that must not be null fails. It is
 * that one's error that is to be told, so those that only went with it wait until it was.
 */
function lastToFail(resolve: Resolver): Resolver {
  return async (parent, args, context, info) => {
    const value = await resolve(parent, args, context, info);
    if (value == null) await setImmediate();
    return value;
  };
}

/** In the place of an error that is none: the event is null, as its origin knows none of the number. */
export const UNKNOWN_EVENT = 'UNKNOWN_EVENT';

/**
 * A record may refer to an event that does not exist. Of the subgraph that holds the record the router has its id and
 * goes on with it; that the hub knows no such event, it only finds where a field is missing that every event has.
 */
function unknownWithout(resolve: Resolver): Resolver {
  return async (parent, args, context, info) => {
    const value = await resolve(parent, args, context, info);
    if (value == null) throw new GraphQLError('no such event', { extensions: { code: UNKNOWN_EVENT } });
    return value;
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

const isThenable = (value: unknown): value is Promise<unknown> =>
  typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
