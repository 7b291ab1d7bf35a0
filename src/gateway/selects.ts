/**
 * Which fields an operation reads of each type, so that a platform is asked for what somebody reads and nothing else.
 */
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

export type Selects = (typeName: string) => ReadonlySet<string>;

const NOTHING: ReadonlySet<string> = new Set();

/** For whoever asks before a document was read. */
export const selectsNothing: Selects = () => NOTHING;

const known = new WeakMap<OperationDefinitionNode, Selects>();

/**
 * The names of the fields that `operation` selects anywhere on a type, with the fragments that it spreads (and not
 * those that another operation of the document spreads). A field asked of an interface counts for the interface and
 * for each object type that can stand at that very place; a field behind `@skip` or `@include` counts. Computed once
 * per parsed operation.
 */
export function selectsOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Selects {
  let selects = known.get(operation);
  if (!selects) {
    const fields = collect(schema, document, operation);
    selects = typeName => fields.get(typeName) ?? NOTHING;
    known.set(operation, selects);
  }
  return selects;
}

function collect(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): ReadonlyMap<string, ReadonlySet<string>> {
  const fields = new Map<string, Set<string>>();
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const walked = new Set<string>();

  const root = schema.getRootType(operation.operation);
  if (root) walk(operation.selectionSet, root, [root]);
  return fields;

  /** `type` is what the document says stands here; `possible` are the objects that really can. */
  function walk(
    selections: SelectionSetNode,
    type: GraphQLNamedType,
    possible: readonly GraphQLObjectType[],
  ): void {
    for (const selection of selections.selections) {
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        note(type.name, name);
        for (const object of possible) note(object.name, name);
        // `__typename`, `__schema` and `__type` are fields of no type here, and no platform answers them.
        const field = isUnionType(type) || !('getFields' in type) ? undefined : type.getFields()[name];
        const next = field && getNamedType(field.type);
        if (selection.selectionSet && isCompositeType(next))
          walk(selection.selectionSet, next, objectsOf(next));
        continue;
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (!fragment) continue;
      const condition = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : type;
      if (!isCompositeType(condition)) continue;
      const narrowed = possible.filter(object => objectsOf(condition).includes(object));
      if (narrowed.length === 0) continue;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        // A fragment says the same wherever the same objects can stand, so it is walked once for them.
        const key = JSON.stringify([selection.name.value, ...narrowed.map(object => object.name)]);
        if (walked.has(key)) continue;
        walked.add(key);
      }
      walk(fragment.selectionSet, condition, narrowed);
    }
  }

  function note(typeName: string, fieldName: string): void {
    const names = fields.get(typeName);
    if (names) names.add(fieldName);
    else fields.set(typeName, new Set([fieldName]));
  }

  function objectsOf(type: GraphQLNamedType): readonly GraphQLObjectType[] {
    if (isObjectType(type)) return [type];
    return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
  }
}
