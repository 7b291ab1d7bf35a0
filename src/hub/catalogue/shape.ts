import { closest } from './closest.ts';
import type { Path, Problem } from './problem.ts';

/**
 * The part of JSON Schema that the catalogue's schemas are written in. The same files drive the editors of those who
 * write the catalogue, so that editor and start say the same: `patternErrorMessage` is "problem; remedy" for both.
 * `x-keys` says in words which keys a map takes, `x-elsewhere` what to do with a key that belongs to another place.
 */
export interface JsonSchema {
  $ref?: string;
  definitions?: Record<string, JsonSchema>;
  description?: string;
  type?: SchemaType | SchemaType[];
  properties?: Record<string, JsonSchema>;
  patternProperties?: Record<string, JsonSchema>;
  required?: string[];
  minProperties?: number;
  maxProperties?: number;
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  enum?: string[];
  pattern?: string;
  patternErrorMessage?: string;
  minLength?: number;
  minimum?: number;
  maximum?: number;
  'x-keys'?: string;
  'x-elsewhere'?: Record<string, string>;
}

type SchemaType = 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';

/** A file's value with holes (`undefined`) where it does not have the shape that it should. */
export type Holed<Value> = Value extends readonly (infer Item)[]
  ? readonly (Holed<Item> | undefined)[]
  : Value extends object
    ? { readonly [Key in keyof Value]?: Holed<Value[Key]> | undefined }
    : Value;

