import { GraphQLError, type ValidationRule } from 'graphql';

/** A validation rule that refuses operations of a type that the schema does not have, before anything is executed. */
export const readsOnly: ValidationRule = context => ({
  OperationDefinition(node) {
    if (context.getSchema().getRootType(node.operation)) return;
    const message = `This API has no ${node.operation}: it is read by queries alone. Send a query.`;
    context.reportError(new GraphQLError(message, { nodes: node }));
  },
});
