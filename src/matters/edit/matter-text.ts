/** A platform's code in the text of a matter file: where it stands, and how another takes its place or its turn. */
import { type Document, isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import type { PlatformName } from '../../role.ts';
import { editField } from '../yaml/edit-matter.ts';

export type CodeKey = PlatformName;

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
  /** It counts no more, for former events neither. */
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
  const former = datedCodes(itemOf(parseDocument(text, { schema: 'failsafe' }), matter), key);
  const section = matter.startsWith('S') ? 'supervision' : 'enforcement';
  const codes = inTurn(former, code, place);
  const alone = codes.length === 1 && codes[0]!.from === undefined;
  const value = alone ? code : codes;
  return editField(text, section, matter, { path: ['codes', key], value, plain: true });
}

interface Dated {
  code: string;
  from?: string;
  to?: string;
}

/** The codes that stand there, whether as one or as a list. */
function datedCodes(item: YAMLMap, key: CodeKey): Dated[] {
  const { codes } = item.toJSON() as { codes?: Partial<Record<CodeKey, string | Dated[]>> };
  const written = codes?.[key] ?? [];
  return typeof written === 'string' ? [{ code: written }] : written;
}

/**
 * Codes that began on the same day stay beside the new one; those that were open before end on it. One that is over keeps
 * its former events, whatever takes the place of those that are open.
 */
function inTurn(former: readonly Dated[], code: string, place: Place): Dated[] {
  if (place === 'INSTEAD') return [...former.filter(each => each.to && each.code !== code), { code }];
  if (place === 'BESIDE') return [...former, { code }];
  const { from } = place;
  const ended = former.map(each => (each.to || each.from === from ? each : { ...each, to: from }));
  return [...ended, { code, from }];
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

/** Right behind the last value of a map. */
export function endOf(map: YAMLMap): number {
  const last = map.items.at(-1)!.value as YAMLMap | { range: [number, number, number] };
  return isMap(last) && !last.flow ? endOf(last) : last.range![1];
}
