/** Where the matters of a file stand in its text. The `yaml` library says where each key and value begins and ends. */
import { isMap, isNode, isSeq, type Pair, parseDocument, type Scalar, type YAMLMap } from 'yaml';
import { SECTIONS, type Section } from '../../hub/catalogue/files/matter-file.ts';

/** The file has no such matter. */
export class NoSuchMatter extends Error {
  override readonly name = 'NoSuchMatter';
}

/** The maps of the matters of a section, in their order. */
export function itemsOf(text: string, section: Section): YAMLMap[] {
  const { value } = sectionOf(text, section);
  return isSeq(value) ? value.items.filter(isMap) : [];
}

/** @throws NoSuchMatter */
export function itemOf(text: string, matter: string): YAMLMap {
  const item = SECTIONS.flatMap(section => itemsOf(text, section)).find(found => codeOf(found) === matter);
  if (!item) throw new NoSuchMatter(`expected a matter ${matter}, got a file without it`);
  return item;
}

export const codeOf = (item: YAMLMap): string => String(item.get('code'));

/** A section's key and list. */
export function sectionOf(text: string, section: Section): Pair {
  const { contents } = parseDocument(text, { schema: 'failsafe' });
  const pair = isMap(contents) ? contents.items.find(found => keyOf(found) === section) : undefined;
  if (!pair) throw new TypeError(`expected a list at ${section}, got none`);
  return pair;
}

/** The matter whose lines a line of the file is among; null for none. */
export function matterAt(text: string, line: number): string | null {
  let begin = 0;
  for (let left = line - 1; left > 0; left -= 1) begin = text.indexOf('\n', begin) + 1;
  const end = lineEnd(text, begin);
  const items = SECTIONS.flatMap(section => itemsOf(text, section));
  const item = items.find(({ range }) => range![0] <= end && begin < range![1]);
  return item ? codeOf(item) : null;
}

/**
 * The line, from 1, on which a matter has a value, such as `['codes', 'city']`; where it has none, the line that the matter
 * begins on.
 */
export function lineOf(text: string, matter: string, path: readonly string[]): number {
  const item = itemOf(text, matter);
  const value = item.getIn(path, true);
  const [offset] = isNode(value) && value.range ? value.range : item.range!;
  return text.slice(0, offset).split('\n').length;
}

export const keyOf = ({ key }: Pair): string => String((key as Scalar).value);

export const insert = (text: string, at: number, added: string): string =>
  text.slice(0, at) + added + text.slice(at);

/** Where a value's own text ends: a collection's range goes on to the next token. */
export function contentEnd(text: string, { range }: Pick<Scalar | YAMLMap, 'range'>): number {
  return text.slice(0, range![1]).trimEnd().length;
}

/** Where the line ends that this place is in, before its line break. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

export const columnOf = (text: string, at: number): number => at - (text.lastIndexOf('\n', at - 1) + 1);
