import { closest } from './closest.ts';
import {
  CHINESE_COLON,
  CORRECT_IT,
  didYouMean,
  expectedOneOf,
  NO_SPACE,
  type Words,
  WRITE_ONE,
} from './common-words.ts';
import { type JsonSchema, resolve, type SchemaType } from './json-schema.ts';
import { mistyped } from './mistyped.ts';
import { bothOf, type Text } from './text.ts';

export const EMPTY: Text = { en: 'is empty', zh: '没有内容' };
export const NO_VALUE: Text = { en: 'has no value', zh: '没有值' };
export const TWICE: Text = { en: 'stands twice in the list', zh: '在列表中重复' };
export const WRITE_LIST: Text = {
  en: 'write it as [ … ], or as lines that begin with "- "',
  zh: '请写成 [ … ]，或写成以“- ”开头的若干行',
};
export const DIGITS_ONLY: Text = {
  en: 'write digits only, without unit, comma or space',
  zh: '请只写数字，不带单位、逗号和空格',
};

export const expectedA = ({ en, zh }: Text): Text => ({ en: `expected ${en}`, zh: `应为${zh}` });

/** Where a value is not even of the kind that it should be. */
export function otherKind(expected: Text, given: unknown): Text {
  const kind = Array.isArray(given) ? 'array' : typeof given === 'object' ? 'object' : 'string';
  const got = TYPE_NAMES[kind];
  return { en: `expected ${expected.en}, got ${got.en}`, zh: `应为${expected.zh}，实为${got.zh}` };
}

export const missing = (key: string, what: Text, { required = [] }: JsonSchema): Words => ({
  problem: { en: `the key "${key}" is missing`, zh: `缺少键“${key}”` },
  remedy:
    required.length > 0
      ? {
          en: `add it: ${what.en}, with the keys ${required.join(', ')}`,
          zh: `请补上：${what.zh}，其下须有键 ${required.join('、')}`,
        }
      : { en: `add it: ${what.en}`, zh: `请补上：${what.zh}` },
});

/** Several values where one is due, or a list of them. */
export const unlisted = (several: readonly string[]): Words => ({
  problem: { en: 'several stand there without being a list', zh: '有多个值，却没有写成列表' },
  remedy: { en: `write [${several.join(', ')}]`, zh: `请写成 [${several.join(', ')}]` },
});

/** A map where a list of such is due, though it is the only one. */
export function unlistedMap(given: Record<string, unknown>): Words {
  const pairs = Object.entries(given).map(
    ([key, value]) => `${key}: ${typeof value === 'string' ? value : '…'}`,
  );
  const list = `[{ ${pairs.join(', ')} }]`;
  return {
    problem: {
      en: 'there is no list around it, which one alone needs too',
      zh: '外面缺少列表的 [ ]，只有一项也要写',
    },
    remedy: { en: `write ${list}`, zh: `请写成 ${list}` },
  };
}

/** A text that does not fit the pattern of its schema. */
export const otherForm = (given: string, { pattern = '', patternErrorMessage = '' }: JsonSchema): Words =>
  seenCloser(partsOf(patternErrorMessage), given, [pattern]);

/** With what the eye does not see, where it is that. */
function seenCloser({ problem, remedy }: Words, given: string, patterns: readonly string[]): Words {
  const slip = patterns.map(pattern => mistyped(given, pattern)).find(found => found !== null);
  if (!slip) return { problem, remedy };
  return {
    problem: { en: `${problem.en}, but ${slip.fault.en}`, zh: `${problem.zh}：${slip.fault.zh}` },
    remedy: slip.remedy ?? remedy,
  };
}

export const tooManyKeys = (most: number, got: number): Words => ({
  problem: { en: `expected ${most} key, got ${got}`, zh: `应有 ${most} 个键，实有 ${got} 个` },
  remedy: { en: 'keep one', zh: '请只留一个' },
});

export function otherLength({ minItems = 0, maxItems }: JsonSchema, got: number, what: Text): Words {
  const problem =
    minItems === maxItems
      ? {
          en: `expected ${minItems} in the list, got ${got}`,
          zh: `列表中应有 ${minItems} 个，实有 ${got} 个`,
        }
      : {
          en: `expected at least ${minItems} in the list, got ${got}`,
          zh: `列表中应至少有 ${minItems} 个，实有 ${got} 个`,
        };
  return { problem, remedy: { en: `correct it: ${what.en}`, zh: `请更正：${what.zh}` } };
}

