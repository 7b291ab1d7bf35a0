/** How the files would read if a code of a platform's directory were mapped: nothing is written here. */

import type { Catalogue, Matter } from '../../hub/catalogue/catalogue.ts';
import type { Directory, DirectoryItem } from '../../hub/catalogue/drift/directory-item.ts';
import { nameOf } from '../../upstream/platform-code.ts';
import { type FileEdit, fileEdit } from '../edit/file-edits.ts';
import { withGridClass } from '../edit/grid-class-text.ts';
import { type Place, withCode } from '../edit/matter-text.ts';
import { type NewMatter, withMatter } from '../edit/new-matter.ts';
import { GRID_CLASSES, type SchemaTexts } from '../edit/schema-texts.ts';

/** A row that is to be mapped, and the directory that it is of. */
export interface Unmapped extends Pick<Directory, 'platform' | 'lists' | 'items'> {
  row: DirectoryItem;
}

export type Decision =
  /** The code is one of a matter that there is. `en` is the English name of a class that is not listed yet. */
  | { to: Matter; place: Place; en: string }
  /** It is a matter of its own. */
  | { asNew: NewMatter };

type Texts = Pick<SchemaTexts, 'text' | 'fileOf'>;

export function proposal(
  { platform, lists, row }: Omit<Unmapped, 'items'>,
  decision: Decision,
  catalogue: Catalogue,
  texts: Texts,
): FileEdit[] {
  if ('asNew' in decision) {
    const file = texts.fileOf(row.category!)!;
    return [fileEdit(file, texts.text(file), text => withMatter(text, row.category!, decision.asNew).text)];
  }
  const { to, place, en } = decision;
  const file = texts.fileOf(to.category.code)!;
  const code = { matter: to.code, key: nameOf(platform), code: row.code, place };
  const mapped = fileEdit(file, texts.text(file), text => withCode(text, code));
  if (lists === 'ITEMS' || catalogue.gridClass(row.code)) return [mapped];
  return [listed(row, en, texts), mapped];
}

function listed({ code, name }: DirectoryItem, en: string, texts: Texts): FileEdit {
  const names = { zh: name ?? '', en };
  return fileEdit(GRID_CLASSES, texts.text(GRID_CLASSES), text => withGridClass(text, code, names));
}
