/** What the schema says of a value, for tests of what the mappings make of anything. */

import fc from 'fast-check';
import {
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { mergedSchema } from '../../../src/schema.ts';

const schema = mergedSchema();

/** Types that the hub fills from its catalogue: a mapping gives the catalogue's own thing. */
const OF_THE_CATALOGUE = new Set(['Department', 'Matter', 'Region', 'Category']);

const SCALARS: Record<string, (value: unknown) => boolean> = {
  ID: value => typeof value === 'string',
  String: value => typeof value === 'string',
  Boolean: value => typeof value === 'boolean',
  Int: value => Number.isInteger(value) && Math.abs(value as number) <= 2 ** 31 - 1,
  Float: value => Number.isFinite(value),
  DateTime: value => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/.test(value),
  Date: value => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
  Money: value => typeof value === 'string' && /^\d+\.\d\d$/.test(value),
};

/** The fields of `value` that the type does not allow, as `path: what it is`; the type's fields that it lacks too. */
export function misfits(typeName: string, value: object, only?: readonly string[]): string[] {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`expected an object type of the schema, got ${typeName}`);
  const fields = Object.values(type.getFields()).filter(({ name }) => only?.includes(name) ?? true);
  return fields.flatMap(field =>
    misfitsOf(field.type, (value as Record<string, unknown>)[field.name], field.name),
  );
}

function misfitsOf(type: GraphQLOutputType, value: unknown, path: string): string[] {
  if (isNonNullType(type))
    return value === null || value === undefined ? [`${path}: null`] : misfitsOf(type.ofType, value, path);
  if (value === null) return [];
  const wrong = [`${path}: ${JSON.stringify(value)} as ${type}`];
  if (isListType(type)) {
    if (!Array.isArray(value)) return wrong;
    return value.flatMap((item, index) => misfitsOf(type.ofType, item, `${path}[${index}]`));
  }
  const named = getNamedType(type);
  if (OF_THE_CATALOGUE.has(named.name))
    return typeof (value as { code?: unknown }).code === 'string' ? [] : wrong;
  // A mapping gives an event by its key; what it is, its origin says.
  if (named.name === 'Event') return typeof (value as { id?: unknown }).id === 'string' ? [] : wrong;
  if (isEnumType(named)) return typeof value === 'string' && named.getValue(value) ? [] : wrong;
  if (isObjectType(named)) {
    return typeof value === 'object' ? misfits(named.name, value).map(one => `${path}.${one}`) : wrong;
  }
  return SCALARS[named.name]?.(value) ? [] : wrong;
}

/** What a platform may send in place of any value: near what is right, and anything. */
const stranger = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    '',
    ' ',
    '0',
    '1',
    '2',
    'Y',
    'constructor',
    '__proto__',
    '999.5',
    -1,
  ),
  fc.constantFrom<unknown>(
    0,
    1,
    3,
    2 ** 31,
    1e300,
    Number.NaN,
    true,
    false,
    {},
    [],
    [null],
    [[]],
    ['1'],
    [{}],
  ),
  fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }),
);

/** Records like `example`, with strangers in some places of it, at any depth. */
export function like(example: unknown): fc.Arbitrary<unknown> {
  const same =
    typeof example !== 'object' || example === null
      ? fc.constant(example)
      : Array.isArray(example)
        ? fc.array(fc.oneof(...example.map(like), stranger), { maxLength: 3 })
        : fc.record(Object.fromEntries(Object.entries(example).map(([name, value]) => [name, like(value)])));
  return fc.oneof({ weight: 12, arbitrary: same }, { weight: 1, arbitrary: stranger });
}

/** The fields of the spine that are the event's own in the schema as they stand. */
export const SPINE = [
  'id',
  'origin',
  'channel',
  'title',
  'unmapped',
  'kind',
  'category',
  'region',
  'location',
  'reportedAt',
  'statusChangedAt',
  'finalDueAt',
  'closedAt',
  'urgency',
  'status',
  'statusRaw',
  'voidReason',
  'extended',
  'round',
  'version',
  'assignee',
] as const;

/** Ordered as the schema promises: what has no time comes last. */
export function inOrder(times: readonly (string | null)[]): boolean {
  const known = times.filter(time => time !== null);
  return (
    times.slice(0, known.length).every(time => time !== null) && known.join() === known.toSorted().join()
  );
}
