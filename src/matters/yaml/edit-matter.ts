/**
 * Changes one value of a matter file in its text, and leaves every other character as it is: comments, order, blank
 * lines, and whether a map is written in braces. The `yaml` library says where each key and value stands; printing its
 * document would set the whole file in the library's style. Lines end in LF.
 */
import { isMap, isSeq, type Pair, parseDocument, type Scalar, stringify, type YAMLMap } from 'yaml';
import { PLATFORM_NAMES } from '../../role.ts';

export interface FieldEdit {
  /** From the item down to the value: `['penalty', 'fine', 'max']`. */
  readonly path: readonly string[];
  /** Undefined takes the key out, and a map in braces that it leaves empty. */
  readonly value: Written | readonly (Written | object)[] | undefined;
  /** Whether text that looks like a number stands without quotes, as codes do. */
  readonly plain?: boolean;
  /** Stands behind the value, in place of the comment that does. */
  readonly comment?: string;
}

/** A value of a map in braces, in a list, is written as it comes: `{ code: CF-080831, to: 2024-07-01 }`. */
type Written = string | number | boolean;

/** In the order in which our files have them; one list will do, as no two maps disagree. */
const ORDER = [
  ...['code', 'zh', 'en', 'department', 'text', 'basis', 'object', 'methods', 'frequency'],
  ...['fine', 'min', 'max', 'procedure', 'penalty', 'delegable', 'codes', ...PLATFORM_NAMES],
];

/** A map below this key stands on lines of its own. */
const ON_LINES = 'penalty';

export type Section = 'supervision' | 'enforcement';

/** @throws Error when the file has no such matter. */
export function editField(text: string, section: Section, code: string, edit: FieldEdit): string {
  const item = itemsOf(text, section).find(found => found.get('code') === code);
  if (!item) throw new Error(`no matter ${code} under ${section}: in the file`);
  return set(text, item, edit.path, edit);
}

/** Adds a matter with its code alone, behind the others of its section, after an empty line. */
export function addMatter(text: string, section: Section, code: string): string {
  const last = itemsOf(text, section).at(-1);
  if (last) {
    const dash = text.lastIndexOf('-', last.range![0]);
    const indent = ' '.repeat(columnOf(text, dash));
    return insert(text, lineEnd(text, contentEnd(text, last)), `\n\n${indent}- code: ${code}`);
  }
  const [begin] = (sectionOf(text, section).value as Scalar).range!;
  const head = text.slice(0, begin).trimEnd();
  const empty = head + text.slice(text.indexOf(']', begin) + 1);
  return insert(empty, lineEnd(empty, head.length), `\n  - code: ${code}`);
}

/** The matter whose lines a line of the file is among; null for none. */
export function matterAt(text: string, line: number): string | null {
  let begin = 0;
  for (let left = line - 1; left > 0; left -= 1) begin = text.indexOf('\n', begin) + 1;
  const end = lineEnd(text, begin);
  for (const section of ['supervision', 'enforcement'] as const) {
    const item = itemsOf(text, section).find(({ range }) => range![0] <= end && begin < range![1]);
    if (item) return String(item.get('code'));
  }
  return null;
}

function sectionOf(text: string, section: Section): Pair {
  const { contents } = parseDocument(text, { schema: 'failsafe' });
  return (contents as YAMLMap).items.find(pair => keyOf(pair) === section)!;
}

function itemsOf(text: string, section: Section): YAMLMap[] {
  const { value } = sectionOf(text, section);
  return isSeq(value) ? value.items.filter(isMap) : [];
}

function set(text: string, map: YAMLMap, path: readonly string[], edit: FieldEdit): string {
  const [key, ...rest] = path as [string, ...string[]];
  const pair = map.items.find(found => keyOf(found) === key);
  const inner = pair?.value;
  if (rest.length > 0 && isMap(inner)) {
    const only = inner.items.length === 1 && keyOf(inner.items[0]!) === rest[0];
    return edit.value === undefined && only && rest.length === 1
      ? remove(text, map, pair!)
      : set(text, inner, rest, edit);
  }
  if (edit.value === undefined) return pair ? remove(text, map, pair) : text;
  const written = (flow: boolean) => {
    const value = scalar(edit, flow || rest.length > 0);
    return rest.length > 0 ? `{ ${rest[0]}: ${value} }` : value;
  };
  return pair ? replace(text, map, pair, written, edit) : add(text, map, key, rest, written, edit);
}

type Render = (flow: boolean) => string;

