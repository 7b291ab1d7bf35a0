/**
 * Changes one value of a matter file in its text, and leaves every other character as it is: comments, order, blank
 * lines, and whether a map is written in braces. The `yaml` library says where each key and value stands; printing its
 * document would set the whole file in the library's style. Lines end in LF.
 */
import { isMap, type Pair, type Scalar, type YAMLMap } from 'yaml';
import { PLATFORM_NAMES } from '../../upstream/platform-code.ts';
import { columnOf, contentEnd, insert, itemOf, keyOf, lineEnd } from './items.ts';
import { scalar, type Written } from './scalar.ts';

export interface FieldEdit {
  /** From the item down to the value: `['penalty', 'fine', 'max']`. */
  readonly path: readonly string[];
  /** Undefined takes the key out, and a map in braces that it leaves empty. Null leaves the key without a value, to be filled in. */
  readonly value: Written | readonly (Written | object)[] | null | undefined;
  /** Whether text that looks like a number stands without quotes, as codes do. */
  readonly plain?: boolean;
  /** Stands behind the value, in place of the comment that does. */
  readonly comment?: string;
}

/** In the order in which our files have them; one list will do, as no two maps disagree. */
const ORDER = [
  ...['code', 'zh', 'en', 'department', 'text', 'basis', 'object', 'methods', 'frequency'],
  ...['fine', 'min', 'max', 'procedure', 'penalty', 'delegable', 'codes', ...PLATFORM_NAMES],
];

/** A map below this key stands on lines of its own. */
const ON_LINES = 'penalty';

/** @throws NoSuchMatter */
export function editField(text: string, matter: string, edit: FieldEdit): string {
  return set(text, itemOf(text, matter), edit.path, edit);
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
    const value = valueText(edit, flow || rest.length > 0);
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
  const own = onLines ? `${key}:\n${indent}  ${inner(rest, edit)}` : keyed(key, written(false));
  // A matter's first key is its code, which stays: there is always one to stand behind.
  const at = lineEnd(text, contentEnd(text, (before ?? map.items[0]!).value as Scalar));
  return insert(text, at, `\n${indent}${own}${commentText(map, comment)}`);
}

/** The first key of a map that stands on lines of its own. */
function inner([key, ...rest]: readonly string[], edit: FieldEdit): string {
  return rest.length === 0 ? keyed(key!, valueText(edit, false)) : `${key}: { ${inner(rest, edit)} }`;
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

const valueText = ({ value, plain = false }: FieldEdit, flow: boolean): string =>
  value == null ? '' : scalar(value, { plain, flow });

const keyed = (key: string, value: string): string => `${key}: ${value}`.trimEnd();

const commentText = (map: YAMLMap, comment: string | undefined): string =>
  comment === undefined || map.flow ? '' : ` # ${comment}`;
