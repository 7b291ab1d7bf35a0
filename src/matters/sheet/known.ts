/** What rows are read against: the catalogue's matters, and how they are told from one another without a code. */
import type { MatterKind } from '../../hub/catalogue/catalogue.ts';
import { CATEGORY, KIND, NAME } from './columns.ts';
import type { Matter } from './matter-row.ts';
import type { Row } from './row.ts';
import { tidyCode, tidyText } from './tidy.ts';
import { type Names, understood } from './words.ts';

export interface Known {
  readonly matters: ReadonlyMap<string, Matter>;
  readonly names: Names;
}

/** A matter's name within its category and kind. */
export interface Identity {
  readonly nameZh: string;
  readonly kind: MatterKind;
  readonly category: string;
}

/** @param code says the kind and the category where the cells do not; null where a row does not say all three. */
export function identityOf(row: Row, code: string, names: Names): Identity | null {
  const read = (column: typeof KIND, known: string | undefined) => {
    const text = row.text(column) ?? '';
    if (tidyCode(text) === '') return known;
    const found = understood(column.type, text, names);
    return 'value' in found ? String(found.value) : undefined;
  };
  const [, letter, number] = /^([SE])-(\d{2})-/u.exec(code) ?? [];
  const nameZh = tidyText(row.text(NAME) ?? '');
  const kind = read(KIND, letter && { S: 'SUPERVISION', E: 'ENFORCEMENT' }[letter]) as MatterKind | undefined;
  const category = read(CATEGORY, number);
  return nameZh && kind && category ? { nameZh, kind, category } : null;
}

/** The codes of the matters that a row's name, kind and category are those of. */
export const codesOfName = (
  { nameZh, kind, category }: Identity,
  matters: ReadonlyMap<string, Matter>,
): string[] =>
  [...matters.values()]
    .filter(
      matter =>
        tidyText(matter.item.zh) === nameZh && matter.kind === kind && matter.category.code === category,
    )
    .map(({ code }) => code);