function replace(text: string, map: YAMLMap, pair: Pair, written: Render, { comment }: FieldEdit): string {
  const value = pair.value as Scalar;
  const [begin] = value.range!;
  // A list or text on lines of its own moves up behind its key.
  const from = text.slice(0, begin).trimEnd().length;
  const end = contentEnd(text, value);
  const behind = text.slice(end);
  const after = comment === undefined || map.flow ? behind : behind.replace(/^[ \t]*#.*/u, '');
  return `${text.slice(0, from)} ${written(map.flow === true)}${commentText(map, comment)}${after}`;
}

function add(
  text: string,
  map: YAMLMap,
  key: string,
  rest: readonly string[],
  written: Render,
  edit: FieldEdit,
): string {
  const { comment } = edit;
  const before = map.items.filter(item => ORDER.indexOf(keyOf(item)) < ORDER.indexOf(key)).at(-1);
  if (map.flow) {
    const pair = `${key}: ${written(true)}`;
    const first = map.items[0];
    if (before) return insert(text, contentEnd(text, before.value as Scalar), `, ${pair}`);
    if (first) return insert(text, (first.key as Scalar).range![0], `${pair}, `);
    const [begin, end] = map.range!;
    return `${text.slice(0, begin)}{ ${pair} }${text.slice(end)}`;
  }
  const indent = ' '.repeat(columnOf(text, (map.items[0]!.key as Scalar).range![0]));
  const onLines = key === ON_LINES && rest.length > 0;
  const value = onLines ? `\n${indent}  ${inner(rest, edit)}` : ` ${written(false)}`;
  // A matter's first key is its code, which stays: there is always one to stand behind.
  const at = lineEnd(text, contentEnd(text, (before ?? map.items[0]!).value as Scalar));
  return insert(text, at, `\n${indent}${key}:${value}${commentText(map, comment)}`);
}

/** The first key of a map that stands on lines of its own. */
function inner([key, ...rest]: readonly string[], edit: FieldEdit): string {
  return rest.length === 0 ? `${key}: ${scalar(edit, false)}` : `${key}: { ${inner(rest, edit)} }`;
}

function remove(text: string, map: YAMLMap, pair: Pair): string {
  const begin = (pair.key as Scalar).range![0];
  const end = contentEnd(text, pair.value as Scalar);
  if (!map.flow) return text.slice(0, text.lastIndexOf('\n', begin)) + text.slice(lineEnd(text, end));
  const index = map.items.indexOf(pair);
  const next = map.items[index + 1];
  const previous = map.items[index - 1];
  if (next) return text.slice(0, begin) + text.slice((next.key as Scalar).range![0]);
  if (previous) return text.slice(0, contentEnd(text, previous.value as Scalar)) + text.slice(end);
  return `${text.slice(0, map.range![0])}{}${text.slice(map.range![1])}`;
}

/** A value as the files write it: plain where it can be, else in single quotes; lists in brackets, maps in them in braces. */
function scalar({ value, plain = false }: Pick<FieldEdit, 'value' | 'plain'>, flow: boolean): string {
  const listed = (item: unknown): string => scalar({ value: item as Written, plain }, true);
  if (Array.isArray(value)) return `[${value.map(listed).join(', ')}]`;
  if (typeof value === 'object') {
    return `{ ${Object.entries(value)
      .map(([key, item]) => `${key}: ${listed(item)}`)
      .join(', ')} }`;
  }
  if (typeof value !== 'string') return `${value}`;
  const schema = plain ? 'failsafe' : 'core';
  const options = { schema, singleQuote: true, lineWidth: 0, flowCollectionPadding: false } as const;
  return flow
    ? stringify([value], { ...options, collectionStyle: 'flow' }).slice(1, -2)
    : stringify({ k: value }, options).slice('k: '.length, -1);
}

const commentText = (map: YAMLMap, comment: string | undefined): string =>
  comment === undefined || map.flow ? '' : ` # ${comment}`;

const keyOf = ({ key }: Pair): string => String((key as Scalar).value);

const insert = (text: string, at: number, added: string): string =>
  text.slice(0, at) + added + text.slice(at);

/** Where a value's own text ends: a collection's range goes on to the next token. */
function contentEnd(text: string, { range }: Pick<Scalar | YAMLMap, 'range'>): number {
  return text.slice(0, range![1]).trimEnd().length;
}

/** Where the line ends that this place is in, before its line break. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

const columnOf = (text: string, at: number): number => at - (text.lastIndexOf('\n', at - 1) + 1);
