/** Writes what a sheet asks for into the text of the matter files, in memory. */

import { addMatter, editField, type FieldEdit, type Section } from '../yaml/edit-matter.ts';
import type { FieldChange, MatterChange } from './change.ts';
import { bureauInShort, type Names } from './words.ts';

/** The texts by category code, changed where there is something to change. */
export function applied(
  texts: ReadonlyMap<string, string>,
  changes: readonly MatterChange[],
  names: Names,
): ReadonlyMap<string, string> {
  const result = new Map(texts);
  for (const { code, isNew, category, kind, fields } of changes) {
    const section: Section = kind === 'SUPERVISION' ? 'supervision' : 'enforcement';
    const given = result.get(category)!;
    const windows = !/(?<!\r)\n/u.test(given);
    let text = windows ? given.replaceAll('\r\n', '\n') : given;
    if (isNew) text = addMatter(text, section, code);
    for (const field of fields) text = editField(text, section, code, editOf(field, names));
    result.set(category, windows ? text.replaceAll('\n', '\r\n') : text);
  }
  return result;
}

function editOf({ column: { type, path }, value }: FieldChange, { bureaus, city }: Names): FieldEdit {
  if (type !== 'BUREAU') return { path, value, plain: type === 'CODE' };
  // The short code says little: the files name the bureau behind it.
  const name = bureaus.get(String(value));
  return { path, value, ...(name === undefined ? {} : { comment: bureauInShort(name, city) }) };
}
