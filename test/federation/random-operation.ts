/**
 * Operations that somebody might send: made from the schema and from known values, by a seed; valid, and within the
 * limits of one request. They rename fields, spread fragments, skip, include and pass variables wherever they can, since
 * a document with these is what a router has to take apart.
 */
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { randomFrom } from './random.ts';
import { inputOf, type KnownValues } from './random-input.ts';

export interface Operation {
  seed: number;
  query: string;
  variables: Record<string, unknown>;
}

type Field = GraphQLField<unknown, unknown>;

/** How much oftener than others a question begins with a field: those that go through several subgraphs, and cheap ones. */
const WEIGHT: Record<string, number> = {
  event: 6,
  events: 5,
  eventsByIds: 5,
  documents: 5,
  disputes: 4,
  inspectionTasks: 4,
  delegations: 3,
  matter: 3,
  integratedScenarios: 3,
  inspectionPlans: 3,
  eventChanges: 2,
  matters: 2,
  discrepancies: 0.5,
  situation: 0.5,
  unmappedCodes: 0.5,
};

const MOST_LEVELS = 7;
const MOST_FIELDS = 50;
const MOST_ALIASES = 12;
/** How many things of an answer may stand at one place of the document, and how many that each open a list of events. */
const MOST_ITEMS = 500;
const MOST_LISTS = 4;

/** What one place of the answer is asked for, by the name in the answer: one name is one field with its arguments. */
type Scope = Map<string, { field: string; plain: boolean; below: Scope }>;

interface Place {
  scope: Scope;
  level: number;
  /** How many things of the answer stand here, about. */
  items: number;
}

interface Part {
  text: string;
  key: string;
}

