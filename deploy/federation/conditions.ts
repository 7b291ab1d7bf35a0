/**
 * Decides `@skip` and `@include` before the router takes a document apart. Of a field that is selected twice at one
 * place, once under a condition, it would ask its subgraph for the one under the condition alone, and miss the other.
 */
import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import {
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type FragmentSpreadNode,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  getOperationAST,
  getVariableValues,
  type InlineFragmentNode,
  Kind,
  type SelectionNode,
  visit,
} from 'graphql';

export function withConditionsDecided(): GatewayPlugin {
  return {
    onExecute({ args }) {
      const { document, emptied } = decided(args);
      args.document = document;
      if (!emptied) return;
      return {
        onExecuteDone({ result }) {
          if ('data' in result) dropStandIns(result.data);
        },
      };
    },
  };
}

interface Asked {
  document: DocumentNode;
  schema: GraphQLSchema;
  operationName?: string | null | undefined;
  variableValues?: Record<string, unknown> | null | undefined;
}

/** The document without conditions, and whether that has left a selection with nothing in it. */
function decided(asked: Asked): { document: DocumentNode; emptied: boolean } {
  const { document, schema, operationName, variableValues } = asked;
  const operation = getOperationAST(document, operationName);
  const variables = getVariableValues(schema, operation?.variableDefinitions ?? [], variableValues ?? {});
  // What is wrong with the variables is found, and said, by whoever executes.
  if (!variables.coerced) return { document, emptied: false };

  let emptied = false;
  const enter = (node: FieldNode | FragmentSpreadNode | InlineFragmentNode) => {
    const rest =
      node.directives?.filter(({ name }) => name.value !== 'skip' && name.value !== 'include') ?? [];
    if (rest.length === (node.directives?.length ?? 0)) return;
    const skipped = getDirectiveValues(GraphQLSkipDirective, node, variables.coerced)?.if === true;
    const included = getDirectiveValues(GraphQLIncludeDirective, node, variables.coerced)?.if !== false;
    return skipped || !included ? null : { ...node, directives: rest };
  };
  const without = visit(document, {
    [Kind.FIELD]: { enter },
    [Kind.FRAGMENT_SPREAD]: { enter },
    [Kind.INLINE_FRAGMENT]: {
      enter,
      leave: node => (node.selectionSet.selections.length > 0 ? undefined : null),
    },
    [Kind.SELECTION_SET]: {
      leave(node, _key, parent) {
        if (node.selections.length > 0 || (parent as ASTNode).kind === Kind.INLINE_FRAGMENT) return;
        emptied = true;
        return { ...node, selections: [STAND_IN] };
      },
    },
  });
  return { document: without, emptied };
}

/** An object of which nothing is asked is there all the same; this is asked in its place, and is not answered. */
const STAND_IN: SelectionNode = {
  kind: Kind.FIELD,
  alias: { kind: Kind.NAME, value: '__nothing' },
  name: { kind: Kind.NAME, value: '__typename' },
};

function dropStandIns(data: unknown): void {
  if (typeof data !== 'object' || data === null) return;
  for (const value of Object.values(data)) dropStandIns(value);
  Reflect.deleteProperty(data, '__nothing');
}
