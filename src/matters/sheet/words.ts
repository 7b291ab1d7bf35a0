/** A value of the YAML files in an official's words, and the words as a value. */
import type { MatterKind } from '../../hub/catalogue/catalogue.ts';
import type { CatalogueFiles } from '../../hub/catalogue/files/build-catalogue.ts';
import type { Text } from '../text.ts';
import type { ColumnType } from './columns.ts';
import { codesShown, codesUnderstood, DATED_FORM, type ListedCode } from './dated-codes.ts';
import { oneOf } from './one-of.ts';
import { tidyCode, tidyText } from './tidy.ts';

export type Value = string | number | boolean | readonly string[] | readonly ListedCode[];

/** What cells name by their names. */
export interface Names {
  /** Short code to name: `ZFJ`, `丽水市综合行政执法局`. */
  readonly bureaus: ReadonlyMap<string, string>;
  /** Code to name: `08`, `城镇燃气`. */
  readonly categories: ReadonlyMap<string, string>;
  /** A category's code to the short code of its bureau, which its matters have unless they have their own. */
  readonly bureauOf: ReadonlyMap<string, string>;
  /** The city's name, which its bureaus' names begin with: `丽水市`. */
  readonly city: string;
}

export function namesOf({ matters, regions, departments }: CatalogueFiles): Names {
  // The files' schema has exactly one city.
  const code = Object.keys(regions.city)[0]!;
  return {
    bureaus: new Map(Object.entries(departments.bureaus[code] ?? {}).map(([kind, { zh }]) => [kind, zh])),
    categories: new Map(matters.map(({ category }) => [category.code, category.zh])),
    bureauOf: new Map(matters.map(({ category }) => [category.code, category.department])),
    city: regions.city[code]!.zh,
  };
}

export const KINDS = { SUPERVISION: '监管', ENFORCEMENT: '处罚' } as const satisfies Record<
  MatterKind,
  string
>;
const PROCEDURES = { SIMPLE: '简易程序', ORDINARY: '普通程序' };
const YES_NO = { true: '是', false: '否' };

/** What a cell says for a value; empty for none. */
export function shown(type: ColumnType, value: unknown, names: Names): string {
  if (value === undefined) return '';
  const text = String(value);
  switch (type) {
    case 'CODE':
      return Array.isArray(value) ? codesShown(value) : text;
    case 'LIST':
      return (value as readonly string[]).join('、');
    case 'BUREAU':
      return names.bureaus.get(text) ?? text;
    case 'CATEGORY':
      return `${text} ${names.categories.get(text) ?? ''}`.trim();
    case 'KIND':
      return KINDS[text as MatterKind];
    case 'PROCEDURE':
      return PROCEDURES[text as keyof typeof PROCEDURES];
    case 'YES_NO':
      return YES_NO[text as keyof typeof YES_NO];
    default:
      return text;
  }
}

export type Understood = { readonly value: Value } | { readonly problem: Text; readonly remedy: Text };

/** The value that a cell's words mean. Whether a code or a number is a good one is the catalogue's check to say. */
export function understood(type: ColumnType, text: string, names: Names): Understood {
  const word = tidyCode(text);
  switch (type) {
    case 'TEXT':
      return { value: tidyText(text) };
    case 'CODE': {
      const value = codesUnderstood(text);
      return typeof value === 'string' && value.includes('(') ? DAYS_NOT_READ : { value };
    }
    case 'YUAN':
      return yuan(word);
    case 'LIST':
      return {
        value: text
          .split(/[、，,；;/\s]+/u)
          .map(tidyCode)
          .filter(Boolean),
      };
    case 'BUREAU':
      return oneOf(word, bureauWords(names));
    case 'CATEGORY':
      return oneOf(/^\d{2}/u.exec(word)?.[0] ?? word, categoryWords(names));
    case 'KIND':
      return oneOf(
        word,
        wordsOf(KINDS, { SUPERVISION: /^(监管|检查)/u, ENFORCEMENT: /^(处罚|执法|行政处罚)/u }, word),
      );
    case 'PROCEDURE':
      return oneOf(word, wordsOf(PROCEDURES, { SIMPLE: /^简易/u, ORDINARY: /^(普通|一般)/u }, word));
    case 'YES_NO': {
      const read = oneOf(word, wordsOf(YES_NO, SAYING_YES_NO, word));
      return 'value' in read ? { value: read.value === 'true' } : read;
    }
  }
}

const SAYING_YES_NO = {
  true: /^(TRUE|YES|Y|[√✓✔☑]|可以?|能)$/iu,
  false: /^(FALSE|NO|N|[×✗✘Xx☒]|不可以?|不能)$/iu,
};

const DAYS_NOT_READ: Understood = {
  problem: { en: 'the days behind a code cannot be read', zh: '编码后的日期无法识别' },
  remedy: {
    en: `write ${DATED_FORM}: 前 is until that day, without it; 起 is from that day on`,
    zh: `请写成 ${DATED_FORM} 的形式：“前”不含当日，“起”含当日`,
  },
};

function yuan(word: string): Understood {
  const digits = word.replace(/^[¥￥]|元$/gu, '').replace(/(?<=\d),(?=\d{3}(,|$))/gu, '');
  if (/^\d+$/u.test(digits) && Number.isSafeInteger(Number(digits))) return { value: Number(digits) };
  return {
    problem: { en: 'expected a whole number of yuan', zh: '应为以元为单位的整数' },
    remedy: { en: 'write digits only, such as 50000', zh: '只填数字，例如 50000' },
  };
}

/** The words of a table, and the one at hand where it is another way to say one of them. */
function wordsOf(
  table: Record<string, string>,
  others: Record<string, RegExp>,
  word: string,
): Map<string, string> {
  const words = new Map(Object.entries(table).map(([value, name]) => [name, value]));
  const other = Object.entries(others).find(([, pattern]) => pattern.test(word))?.[0];
  return other === undefined ? words : words.set(word, other);
}

/** In full, without the city (`市…` as people say it, or not even that), or by the short code. */
function bureauWords({ bureaus, city }: Names): Map<string, string> {
  const words = new Map<string, string>();
  for (const [kind, name] of bureaus) {
    words.set(name, kind).set(bureauInShort(name, city), kind);
    words.set(name.startsWith(city) ? name.slice(city.length) : name, kind).set(kind, kind);
  }
  return words;
}

/** As the files' comments say it: `丽水市建设局` is `市建设局`. */
export const bureauInShort = (name: string, city: string): string =>
  name.startsWith(city) ? name.slice(city.length - 1) : name;

function categoryWords({ categories }: Names): Map<string, string> {
  return new Map(
    [...categories].flatMap(([code, name]) => [[code, code] as const, [tidyCode(name), code] as const]),
  );
}
