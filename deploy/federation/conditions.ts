/**
 * Decides `@skip` and `@include` before the router takes a document apart. Of a field that is selected twice at one
 * place, once under a condition, it would ask its subgraph for the one under the condition alone, and miss the other.
 */
import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import {
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
      args.document = decided(args.document, args.schema, args.operationName, args.variableValues);
    },
  };
}

function decided(
  document: DocumentNode,
  schema: GraphQLSchema,
  operationName: string | null | undefined,
  inputs: Record<string, unknown> | null | undefined,
): DocumentNode {
  const operation = getOperationAST(document, operationName);
  const variables = getVariableValues(schema, operation?.variableDefinitions ?? [], inputs ?? {});
  // What is wrong with the variables is found, and said, by whoever executes.
  if (!variables.coerced) return document;

  const isCondition = (name: string) => name === 'skip' || name === 'include';
  const enter = (node: FieldNode | FragmentSpreadNode | InlineFragmentNode) => {
    const rest = node.directives?.filter(({ name }) => !isCondition(name.value)) ?? [];
    if (rest.length === (node.directives?.length ?? 0)) return;
    const skipped = getDirectiveValues(GraphQLSkipDirective, node, variables.coerced)?.if === true;
    const included = getDirectiveValues(GraphQLIncludeDirective, node, variables.coerced)?.if !== false;
    return skipped || !included ? null : { ...node, directives: rest };
  };
  return visit(document, {
    [Kind.FIELD]: { enter },
    [Kind.FRAGMENT_SPREAD]: { enter },
    [Kind.INLINE_FRAGMENT]: { enter },
    [Kind.SELECTION_SET]: {
      leave: node => (node.selections.length > 0 ? undefined : { ...node, selections: [NOTHING] }),
    },
  });
}

/** `__typename @include(if: false)`: a selection must not be empty, and this one selects nothing. */
const NOTHING: SelectionNode = {
  kind: Kind.FIELD,
  name: { kind: Kind.NAME, value: '__typename' },
  directives: [
    {
      kind: Kind.DIRECTIVE,
      name: { kind: Kind.NAME, value: 'include' },
      arguments: [
        {
          kind: Kind.ARGUMENT,
          name: { kind: Kind.NAME, value: 'if' },
          value: { kind: Kind.BOOLEAN, value: false },
        },
      ],
    },
  ],
};
