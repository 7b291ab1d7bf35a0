import { CHINESE_COMMA, CORRECT_IT, TAKE_ONE_OUT, type Words, WRITE_ONE } from './common-words.ts';
import { type JsonSchema, resolve } from './json-schema.ts';
import type { Path, Problem } from './problem.ts';
import {
  DIGITS_ONLY,
  describe,
  EMPTY,
  emptyRemedy,
  expectedA,
  mapRemedy,
  meantKey,
  missing,
  NO_VALUE,
  notListed,
  otherForm,
  otherKind,
  otherLength,
  outOfRange,
  TWICE,
  TYPE_NAMES,
  tooManyKeys,
  typeName,
  unknownKey,
  unlisted,
  unlistedMap,
  WRITE_LIST,
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

/** Has more to say of a value that is not of its form than the schema does, which knows one value only. */
export type Reword = (path: Path, given: string, words: Words) => Words;

/**
 * Holds a file's value, whose scalars are all strings, against a schema: gives it back with numbers and booleans
 * where the schema has them, and everything that does not fit. ajv would do, but loading and compiling it takes
 * longer than reading all files; a test holds the two against each other.
 */
export function checkShape<Value>(
  file: string,
  value: unknown,
  root: JsonSchema,
  reword: Reword = (_path, _given, words) => words,
): Shaped<Value> {
  const problems: Problem[] = [];
  const wrongKey = (path: Path, { problem, remedy }: Words): undefined => {
    problems.push({ severity: 'ERROR', file, path, at: 'KEY', value: null, problem, remedy });
  };
  const wrong = (path: Path, given: unknown, { problem, remedy }: Words): undefined => {
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
      return wrong(path, null, { problem: EMPTY, remedy: mapRemedy(schema) });
    if (given === null || given === '')
      return wrongKey(path, { problem: NO_VALUE, remedy: emptyRemedy(schema, required) });
    const types = [schema.type ?? []].flat();
    if (types.includes('object') && (types.length === 1 || isMap(given)))
      return checkMap(given, schema, path);
    if (types.includes('array') && (types.length === 1 || Array.isArray(given)))
      return checkList(given, schema, path);
    if (typeof given === 'string') return checkScalar(given, schema, path);
    if (types.includes('array') && isMap(given)) return wrong(path, given, unlistedMap(given));
    const expected = typeName(schema);
    const remedy = { en: `write ${expected.en} after the colon`, zh: `请在冒号后填写${expected.zh}` };
    return wrong(path, given, { problem: otherKind(expected, given), remedy });
  };

  const checkMap = (given: unknown, schema: JsonSchema, path: Path): unknown => {
    if (!isMap(given)) {
      const problem = otherKind(TYPE_NAMES.object, given);
      return wrong(path, given, { problem, remedy: mapRemedy(schema) });
    }
    const { properties = {}, required = [], minProperties = 0, maxProperties = Infinity } = schema;
    const whole: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(given)) {
      const found = member(schema, key);
      if (found) whole[key] = check(value, found, [...path, key], required.includes(key));
      else wrongKey([...path, key], unknownKey(schema, key));
    }
    const meant = Object.keys(given).map(key => meantKey(schema, key));
    for (const key of required.filter(name => !Object.hasOwn(given, name) && !meant.includes(name))) {
      wrong(path, null, missing(key, describe(properties[key]!, root), resolve(properties[key]!, root)));
    }
    const size = Object.keys(given).length;
    if (size < minProperties) wrong(path, null, { problem: EMPTY, remedy: mapRemedy(schema) });
    if (size > maxProperties) wrong(path, null, tooManyKeys(maxProperties, size));
    return whole;
  };

  const checkList = (given: unknown, schema: JsonSchema, path: Path): unknown => {
    if (!Array.isArray(given)) {
      return wrong(path, given, { problem: otherKind(TYPE_NAMES.array, given), remedy: WRITE_LIST });
    }
    const { items = {}, minItems = 0, maxItems = Infinity } = schema;
    if (given.length < minItems || given.length > maxItems) {
      return wrong(path, null, otherLength(schema, given.length, describe(schema, root)));
    }
    const twice = schema.uniqueItems ? given.findIndex((item, index) => given.indexOf(item) < index) : -1;
    if (twice >= 0) wrong([...path, twice], given[twice], { problem: TWICE, remedy: TAKE_ONE_OUT });
    return given.map((item, index) => {
      const at = [...path, index];
      return severalIn(item, resolve(items, root), /[，、；;]/u)
        ? wrong(at, item, CHINESE_COMMA)
        : check(item, items, at, true);
    });
  };

  /** What stands between commas, where each would do by itself; else null. */
  const severalIn = (given: unknown, schema: JsonSchema, commas: RegExp): string[] | null => {
    const several = typeof given === 'string' ? given.split(commas).map(one => one.trim()) : [];
    const fits = (one: string) =>
      schema.enum?.includes(one) ?? (schema.pattern && matches(schema.pattern, one));
    return several.length > 1 && several.every(fits) ? several : null;
  };

  const checkScalar = (given: string, schema: JsonSchema, path: Path): unknown => {
    const types = [schema.type ?? []].flat();
    if (types.includes('string')) {
      if (schema.enum && !schema.enum.includes(given))
        return wrong(path, given, notListed(given, schema.enum));
      if (schema.pattern === undefined || matches(schema.pattern, given)) return given;
      const several = types.includes('array') ? severalIn(given, schema, /[，、；;,]/u) : null;
      return wrong(path, given, several ? unlisted(several) : reword(path, given, otherForm(given, schema)));
    }
    if (types.includes('boolean')) {
      if (given === 'true' || given === 'false') return given === 'true';
      return wrong(path, given, { problem: expectedA(TYPE_NAMES.boolean), remedy: WRITE_ONE });
    }
    if (!(types.includes('integer') ? WHOLE : DECIMAL).test(given)) {
      return wrong(path, given, { problem: expectedA(typeName(schema)), remedy: DIGITS_ONLY });
    }
    const { minimum = -Infinity, maximum = Infinity } = schema;
    if (Number(given) >= minimum && Number(given) <= maximum) return Number(given);
    return wrong(path, given, { problem: outOfRange(schema), remedy: CORRECT_IT });
  };

  return { value: check(value, root, [], true) as Holed<Value> | undefined, problems };
}

// What YAML's core schema, and so every editor, takes for a number.
const WHOLE = /^[-+]?[0-9]+$/;
const DECIMAL = /^[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)$/;

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