export function unknownKey(schema: JsonSchema, key: string): Words {
  const elsewhere = schema['x-elsewhere'];
  if (elsewhere && Object.hasOwn(elsewhere, key)) {
    return {
      problem: { en: 'does not belong here', zh: '此处不应有这个键' },
      remedy: bothOf(elsewhere[key]!),
    };
  }
  if (schema['x-keys']) {
    const { en, zh } = bothOf(schema['x-keys']);
    const words = { problem: { en: `expected a key of ${en}`, zh: `键应为${zh}` }, remedy: CORRECT_IT };
    return seenCloser(words, key, Object.keys(schema.patternProperties ?? {}));
  }
  if (/^[\w-]+\s*：/u.test(key)) return CHINESE_COLON;
  if (/^[\w-]+:/u.test(key)) return NO_SPACE;
  const meant = meantKey(schema, key);
  return {
    problem: { en: 'unknown key', zh: '没有这个键' },
    remedy: meant ? didYouMean(`"${meant}"`) : mapRemedy(schema),
  };
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
  return { problem: expectedOneOf(listed), remedy: meant ? didYouMean(meant) : WRITE_ONE };
}

/** A message for editors, written as "problem; remedy 问题；处理办法", in its parts. */
function partsOf(message: string): Words {
  const both = bothOf(message);
  const [en, zh] = [halves(both.en, '; '), halves(both.zh, '；')];
  return { problem: { en: en[0], zh: zh[0] }, remedy: { en: en[1], zh: zh[1] } };
}

function halves(message: string, between: string): [string, string] {
  const [first = '', ...rest] = message.split(between);
  return [first, rest.join(between)];
}

export function emptyRemedy(schema: JsonSchema, required: boolean): Text {
  if (schema.type === 'array' && !schema.minItems) {
    return { en: 'write [] where there is none', zh: '没有的请写 []' };
  }
  return required
    ? { en: 'write one', zh: '请填写' }
    : { en: 'write one, or take the line out where there is none', zh: '请填写；没有的请删去该行' };
}

export function mapRemedy(schema: JsonSchema): Text {
  const known = Object.keys(schema.properties ?? {});
  if (known.length > 0)
    return { en: `the keys here are ${known.join(', ')}`, zh: `可用的键：${known.join('、')}` };
  const { en, zh } = bothOf(schema['x-keys'] ?? '');
  return { en: `its keys are of ${en}`, zh: `键应为${zh}` };
}

export function outOfRange({ minimum, maximum }: JsonSchema): Text {
  if (minimum === undefined) {
    return { en: `expected a number up to ${maximum}`, zh: `应为不大于 ${maximum} 的数` };
  }
  if (maximum === undefined) {
    return { en: `expected a number from ${minimum} up`, zh: `应为不小于 ${minimum} 的数` };
  }
  return { en: `expected a number from ${minimum} to ${maximum}`, zh: `应为 ${minimum} 至 ${maximum} 的数` };
}

/**
 * What a schema, or else its definition, says of itself: its first sentence; in Chinese the term that stands in it, such
 * as 监管对象 in "Who or what is inspected 监管对象."
 */
export function describe(schema: JsonSchema, root: JsonSchema): Text {
  const description = schema.description ?? resolve(schema, root).description ?? '';
  const en = description.replace(/[.;](\s.*)?$/su, '');
  return { en, zh: /\p{Script=Han}[\p{Script=Han}、（）]*/u.exec(description)?.[0] ?? en };
}

export const typeName = ({ type }: JsonSchema): Text => TYPE_NAMES[[type ?? 'string'].flat()[0]!];

export const TYPE_NAMES: Record<SchemaType, Text> = {
  object: { en: 'keys with values', zh: '若干键和值' },
  array: { en: 'a list', zh: '列表' },
  string: { en: 'text', zh: '文字' },
  integer: { en: 'a whole number', zh: '整数' },
  number: { en: 'a number', zh: '数' },
  boolean: { en: 'true or false', zh: '“true”或“false”' },
};
