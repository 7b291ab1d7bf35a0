/** The rules of the federation's directives over several subgraphs, each broken one in words. */
import { type DirectiveNode, type DocumentNode, Kind, type ObjectTypeDefinitionNode } from 'graphql';

/** Of the built-in directives of GraphQL and the one that imports the others. */
const GIVEN = ['link', 'deprecated', 'specifiedBy', 'skip', 'include', 'oneOf'];

interface Place {
  subgraph: string;
  type: ObjectTypeDefinitionNode;
}

export function brokenRules(subgraphs: ReadonlyMap<string, DocumentNode>): string[] {
  const places = [...subgraphs].flatMap(([subgraph, document]) =>
    document.definitions.flatMap(type =>
      type.kind === Kind.OBJECT_TYPE_DEFINITION ? [{ subgraph, type }] : [],
    ),
  );
  const byType = Map.groupBy(places, ({ type }) => type.name.value);
  return [
    ...[...subgraphs].flatMap(([name, document]) => notImported(name, document)),
    ...places.flatMap(keyFields),
    ...[...byType].flatMap(([name, same]) => [
      ...keysApart(name, same),
      ...askedOfNobody(name, same),
      ...notShareable(name, same),
      ...external(name, same),
    ]),
  ];
}

function notImported(subgraph: string, document: DocumentNode): string[] {
  const link = document.definitions
    .flatMap(one => (one.kind === Kind.SCHEMA_EXTENSION ? (one.directives ?? []) : []))
    .find(({ name }) => name.value === 'link');
  const imported = [...JSON.stringify(link ?? null).matchAll(/"value":"@(\w+)"/g)].map(([, name]) => name);
  const used = new Set<string>();
  JSON.stringify(document, (_, node) => {
    if (node?.kind === Kind.DIRECTIVE) used.add(node.name.value);
    return node;
  });
  return [...used]
    .filter(name => !GIVEN.includes(name) && !imported.includes(name))
    .map(name => `${subgraph}: @${name} is used, and not imported by its @link`);
}

const directive = (of: { directives?: readonly DirectiveNode[] | undefined }, name: string) =>
  of.directives?.find(one => one.name.value === name);

function argument(of: DirectiveNode | undefined, name: string): string | boolean | undefined {
  const value = of?.arguments?.find(one => one.name.value === name)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.BOOLEAN ? value.value : undefined;
}

const keyOf = ({ type }: Place): string | undefined =>
  argument(directive(type, 'key'), 'fields') as string | undefined;

const fieldOf = ({ type }: Place, name: string) => type.fields?.find(field => field.name.value === name);

function keyFields(place: Place): string[] {
  const key = keyOf(place);
  if (key === undefined) return [];
  const [type, field] = [place.type.name.value, fieldOf(place, key)];
  if (!field) return [`${place.subgraph}: ${type} has the key "${key}", and no field of that name`];
  return field.type.kind === Kind.NON_NULL_TYPE
    ? []
    : [`${place.subgraph}: ${type}.${key} is a key, and may be null`];
}

function keysApart(type: string, same: readonly Place[]): string[] {
  const keyed = same.filter(place => keyOf(place) !== undefined);
  const keys = [...new Set(keyed.map(keyOf))];
  if (keys.length < 2) return [];
  const who = keyed.map(({ subgraph }) => subgraph).join(', ');
  return [
    `${who}: ${type} has the keys ${keys.map(key => `"${key}"`).join(' and ')}; no router gets from one to the other`,
  ];
}

function askedOfNobody(type: string, same: readonly Place[]): string[] {
  const keys = same.flatMap(place => directive(place.type, 'key') ?? []);
  const nobody = keys.length > 0 && keys.every(key => argument(key, 'resolvable') === false);
  return nobody ? [`${type} can be asked of no subgraph: each says resolvable: false`] : [];
}

/** A key field is shareable by itself; the root types' fields are each one's own. */
function notShareable(type: string, same: readonly Place[]): string[] {
  const names = new Set(same.flatMap(place => place.type.fields?.map(field => field.name.value) ?? []));
  return [...names].flatMap(name => {
    const resolving = same.filter(place => {
      const field = fieldOf(place, name);
      return field && keyOf(place) !== name && !directive(field, 'external');
    });
    const lacking = resolving.filter(
      place => !directive(place.type, 'shareable') && !directive(fieldOf(place, name)!, 'shareable'),
    );
    if (resolving.length < 2 || lacking.length === 0) return [];
    const [all, some] = [resolving, lacking].map(list => list.map(({ subgraph }) => subgraph).join(', '));
    return [`${all}: ${type}.${name} is resolved by several, and not @shareable in ${some}`];
  });
}

function external(type: string, same: readonly Place[]): string[] {
  return same.flatMap(place =>
    (place.type.fields ?? []).flatMap(field => {
      if (!directive(field, 'external')) return [];
      const name = field.name.value;
      const said = `${place.subgraph}: ${type}.${name} is @external, and no`;
      const selections = [
        keyOf(place),
        ...(place.type.fields ?? []).flatMap(of => [
          argument(directive(of, 'requires'), 'fields'),
          argument(directive(of, 'provides'), 'fields'),
        ]),
      ];
      const named = selections.some(
        fields => typeof fields === 'string' && fields.split(/\W+/).includes(name),
      );
      if (!named) return [`${said} @key, @requires or @provides names it`];
      const others = same.filter(
        other => other !== place && fieldOf(other, name) && !directive(fieldOf(other, name)!, 'external'),
      );
      return others.length > 0 ? [] : [`${said} other subgraph resolves it`];
    }),
  );
}
