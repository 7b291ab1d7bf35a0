/**
 * Edits of a matter file as text. What is not meant stays as it is to the byte, comments, order and blanks with it: the
 * document says where a value stands, and only there the text changes.
 */
import { type Document, isMap, isScalar, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import { flowScalar } from './scalar.ts';

export type CodeKey = 'province' | 'city' | 'grassroots';

const ORDER: readonly CodeKey[] = ['province', 'city', 'grassroots'];

/** The file has no such matter. */
export class NoSuchMatter extends Error {
  override readonly name = 'NoSuchMatter';
}

export interface NewCode {
  matter: string;
  key: CodeKey;
  code: string;
  place: Place;
}

/** What becomes of a code that stands there already. */
export type Place =
  | 'INSTEAD'
  /** Both count. */
  | 'BESIDE'
  /** It counts until that day, `2024-07-01`, and the new one from then on. */
  | { from: string };

/**
 * The text with a platform's code of a matter.
 *
 * @throws NoSuchMatter
 */
export function withCode(text: string, { matter, key, code, place }: NewCode): string {
  const document = parseDocument(text, { schema: 'failsafe' });
  const item = itemOf(document, matter);
  const written = flowScalar(code);
  const codes = item.get('codes', true);
  if (!isMap(codes)) return inserted(text, lineEnd(text, endOf(item)), `\n    codes: { ${key}: ${written} }`);
  const value = codes.get(key, true) as unknown;
  if (isScalar(value) || isSeq(value)) {
    if (place === 'INSTEAD') return replaced(text, value.range!, written);
    if (isSeq(value)) return inList(text, value, written, place);
    const [until, since] = place === 'BESIDE' ? ['', ''] : [`, to: ${place.from}`, `, from: ${place.from}`];
    const former = textOf(text, value.range!);
    return replaced(text, value.range!, `[{ code: ${former}${until} }, { code: ${written}${since} }]`);
  }
  return inserted(text, ...gapFor(text, codes, key, `${key}: ${written}`));
}

/** The line, from 1, on which a matter has its code of a platform; where it has none, the line that the matter begins on. */
export function lineOfCode(text: string, matter: string, key: CodeKey): number {
  const item = itemOf(parseDocument(text, { schema: 'failsafe' }), matter);
  const codes = item.get('codes', true);
  const value = isMap(codes) ? codes.get(key, true) : undefined;
  const offset = isScalar(value) || isSeq(value) ? value.range![0] : item.range![0];
  return text.slice(0, offset).split('\n').length;
}

/** The matter's map in either list. */
function itemOf(document: Document, matter: string): YAMLMap {
  for (const section of ['supervision', 'enforcement']) {
    const items = document.get(section);
    if (!isSeq(items)) continue;
    const found = items.items.find(item => isMap(item) && item.get('code') === matter);
    if (found) return found as YAMLMap;
  }
  throw new NoSuchMatter(`expected a matter ${matter}, got a file without it`);
}

/** Codes that began on the same day stay beside the new one; those that were open before end on it. */
function inList(text: string, list: YAMLSeq, written: string, place: 'BESIDE' | { from: string }): string {
  const end = (list.items.at(-1) as YAMLMap).range![1];
  if (place === 'BESIDE') return inserted(text, end, `, { code: ${written} }`);
  const { from } = place;
  let edited = inserted(text, end, `, { code: ${written}, from: ${from} }`);
  for (const item of list.items.toReversed()) {
    if (!isMap(item) || item.has('to') || item.get('from') === from) continue;
    edited = inserted(edited, endOf(item), `, to: ${from}`);
  }
  return edited;
}

/** Where a key that is not there goes, in the order of the others, and how it is written there. */
function gapFor(text: string, codes: YAMLMap, key: CodeKey, written: string): [at: number, addition: string] {
  const rank = (pair: (typeof codes.items)[number]) =>
    ORDER.indexOf((isScalar(pair.key) ? pair.key.value : pair.key) as CodeKey);
  const before = codes.items.filter(pair => rank(pair) < ORDER.indexOf(key)).at(-1);
  const first = codes.items[0];
  if (!first) return [codes.range![0] + 1, ` ${written} `];
  const start = (first.key as { range: [number, number, number] }).range[0];
  const indent = text.slice(text.lastIndexOf('\n', start) + 1, start);
  if (!before) return [start, codes.flow ? `${written}, ` : `${written}\n${indent}`];
  const end = (before.value as { range: [number, number, number] }).range[1];
  return codes.flow ? [end, `, ${written}`] : [lineEnd(text, end), `\n${indent}${written}`];
}

/** Where the line ends that this place is in, behind its comment. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** Right behind the last value of a map. */
export function endOf(map: YAMLMap): number {
  const last = map.items.at(-1)!.value as YAMLMap | { range: [number, number, number] };
  return isMap(last) && !last.flow ? endOf(last) : last.range![1];
}

const textOf = (text: string, [start, end]: [number, number, number]): string => text.slice(start, end);

const inserted = (text: string, at: number, addition: string): string =>
  text.slice(0, at) + addition + text.slice(at);

const replaced = (text: string, [start, end]: [number, number, number], written: string): string =>
  text.slice(0, start) + written + text.slice(end);
