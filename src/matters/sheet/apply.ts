/** Writes what a sheet asks for into the text of the matter files, in memory. */
import { editField, type FieldEdit } from '../edit/edit-field.ts';
import { type FileEdit, fileEdit } from '../edit/file-edits.ts';
import { addMatter } from '../edit/new-matter.ts';
import type { SchemaTexts } from '../edit/schema-texts.ts';
import type { FieldChange, MatterChange } from './change.ts';
import { bureauInShort, type Names } from './words.ts';

/** One edit a file that changes. */
export function applied(
  texts: Pick<SchemaTexts, 'text' | 'fileOf'>,
  changes: readonly MatterChange[],
  names: Names,
): FileEdit[] {
  // A category that has no file has been refused.
  const byFile = Map.groupBy(changes, ({ category }) => texts.fileOf(category)!);
  return [...byFile]
    .map(([file, own]) =>
      fileEdit(file, texts.text(file), text =>
        own.reduce((now, change) => withChange(now, change, names), text),
      ),
    )
    .filter(({ before, after }) => before !== after)
    .toSorted((a, b) => (a.file < b.file ? -1 : 1));
}

function withChange(text: string, { code, isNew, kind, fields }: MatterChange, names: Names): string {
  const begun = isNew ? addMatter(text, kind, code) : text;
  return fields.reduce((now, field) => editField(now, code, editOf(field, names)), begun);
}

function editOf({ column: { type, path }, value }: FieldChange, { bureaus, city }: Names): FieldEdit {
  if (type !== 'BUREAU') return { path, value, plain: type === 'CODE' };
  // The short code says little: the files name the bureau behind it.
  const name = bureaus.get(String(value));
  return { path, value, ...(name === undefined ? {} : { comment: bureauInShort(name, city) }) };
}
