import { GraphQLError } from 'graphql';

/** An argument that the schema's types let through but the API refuses; the message says what would do. */
export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
