/** A platform's code in the text of a matter file: how another takes its place or its turn. */
import type { YAMLMap } from 'yaml';
import type { PlatformName } from '../../upstream/platform-code.ts';
import { editField } from './edit-field.ts';
import { itemOf } from './items.ts';

export interface NewCode {
  matter: string;
  key: PlatformName;
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
  const codes = inTurn(datedCodes(itemOf(text, matter), key), code, place);
  const alone = codes.length === 1 && codes[0]!.from === undefined;
  const value = alone ? code : codes.map(written);
  return editField(text, matter, { path: ['codes', key], value, plain: true });
}

interface Dated {
  code: string;
  from?: string;
  to?: string;
}

/** The codes that stand there, whether as one or as a list. */
function datedCodes(item: YAMLMap, key: PlatformName): Dated[] {
  const { codes } = item.toJSON() as { codes?: Partial<Record<PlatformName, string | (string | Dated)[]>> };
  return [codes?.[key] ?? []].flat().map(one => (typeof one === 'string' ? { code: one } : one));
}

/** Without days a code stands by itself. */
const written = (dated: Dated): string | Dated => (dated.from || dated.to ? dated : dated.code);

/**
 * Codes that begin on the same day or later stay beside the new one; those that were open before end on it. One that is over keeps
 * its former events, whatever takes the place of those that are open.
 */
function inTurn(former: readonly Dated[], code: string, place: Place): Dated[] {
  if (place === 'INSTEAD') return [...former.filter(each => each.to && each.code !== code), { code }];
  if (place === 'BESIDE') return [...former, { code }];
  const { from } = place;
  const ended = former.map(each => (each.to || (each.from ?? '') >= from ? each : { ...each, to: from }));
  return [...ended, { code, from }];
}
