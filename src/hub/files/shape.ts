import { type JsonSchema, resolve } from './json-schema.ts';
import type { Path, Problem } from './problem.ts';
import {
  describe,
  emptyRemedy,
  halves,
  mapRemedy,
  meantKey,
  notListed,
  range,
  typeName,
  unknownKey,
} from './shape-words.ts';

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
  const wrongKey = (path: Path, problem: string, remedy: string): undefined => {
    problems.push({ severity: 'ERROR', file, path, at: 'KEY', value: null, problem, remedy });
  };
  const wrong = (path: Path, given: unknown, problem: string, remedy: string): undefined => {
    const shown = typeof given === 'string' ? given : null;
    problems.push({ severity: 'ERROR', file, path, at: 'VALUE', value: shown, problem, remedy });
  };

  // Compiled once a file: a directory holds some two hundred keys against the same few patterns.
  const compiled = new Map<string, RegExp>();
  const matches = (pattern: string, text: string): boolean => {
    const expression = compiled.get(pattern) ?? new RegExp(pattern, 'u');
    compiled.set(pattern, expression);
    return expression.test(text);
  };
  const member = (
    { properties = {}, patternProperties = {} }: JsonSchema,
    key: string,
  ): JsonSchema | undefined =>
    Object.hasOwn(properties, key)
      ? properties[key]
      : Object.entries(patternProperties).find(([pattern]) => matches(pattern, key))?.[1];

  const check = (given: unknown, reference: JsonSchema, path: Path, required: boolean): unknown => {
    const schema = resolve(reference, root);
    if (path.length === 0 && (given === null || given === ''))
      return wrong(path, null, 'is empty', mapRemedy(schema));
    if (given === null || given === '') return wrongKey(path, 'has no value', emptyRemedy(schema, required));
    if (schema.type === 'object') return checkMap(given, schema, path);
    if (schema.type === 'array') return checkList(given, schema, path);
    if (typeof given === 'string') return checkScalar(given, schema, path);
    const expected = typeName(schema);
    return wrong(
      path,
      given,
      `expected ${expected}, got ${kindOf(given)}`,
      `write ${expected} after the colon`,
    );
  };

  const checkMap = (given: unknown, schema: JsonSchema, path: Path): unknown => {
    if (!isMap(given)) {
      return wrong(path, given, `expected keys with values, got ${kindOf(given)}`, mapRemedy(schema));
    }
    const { properties = {}, required = [], minProperties = 0, maxProperties = Infinity } = schema;
    const whole: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(given)) {
      const found = member(schema, key);
      if (found) whole[key] = check(value, found, [...path, key], required.includes(key));
      else wrongKey([...path, key], ...unknownKey(schema, key));
    }
    const meant = Object.keys(given).map(key => meantKey(schema, key));
    for (const key of required.filter(name => !Object.hasOwn(given, name) && !meant.includes(name))) {
      wrong(path, null, `the key "${key}" is missing`, `add it: ${describe(properties[key]!, root)}`);
    }
    const size = Object.keys(given).length;
    if (size < minProperties) wrong(path, null, 'is empty', mapRemedy(schema));
    if (size > maxProperties) wrong(path, null, `expected ${maxProperties} key, got ${size}`, 'keep one');
    return whole;
  };

  const checkList = (given: unknown, schema: JsonSchema, path: Path): unknown => {
    if (!Array.isArray(given)) {
      const remedy = 'write it as [ … ], or as lines that begin with "- "';
      return wrong(path, given, `expected a list, got ${kindOf(given)}`, remedy);
    }
    const { items = {}, minItems = 0, maxItems = Infinity } = schema;
    if (given.length < minItems || given.length > maxItems) {
      const expected = minItems === maxItems ? minItems : `at least ${minItems}`;
      const problem = `expected ${expected} in the list, got ${given.length}`;
      return wrong(path, null, problem, `correct it: ${describe(schema, root)}`);
    }
    const twice = schema.uniqueItems ? given.findIndex((item, index) => given.indexOf(item) < index) : -1;
    if (twice >= 0)
      wrong([...path, twice], given[twice], 'stands twice in the list', 'take one of the two out');
    return given.map((item, index) => check(item, items, [...path, index], true));
  };

  const checkScalar = (given: string, schema: JsonSchema, path: Path): unknown => {
    const types = [schema.type ?? []].flat();
    if (types.includes('string')) {
      if (schema.enum && !schema.enum.includes(given))
        return wrong(path, given, ...notListed(given, schema.enum));
      if (schema.pattern === undefined || matches(schema.pattern, given)) return given;
      return wrong(path, given, ...halves(schema.patternErrorMessage!));
    }
    if (types.includes('boolean')) {
      if (given === 'true' || given === 'false') return given === 'true';
      return wrong(path, given, 'expected true or false', 'write one of these');
    }
    if (!(types.includes('integer') ? WHOLE : DECIMAL).test(given)) {
      return wrong(
        path,
        given,
        `expected ${typeName(schema)}`,
        'write digits only, without unit, comma or space',
      );
    }
    const { minimum = -Infinity, maximum = Infinity } = schema;
    if (Number(given) >= minimum && Number(given) <= maximum) return Number(given);
    return wrong(path, given, `expected a number ${range(schema)}`, 'correct it');
  };

  return { value: check(value, root, [], true) as Holed<Value> | undefined, problems };
}

// What YAML's core schema, and so every editor, takes for a number.
const WHOLE = /^[-+]?[0-9]+$/;
const DECIMAL = /^[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)$/;

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return isMap(value) ? 'keys with values' : 'text';
}
