/**
 * What `schema/matters/matter-file.schema.json` says of codes, from what each platform's module says of its own: the
 * rest of that file is written by hand.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { SECTIONS, type Section } from '../src/hub/catalogue/files/matter-file.ts';
import type { JsonSchema, SchemaType } from '../src/hub/files/json-schema.ts';
import type { CodeForm, CodesInFiles } from '../src/platform-module.ts';
import { PLATFORMS } from '../src/platform-modules.ts';
import { PLATFORM_NAMES, type PlatformName } from '../src/upstream/platform-code.ts';

const PATH = 'schema/matters/matter-file.schema.json';

const CODES =
  "The item's code on each platform 各平台代码. Leave a platform out when it has no such item. An event is read by the day that it was reported on.";
const LISTED =
  'Several are written as a list, and so is one that is so from a day on, or until one: [{ code: …, to: 2024-07-01 }, { code: …, from: 2024-07-01 }]. 多个代码或有起止日期的写成列表。';
const ONE =
  'One of several codes; one that is so for a time is written { code: …, from: …, to: … } 其中一个代码，有起止日期的写成 { code: …, from: …, to: … }.';

/** The whole file, with the codes of the platforms that are wired today. */
export function matterSchema(): { path: string; text: string } {
  const schema: JsonSchema = JSON.parse(readFileSync(PATH, 'utf8'));
  const byHand = Object.entries(schema.definitions!).filter(([name]) => !/Codes?$/.test(name));
  schema.definitions = Object.fromEntries([...byHand, ...PLATFORM_NAMES.flatMap(ofPlatform), ...ofKinds()]);
  // Set as everything here is, so that whoever edits the rest by hand sees that alone in the difference.
  const biome = ['node_modules/@biomejs/biome/bin/biome', 'format', `--stdin-file-path=${PATH}`];
  const input = JSON.stringify(schema);
  return { path: PATH, text: execFileSync(process.execPath, biome, { input, encoding: 'utf8' }) };
}

type Definition = [name: string, definition: JsonSchema];

function ofKinds(): Definition[] {
  return SECTIONS.map(kind => [
    `${kind}Codes`,
    {
      description: CODES,
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(
        PLATFORM_NAMES.map(platform => [platform, reference(`${stem(platform, kind)}Codes`)]),
      ),
    },
  ]);
}

function ofPlatform(platform: PlatformName): Definition[] {
  const { codes } = PLATFORMS[platform];
  const kinds: readonly Section[] = codes.supervision === codes.enforcement ? ['supervision'] : SECTIONS;
  return kinds.flatMap((kind): Definition[] => {
    const { type, ...form } = ofForm(codes[kind], codes);
    const name = stem(platform, kind);
    return [
      [
        `${name}Codes`,
        {
          ...form,
          description: `${form.description} ${LISTED}`,
          type: [...[type].flat(), 'array'] as SchemaType[],
          minItems: 1,
          items: reference(`${name}Code`),
        },
      ],
      [
        `${name}Code`,
        {
          ...form,
          description: ONE,
          type: [...[type].flat(), 'object'] as SchemaType[],
          additionalProperties: false,
          required: ['code'],
          properties: { code: { type, ...form }, from: reference('from'), to: reference('to') },
        },
      ],
    ];
  });
}

function ofForm(
  { pattern, form, what, remedy }: CodeForm,
  { shared }: CodesInFiles,
): JsonSchema & { type: SchemaType | SchemaType[] } {
  const bounds = numbers(pattern);
  return {
    description: `${what.en} ${what.zh}: ${form.en}.${shared ? ' Several matters may share one.' : ''}${bounds ? ' Needs no quotes.' : ''}`,
    type: bounds ? ['string', 'integer'] : 'string',
    pattern,
    patternErrorMessage: `expected ${form.en}; ${remedy.en} 应为 ${form.zh}；${remedy.zh}`,
    ...bounds,
  };
}

/** The bounds of codes that YAML takes for numbers: those of a few digits and a number of any others. */
function numbers(pattern: string): Pick<JsonSchema, 'minimum' | 'maximum'> | null {
  const [, first, count] = /^\^([1-9][0-9]*)\[0-9\]\{([0-9]+)\}\$$/.exec(pattern) ?? [];
  if (first === undefined) return null;
  return {
    minimum: Number(first + '0'.repeat(Number(count))),
    maximum: Number(first + '9'.repeat(Number(count))),
  };
}

/** Of both kinds where the platform knows them by the same codes. */
function stem(platform: PlatformName, kind: Section): string {
  const { supervision, enforcement } = PLATFORMS[platform].codes;
  return supervision === enforcement ? platform : `${platform}${kind[0]!.toUpperCase()}${kind.slice(1)}`;
}

const reference = (name: string): JsonSchema => ({ $ref: `#/definitions/${name}` });
