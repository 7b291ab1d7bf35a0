/** A row whose code the catalogue does not have, or that has none: a matter to add. */
import type { MatterKind } from '../../hub/catalogue/catalogue.ts';
import { closest } from '../../hub/files/closest.ts';
import type { Numbers } from '../numbers.ts';
import type { MatterChange, Report } from './change.ts';
import { appliesTo, CATEGORY, CODE, COLUMNS, type Column, KIND } from './columns.ts';
import { fieldsOf } from './fields.ts';
import type { Header } from './header.ts';
import type { Matter } from './matter-row.ts';
import type { Row } from './row.ts';
import * as say from './row-words.ts';
import { atCell } from './sheet-finding.ts';
import { tidyCode } from './tidy.ts';
import { type Names, understood } from './words.ts';

export interface Known {
  readonly matters: ReadonlyMap<string, Matter>;
  readonly names: Names;
}

/** @param given the code that the row has; empty for none. */
export function newMatter(
  row: Row,
  given: string,
  { columns }: Header,
  { matters, names }: Known,
  numbers: Numbers,
  report: Report,
): MatterChange | null {
  let whole = !row.spoiled;
  const reported: Report = finding => {
    whole = false;
    report(finding);
  };
  const refuse = (column: Column, words: Parameters<typeof atCell>[1]): null => {
    reported(atCell(row.place(column), words));
    return null;
  };

  const [, letter, number] = CODE_PATTERN.exec(given) ?? [];
  if (given !== '' && !letter) return refuse(CODE, say.noSuchCode(closest(given, [...matters.keys()])));
  const asked = (column: Column, known: string | undefined): string | null => {
    const text = row.text(column);
    // A spoiled cell has been reported.
    if (text === null && columns.has(column)) return null;
    if (text === null || tidyCode(text) === '') return known ?? refuse(column, say.newNeeds([column]));
    const read = understood(column.type, text, names);
    if ('problem' in read) return refuse(column, read);
    return known === undefined || read.value === known ? String(read.value) : refuse(column, say.OF_ANOTHER);
  };
  const kind = asked(KIND, letter && KIND_OF[letter]) as MatterKind | null;
  const category = asked(CATEGORY, number);
  if (!kind || !category) return null;
  if (!names.categories.has(category)) return refuse(CODE, say.noCategory(category));

  const lacking = COLUMNS.filter(
    column => column.path.length > 0 && column.required && appliesTo(column, kind) && !columns.has(column),
  );
  if (lacking.length > 0) refuse(CODE, say.newNeeds(lacking));
  const bureau = names.bureauOf.get(category)!;
  const fields = fieldsOf(row, { kind, before: new Map(), bureau, names }, reported);
  const nameZh = fields.find(({ column }) => column.path[0] === 'zh')?.after ?? '';
  const same = given === '' ? sameName(matters, nameZh, kind, category) : undefined;
  if (same) return refuse(CODE, say.thereAlready(same));
  const code = given === '' ? numbers.next(kind, category) : given;
  return { code, isNew: true, whole, category, kind, nameZh, place: row.place(CODE), fields };
}

const CODE_PATTERN = /^([SE])-(\d{2})-\d{3}$/u;
const KIND_OF: Readonly<Record<string, MatterKind>> = { S: 'SUPERVISION', E: 'ENFORCEMENT' };

/** A sheet that is read again, after its new matters were written, still has no codes for them. */
function sameName(
  matters: ReadonlyMap<string, Matter>,
  nameZh: string,
  kind: MatterKind,
  category: string,
): string | undefined {
  return [...matters.values()].find(
    matter => matter.item.zh === nameZh && matter.kind === kind && matter.category.code === category,
  )?.code;
}
