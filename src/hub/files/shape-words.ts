import { closest } from './closest.ts';
import { CHINESE_COLON, NO_SPACE } from './colon-slips.ts';
import { type JsonSchema, resolve, type SchemaType } from './json-schema.ts';

type Words = [problem: string, remedy: string];

export function unknownKey(schema: JsonSchema, key: string): Words {
  const elsewhere = schema['x-elsewhere'];
  if (elsewhere && Object.hasOwn(elsewhere, key)) return ['does not belong here', elsewhere[key]!];
  if (schema['x-keys']) return [`expected a key of ${schema['x-keys']}`, 'correct it'];
  if (/^[\w-]+\s*：/u.test(key)) return [CHINESE_COLON.problem, CHINESE_COLON.remedy];
  if (/^[\w-]+:/u.test(key)) return [NO_SPACE.problem, NO_SPACE.remedy];
  const meant = meantKey(schema, key);
  return ['unknown key', meant ? `did you mean "${meant}"?` : mapRemedy(schema)];
}

/** The key that a mistyped one was meant to be; null for a right one, and where there is none like it. */
export function meantKey(
  { properties = {}, 'x-elsewhere': elsewhere = {} }: JsonSchema,
  key: string,
): string | null {
  return Object.hasOwn({ ...elsewhere, ...properties }, key) ? null : closest(key, Object.keys(properties));
}

export function notListed(given: string, listed: readonly string[]): Words {
  const meant = closest(given, listed);
  return [`expected ${listed.join(', ')}`, meant ? `did you mean ${meant}?` : 'write one of these'];
}

/** A message for editors, written as "problem; remedy", in its halves. */
export function halves(message: string): Words {
  const [problem = '', ...remedy] = message.split('; ');
  return [problem, remedy.join('; ')];
}

export function emptyRemedy(schema: JsonSchema, required: boolean): string {
  if (schema.type === 'array' && !schema.minItems) return 'write [] where there is none';
  return required ? 'write one' : 'write one, or take the line out where there is none';
}

export function mapRemedy(schema: JsonSchema): string {
  const known = Object.keys(schema.properties ?? {});
  return known.length > 0 ? `the keys here are ${known.join(', ')}` : `its keys are of ${schema['x-keys']}`;
}

export function range({ minimum, maximum }: JsonSchema): string {
  if (minimum === undefined) return `up to ${maximum}`;
  return maximum === undefined ? `from ${minimum} up` : `from ${minimum} to ${maximum}`;
}

/** The first sentence of what a schema, or else its definition, says of itself. */
export function describe(schema: JsonSchema, root: JsonSchema): string {
  const description = schema.description ?? resolve(schema, root).description ?? '';
  return description.replace(/[.;](\s.*)?$/su, '');
}

export function typeName({ type }: JsonSchema): string {
  return TYPE_NAMES[[type ?? 'string'].flat()[0]!];
}

const TYPE_NAMES: Record<SchemaType, string> = {
  object: 'keys with values',
  array: 'a list',
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};
