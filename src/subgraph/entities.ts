/**
 * `_entities` of Apollo's subgraph specification: a router brings representations of entities, each a type and its key,
 * and gets what this subgraph knows of them, in the same order.
 */
import { type DocumentNode, type FieldNode, GraphQLError, Kind, parse } from 'graphql';

/** Finds an entity by its key; null where there is none. What it finds at once for one request is one upstream call. */
export type FindEntity<Context> = (key: string, context: Context) => object | null | Promise<object | null>;

/** How the entities of a subgraph are found, by the names of their types. */
export type EntityFinders<Context> = Readonly<Record<string, FindEntity<Context>>>;

/** More than a page of each list that a request may open; a body's limit is another bound. */
const MOST_REPRESENTATIONS = 5_000;

/** What the SDL says of an entity with `@key`. */
export interface EntityKey {
  /** The field that is the key. */
  field: string;
  /** False where this subgraph only names the entity, and another one says more. */
  resolvable: boolean;
}

/** The entities of a subgraph, by the names of their types. */
export function entityKeys(sdl: DocumentNode): Map<string, EntityKey> {
  const keys = new Map<string, EntityKey>();
  for (const definition of sdl.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const directive of definition.directives ?? []) {
      if (directive.name.value !== 'key') continue;
      const given = new Map(directive.arguments?.map(({ name, value }) => [name.value, value]));
      const [fields, resolvable] = [given.get('fields'), given.get('resolvable')];
      keys.set(definition.name.value, {
        field: soleField(fields?.kind === Kind.STRING ? fields.value : ''),
        resolvable: !(resolvable?.kind === Kind.BOOLEAN && !resolvable.value),
      });
    }
  }
  return keys;
}

/** What stands behind `_entities`, and which type each thing that it found is of. */
export class Entities<Context> {
  /** The key fields of those that can be asked for. */
  readonly #keys = new Map<string, string>();
  readonly #finders: EntityFinders<Context>;
  /** A router asks for the type of what it gets, and our things do not carry it. */
  readonly #types = new WeakMap<object, string>();

  /** @throws {TypeError} where one that the SDL calls resolvable cannot be found */
  constructor(keys: ReadonlyMap<string, EntityKey>, finders: EntityFinders<Context>) {
    for (const [type, { field, resolvable }] of keys) {
      if (!resolvable) continue;
      if (!finders[type])
        throw new TypeError(`expected a way to find ${type} by its key, got none; add one to its module`);
      this.#keys.set(type, field);
    }
    this.#finders = finders;
  }

  /**
   * All representations at once, so that the loaders batch them. One that cannot be read is an error in its own place.
   *
   * @throws `BAD_USER_INPUT` for more than a subgraph answers in one request
   */
  find(representations: readonly unknown[], context: Context): Promise<object | null>[] {
    if (representations.length > MOST_REPRESENTATIONS) {
      throw badRepresentation(
        `expected at most ${MOST_REPRESENTATIONS} representations, got ${representations.length}; ask again for the others`,
      );
    }
    return representations.map(one => this.#findOne(one, context));
  }

  typeOf(entity: object): string {
    return this.#types.get(entity)!;
  }

  async #findOne(representation: unknown, context: Context): Promise<object | null> {
    const { type, key } = this.#read(representation);
    const found = await this.#finders[type]!(key, context);
    if (found) this.#types.set(found, type);
    return found;
  }

  #read(representation: unknown): { type: string; key: string } {
    const fields = new Map(Object.entries(Object(representation)));
    const type = fields.get('__typename');
    const keyField = typeof type === 'string' ? this.#keys.get(type) : undefined;
    if (typeof type !== 'string' || keyField === undefined) {
      const known = [...this.#keys.keys()].join(', ');
      throw badRepresentation(
        `expected a representation with "__typename" one of ${known}, got ${shown(type)}`,
      );
    }
    const key = fields.get(keyField);
    if (typeof key === 'string') return { type, key };
    throw badRepresentation(
      `expected a representation of ${type} with its key "${keyField}" as a text, got ${shown(key)}`,
    );
  }
}

/** Ours have one field each; another is a change to this file. */
function soleField(fields: string): string {
  const [query] = parse(`{ ${fields} }`).definitions;
  const selected = query?.kind === Kind.OPERATION_DEFINITION ? query.selectionSet.selections : [];
  const [field] = selected as FieldNode[];
  if (field && selected.length === 1 && !field.selectionSet) return field.name.value;
  throw new TypeError(`expected a key of one field without others below it, got "${fields}"`);
}

const badRepresentation = (message: string): GraphQLError =>
  new GraphQLError(`_entities: ${message}`, { extensions: { code: 'BAD_USER_INPUT' } });

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'none').slice(0, 60);