export function randomOperation(schema: GraphQLSchema, known: KnownValues, seed: number): Operation {
  const random = randomFrom(seed);
  const declared: string[] = [];
  const variables: Record<string, unknown> = {};
  const fragments: { name: string; type: GraphQLObjectType; keys: string[]; items: number; text: string }[] =
    [];
  let fields = 0;
  let aliases = 0;

  const query = schema.getQueryType()!;
  const root: Place = { scope: new Map(), level: 1, items: 1 };
  const begun = Array.from({ length: random.upTo(3) }, () => {
    const field = random.weighted(Object.values(query.getFields()), ({ name }) => WEIGHT[name] ?? 1);
    return partOf(field, root);
  });
  const body = grouped(query, begun, root).join(' ');
  const head = `query Generated${declared.length > 0 ? `(${declared.join(', ')})` : ''}`;
  return { seed, query: [`${head} { ${body} }`, ...fragments.map(({ text }) => text)].join('\n'), variables };

  function selection(type: GraphQLObjectType, place: Place): string {
    const all = Object.values(type.getFields()).filter(field => isLeaf(field) || roomFor(type, field, place));
    if (all.length === 0) return '{ __typename }';
    const count = Math.max(1, Math.min(random.upTo(6), MOST_FIELDS - fields));
    // Somebody who selects an object mostly looks into it.
    const parts = Array.from({ length: count }, () =>
      partOf(
        random.weighted(all, field => (isLeaf(field) ? 1 : 2)),
        place,
      ),
    );
    const selected = grouped(type, parts, place);
    if (random.chance(0.15)) selected.push('__typename');
    return `{ ${[...selected, ...spreadAgain(type, place)].join(' ')} }`;
  }

  function roomFor(type: GraphQLObjectType, field: Field, { level, items }: Place): boolean {
    if (level >= MOST_LEVELS || fields >= MOST_FIELDS) return false;
    if (type.name === 'Matter' && field.name === 'events') return items <= MOST_LISTS;
    return items * sizeOf(field) <= MOST_ITEMS;
  }

  function partOf(field: Field, { scope, level, items }: Place): Part {
    fields += 1;
    const plain = field.args.length === 0;
    const taken = scope.get(field.name);
    const renamed = taken ? !(plain && taken.plain) : aliases < MOST_ALIASES && random.chance(0.12);
    if (renamed) aliases += 1;
    const key = renamed ? `a${aliases}_${field.name}` : field.name;
    const entry = scope.get(key) ?? { field: field.name, plain, below: new Map() };
    scope.set(key, entry);

    const { text, first } = argumentsOf(field);
    const type = getNamedType(field.type);
    const place = { scope: entry.below, level: level + 1, items: items * (first ?? sizeOf(field)) };
    const below = isObjectType(type) ? ` ${selection(type, place)}` : '';
    const name = renamed ? `${key}: ${field.name}` : field.name;
    return { key, text: `${name}${text}${random.chance(0.06) ? ` ${condition()}` : ''}${below}` };
  }

  /** Some of the parts of a selection in a fragment, named or not. */
  function grouped(type: GraphQLObjectType, parts: Part[], { items }: Place): string[] {
    if (!random.chance(0.3)) return parts.map(({ text }) => text);
    const at = random.upTo(parts.length) - 1;
    const inside = parts.slice(at);
    const texts = inside.map(({ text }) => text).join(' ');
    const outside = parts.slice(0, at).map(({ text }) => text);
    if (random.chance(0.5)) {
      const on = random.chance(0.7) ? ` on ${type.name}` : '';
      return [...outside, `...${on}${!on || random.chance(0.2) ? ` ${condition()}` : ''} { ${texts} }`];
    }
    const name = `F${fragments.length}`;
    const text = `fragment ${name} on ${type.name} { ${texts} }`;
    fragments.push({ name, type, keys: inside.map(({ key }) => key), items, text });
    return [...outside, `...${name}`];
  }

  /** A fragment that was made elsewhere, where it asks for nothing that is asked for here in another way. */
  function spreadAgain(type: GraphQLObjectType, { scope, items }: Place): string[] {
    if (fields >= MOST_FIELDS || !random.chance(0.2)) return [];
    const fits = fragments.filter(
      one => one.type === type && items <= one.items && !one.keys.some(key => scope.has(key)),
    );
    const again = fits.length > 0 ? random.one(fits) : null;
    for (const key of again?.keys ?? []) scope.set(key, { field: key, plain: false, below: new Map() });
    return again ? [`...${again.name}`] : [];
  }

  function condition(): string {
    const holds = !random.chance(0.15);
    const given = random.chance(0.7) ? variable('Boolean!', holds) : String(holds);
    return random.chance(0.5) ? `@include(if: ${given})` : `@skip(if: ${negated(given)})`;
  }

  function negated(given: string): string {
    if (!given.startsWith('$')) return String(given === 'false');
    const name = given.slice(1);
    variables[name] = !variables[name];
    return given;
  }

  /** The text of a field's arguments, and how many things it asks for where it says so. */
  function argumentsOf(field: Field): { text: string; first: number | null } {
    const values = new Map<GraphQLArgument, unknown>();
    const cursor = known.cursors[field.name];
    const goesOn = cursor !== undefined && random.chance(0.15);
    for (const argument of field.args) {
      // A cursor is of the list without a filter.
      if (argument.name === 'after') {
        if (goesOn) values.set(argument, cursor);
        else if (random.chance(0.02)) values.set(argument, 'nonsense');
      } else if (argument.name === 'first') {
        values.set(argument, inputOf(argument, known, random));
      } else if (isNonNullType(argument.type) || (!goesOn && random.chance(0.6))) {
        values.set(argument, inputOf(argument, known, random));
      }
    }
    if (values.size === 0) return { text: '', first: null };
    const given = [...values].map(([{ name, type }, value]) => `${name}: ${written(value, type)}`);
    const first = [...values].find(([{ name }]) => name === 'first')?.[1];
    return { text: `(${given.join(', ')})`, first: typeof first === 'number' ? first : null };
  }

  /** A value in the document, or a variable in its place; inside an input or a list too. */
  function written(value: unknown, type: GraphQLInputType): string {
    if (random.chance(0.35)) return variable(String(type), value);
    const wanted = getNullableType(type);
    if (isListType(wanted))
      return `[${(value as unknown[]).map(one => written(one, wanted.ofType)).join(', ')}]`;
    if (isInputObjectType(wanted)) {
      const of = wanted.getFields();
      const given = Object.entries(value as object).map(
        ([name, one]) => `${name}: ${written(one, of[name]!.type)}`,
      );
      return `{ ${given.join(', ')} }`;
    }
    return isEnumType(wanted) ? String(value) : JSON.stringify(value);
  }

  function variable(type: string, value: unknown): string {
    const name = `v${declared.length}`;
    declared.push(`$${name}: ${type}`);
    variables[name] = value;
    return `$${name}`;
  }
}

const isLeaf = (field: Field): boolean => isLeafType(getNamedType(field.type));

/** How many things a field gives that does not say how many, about. */
function sizeOf(field: Field): number {
  const known: Record<string, number> = {
    categories: 40,
    regions: 180,
    departments: 60,
    children: 20,
    indicators: 80,
  };
  if (Object.hasOwn(known, field.name)) return known[field.name]!;
  return isListType(getNullableType(field.type)) && field.name !== 'edges' && field.name !== 'nodes' ? 5 : 1;
}
