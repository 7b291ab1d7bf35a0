/**
 * The ready operations, and the fragments that they are put together from.
 */
import { readdir, readFile } from 'node:fs/promises';
import {
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  validate,
  visit,
} from 'graphql';

export interface Operations {
  operations: OperationDefinitionNode[];
  fragments: FragmentDefinitionNode[];
}

/**
 * Each file stands for itself, since it is shown in GraphiQL, copied by hand and persisted as it is. So a fragment of
 * two operations stands in both files, and must read the same there. Throws naming the file where one is not valid by
 * itself, has an operation without a name, or a fragment that differs from its namesake's.
 */
export async function readOperations(schema: GraphQLSchema, folder: string): Promise<Operations> {
  const operations: OperationDefinitionNode[] = [];
  const fragments = new Map<string, { fragment: FragmentDefinitionNode; path: string }>();
  for (const file of (await readdir(folder)).sort()) {
    const path = `${folder}/${file}`;
    const document = parse(await readFile(path, 'utf8'));
    const errors = [...validate(schema, document)];
    for (const definition of document.definitions) {
      if (definition.kind === Kind.OPERATION_DEFINITION) {
        if (!definition.name) errors.push(new GraphQLError('The operation has no name.'));
        operations.push(withoutExamples(definition));
      }
      if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
      const { value: name } = definition.name;
      const known = fragments.get(name);
      if (!known) fragments.set(name, { fragment: definition, path });
      else if (print(known.fragment) !== print(definition)) {
        errors.push(
          new GraphQLError(
            `Fragment "${name}" is another one in ${known.path}; make them the same, or rename it.`,
          ),
        );
      }
    }
    if (errors.length > 0) {
      throw new Error(
        `${path} does not stand by itself:\n${errors.map(({ message }) => `- ${message}`).join('\n')}`,
      );
    }
  }
  return { operations, fragments: [...fragments.values()].map(({ fragment }) => fragment) };
}

/**
 * A variable that must be given has a default in the file only so that the operation runs as it is copied. A page that
 * forgets it is to be told so by the compiler, not to show the event of the example.
 */
function withoutExamples(operation: OperationDefinitionNode): OperationDefinitionNode {
  return visit(operation, {
    [Kind.VARIABLE_DEFINITION]: ({ defaultValue, ...variable }) =>
      variable.type.kind === Kind.NON_NULL_TYPE ? variable : undefined,
  });
}