export interface Shaped<Value> {
  readonly value: Holed<Value> | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Holds a file's value, whose scalars are all strings, against a schema: gives it back with numbers and booleans
 * where the schema has them, and everything that does not fit. ajv would do, but loading and compiling it takes
 * longer than reading all files; a test holds the two against each other.
 */
export function checkShape<Value>(file: string, value: unknown, root: JsonSchema): Shaped<Value> {
  const problems: Problem[] = [];
  const report = (
    path: Path,
    at: Problem['at'],
    shown: string | null,
    problem: string,
    remedy: string,
  ): undefined => {
    problems.push({ severity: 'ERROR', file, path, at, value: shown, problem, remedy });
  };

  const check = (given: unknown, reference: JsonSchema, path: Path, required: boolean): unknown => {
    const schema = resolve(reference, root);
    if (given === null || given === '') {
      return report(path, 'KEY', null, 'has no value', emptyRemedy(schema, required));
    }
    if (schema.type === 'object') return checkMap(given, schema, path);
    if (schema.type === 'array') return checkList(given, schema, path);
    return checkScalar(given, schema, path);
  };

  const checkMap = (given: unknown, schema: JsonSchema, path: Path): unknown => {
    if (!isMap(given)) {
      return report(
        path,
        'VALUE',
        shown(given),
        `expected keys with values, got ${kindOf(given)}`,
        mapRemedy(schema),
      );
    }
    const { properties = {}, required = [], minProperties = 0, maxProperties = Infinity } = schema;
    const whole: Record<string, unknown> = {};
    for (const [key, member] of Object.entries(given)) {
      const inside = [...path, key];
      const found = Object.hasOwn(properties, key) ? properties[key] : keyed(schema, key);
      if (found) whole[key] = check(member, found, inside, required.includes(key));
      else report(inside, 'KEY', null, ...unknownKey(schema, key));
    }
    for (const key of required.filter(name => !Object.hasOwn(given, name))) {
      const { description = '' } = { ...resolve(properties[key]!, root), ...properties[key] };
      report(path, 'VALUE', null, `the key "${key}" is missing`, `add it: ${firstSentence(description)}`);
    }
    const size = Object.keys(given).length;
    if (size < minProperties) report(path, 'VALUE', null, 'is empty', mapRemedy(schema));
    if (size > maxProperties)
      report(path, 'VALUE', null, `expected ${maxProperties} key, got ${size}`, 'keep one');
    return whole;
  };

  const checkList = (given: unknown, schema: JsonSchema, path: Path): unknown => {
    const { items = {}, minItems = 0, maxItems = Infinity } = schema;
    if (!Array.isArray(given)) {
      return report(
        path,
        'VALUE',
        shown(given),
        `expected a list, got ${kindOf(given)}`,
        'write it as [ … ], or as lines that begin with "- "',
      );
    }
    if (given.length < minItems || given.length > maxItems) {
      const expected = minItems === maxItems ? `${minItems}` : `at least ${minItems}`;
      return report(
        path,
        'VALUE',
        null,
        `expected ${expected} in the list, got ${given.length}`,
        firstSentence(schema.description ?? ''),
      );
    }
    const twice = schema.uniqueItems ? given.findIndex((item, index) => given.indexOf(item) < index) : -1;
    if (twice >= 0)
      report(
        [...path, twice],
        'VALUE',
        shown(given[twice]),
        'stands twice in the list',
        'take one of the two out',
      );
    return given.map((item, index) => check(item, items, [...path, index], true));
  };

  const checkScalar = (given: unknown, schema: JsonSchema, path: Path): unknown => {
    const types = [schema.type ?? []].flat();
    if (typeof given !== 'string') {
      return report(
        path,
        'VALUE',
        null,
        `expected ${NAMES[types[0]!]}, got ${kindOf(given)}`,
        `write ${NAMES[types[0]!]} after the colon`,
      );
    }
    if (types.includes('string')) {
      if (schema.enum && !schema.enum.includes(given)) {
        const meant = closest(given, schema.enum);
        return report(
          path,
          'VALUE',
          given,
          `expected ${schema.enum.join(', ')}`,
          meant ? `did you mean ${meant}?` : 'write one of these',
        );
      }
      if (schema.pattern && !new RegExp(schema.pattern, 'u').test(given)) {
        return report(
          path,
          'VALUE',
          given,
          ...halves(schema.patternErrorMessage ?? `expected ${schema.pattern}; correct it`),
        );
      }
      return given;
    }
    if (types.includes('boolean')) {
      if (given === 'true' || given === 'false') return given === 'true';
      return report(path, 'VALUE', given, 'expected true or false', 'write one of these');
    }
    const number = types.includes('integer') ? WHOLE : DECIMAL;
    if (!number.test(given))
      return report(
        path,
        'VALUE',
        given,
        `expected ${NAMES[types[0]!]}`,
        'write digits only, without unit, comma or space',
      );
    const { minimum = -Infinity, maximum = Infinity } = schema;
    if (Number(given) < minimum || Number(given) > maximum) {
      return report(path, 'VALUE', given, `expected a number ${range(schema)}`, 'correct it');
    }
    return Number(given);
  };

  return { value: check(value, root, [], true) as Holed<Value> | undefined, problems };
}

// What YAML's core schema, and so every editor, takes for a number.
const WHOLE = /^[-+]?[0-9]+$/;
const DECIMAL = /^[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)$/;

const NAMES: Record<SchemaType, string> = {
  object: 'keys with values',
  array: 'a list',
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

function resolve(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const name = schema.$ref?.replace('#/definitions/', '');
  if (name === undefined) return schema;
  const target = root.definitions?.[name];
  if (!target) throw new Error(`JSON Schema: expected a definition "${name}", got none; correct the $ref`);
  return resolve(target, root);
}

function keyed(schema: JsonSchema, key: string): JsonSchema | undefined {
  return Object.entries(schema.patternProperties ?? {}).find(([pattern]) =>
    new RegExp(pattern, 'u').test(key),
  )?.[1];
}

function unknownKey(schema: JsonSchema, key: string): [problem: string, remedy: string] {
  const elsewhere = schema['x-elsewhere'];
  if (elsewhere && Object.hasOwn(elsewhere, key)) return ['does not belong here', elsewhere[key]!];
  if (schema['x-keys']) return [`expected a key of ${schema['x-keys']}`, 'correct it'];
  const known = Object.keys(schema.properties ?? {});
  const meant = closest(key, known);
  return ['unknown key', meant ? `did you mean "${meant}"?` : `the keys here are ${known.join(', ')}`];
}

function emptyRemedy(schema: JsonSchema, required: boolean): string {
  if (schema.type === 'array' && !schema.minItems) return 'write [] where there is none';
  return required ? 'write one' : 'write one, or take the line out where there is none';
}

function mapRemedy(schema: JsonSchema): string {
  const known = Object.keys(schema.properties ?? {});
  return known.length > 0 ? `the keys here are ${known.join(', ')}` : `its keys are of ${schema['x-keys']}`;
}

function range({ minimum, maximum }: JsonSchema): string {
  if (minimum === undefined) return `up to ${maximum}`;
  return maximum === undefined ? `from ${minimum} up` : `from ${minimum} to ${maximum}`;
}

/** "problem; remedy", as a schema's message for editors is written. */
function halves(message: string): [problem: string, remedy: string] {
  const [problem = '', ...remedy] = message.split('; ');
  return [problem, remedy.join('; ')];
}

function firstSentence(description: string): string {
  return description.replace(/[.;:](\s.*)?$/su, '');
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return isMap(value) ? 'keys with values' : 'text';
}

function shown(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
