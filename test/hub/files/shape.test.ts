import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { parse } from 'yaml';
import { type JsonSchema, resolve } from '../../../src/hub/files/json-schema.ts';
import { checkShape } from '../../../src/hub/files/shape.ts';
import { schemasWithin } from './schemas-within.ts';

const MATTERS = readdirSync('schema/matters').filter(name => name.endsWith('.yaml'));
const FILES = {
  'matters/matter-file': MATTERS.map(name => `matters/${name}`),
  'directory/regions': ['directory/regions.yaml'],
  'directory/departments': ['directory/departments.yaml'],
  'directory/grid-classes': ['directory/grid-classes.yaml'],
  'limits/limits': ['limits/limits.yaml'],
  'limits/calendar': ['limits/calendar.yaml'],
  'indicators/indicators': ['indicators/indicators.yaml'],
};

const text = (name: string) => readFileSync(`schema/${name}`, 'utf8');
const schemaOf = (name: string) => JSON.parse(text(`${name}.schema.json`)) as JsonSchema;

/** The standard's own checker, which is what editors have, told of the words for editors and for our messages. */
function ajv(schema: JsonSchema, options: { coerceTypes: boolean }) {
  const standard = new Ajv({ ...options, strict: true, allowUnionTypes: true, strictRequired: false });
  for (const keyword of ['patternErrorMessage', 'enumDescriptions', 'x-keys', 'x-elsewhere']) {
    standard.addKeyword(keyword);
  }
  return standard.compile(schema);
}

describe.each(Object.entries(FILES))('schema/%s.schema.json', (name, files) => {
  const schema = schemaOf(name);

  it('takes each of its files as an editor reads it, with numbers where YAML has numbers', () => {
    const valid = ajv(schema, { coerceTypes: false });
    expect(files.filter(file => !valid(parse(text(file))))).toEqual([]);
  });

  it('is named in the first line of each of its files, for editors', () => {
    const line = `# yaml-language-server: $schema=${name.split('/')[1]}.schema.json`;
    expect(files.filter(file => text(file).split('\n')[0] !== line)).toEqual([]);
  });

  it('explains every key with the Chinese term', () => {
    const explained = (property: JsonSchema) =>
      /\p{Script=Han}/u.test(property.description ?? resolve(property, schema).description ?? '');
    expect(keys(schema).filter(([, property]) => !explained(property))).toEqual([]);
  });

  it('says for editors in both languages what a code should look like, and where to find it', () => {
    const patterns = keys(schema).filter(([, property]) => resolve(property, schema).pattern);
    const mute = patterns.filter(
      ([, property]) =>
        !/^expected [^；\p{Script=Han}]+; [^；\p{Script=Han}]+ 应为[^；]+；请.+$/u.test(
          resolve(property, schema).patternErrorMessage ?? '',
        ),
    );
    expect(mute).toEqual([]);
  });

  it('says in both languages which keys a map takes, and where a key belongs that does not', () => {
    const words = schemasWithin(schema).flatMap(map => [
      ...(map['x-keys'] === undefined ? [] : [map['x-keys']]),
      ...Object.values(map['x-elsewhere'] ?? {}),
    ]);
    const mute = words.filter(text => !/^\P{Script=Han}+ \p{Script=Han}/u.test(text));
    expect(mute).toEqual([]);
  });
});

/** Every key that a schema names, wherever it does. */
function keys(schema: JsonSchema): [string, JsonSchema][] {
  return schemasWithin(schema).flatMap(({ properties = {} }) => Object.entries(properties));
}

describe('The shape check', () => {
  const cases = Object.entries(FILES).map(([name, [file]]) => {
    const schema = schemaOf(name);
    return {
      schema,
      valid: ajv(schema, { coerceTypes: true }),
      value: parse(text(file!), { schema: 'failsafe' }),
    };
  });

  it('agrees with a standard checker of JSON Schema on any slip in a file', () => {
    const verdicts = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(
        fc.nat(cases.length - 1),
        slip,
        fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
        (index, made, way) => {
          const { schema, valid, value } = cases[index]!;
          const damaged = structuredClone(value);
          damage(damaged, made, way);
          const { problems } = checkShape('any.yaml', damaged, schema);
          const verdict = problems.length > 0 ? 'refused' : 'accepted';
          verdicts[verdict]++;
          expect({ problems, verdict }).toEqual({
            problems,
            verdict: valid(damaged) ? 'accepted' : 'refused',
          });
        },
      ),
      { numRuns: 600 },
    );
    // Else the slips were no slips, or nothing but slips.
    expect(verdicts.refused).toBeGreaterThan(100);
    expect(verdicts.accepted).toBeGreaterThan(100);
  });
});

type Slip = { remove: true } | { put: unknown } | { add: string };

// Without "" and 0x10, in which ajv's conversion of strings sees the number that YAML's reader would, or would not.
const slip: fc.Arbitrary<Slip> = fc.oneof(
  fc.constant({ remove: true } as const),
  fc.constantFrom(
    ...['x', '08', '-1', '1.5', 'true', 'yes', 'JSJ', 'G10101', 'SIMPLE', '现场检查', '3306083485001'].map(
      put => ({ put }),
    ),
    ...[[], {}, ['x'], { x: 'y' }, ['JG-010101', { code: 'JG-010102' }]].map(put => ({ put })),
  ),
  fc.constantFrom('note', 'penalty', 'codes', 'x', '331199', 'zh', 'department').map(add => ({ add })),
);

/** Goes down the tree by the numbers of `way`, and does the slip somewhere there. */
function damage(tree: object, made: Slip, way: number[]): void {
  const [choice = 0, stop = 0, ...rest] = way;
  const parent = tree as Record<string, unknown>;
  const key = Object.keys(parent)[choice % Object.keys(parent).length]!;
  const child = parent[key];
  if (rest.length > 0 && stop % 4 > 0 && typeof child === 'object' && Object.keys(child!).length > 0) {
    damage(child!, made, rest);
  } else if ('put' in made) parent[key] = structuredClone(made.put);
  else if ('add' in made) {
    if (!Array.isArray(tree)) parent[made.add] ??= structuredClone(child);
  } else if (Array.isArray(tree)) tree.splice(Number(key), 1);
  else delete parent[key];
}
