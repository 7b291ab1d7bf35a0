/** A row whose code the catalogue does not have, or that has none: a matter to add. */
import type { MatterKind } from '../../hub/catalogue/catalogue.ts';
import { closest } from '../../hub/files/closest.ts';
import type { Numbers } from '../numbers.ts';
import type { MatterChange, Report } from './change.ts';
import { CATEGORY, CODE, COLUMNS, type Column, KIND } from './columns.ts';
import { fieldsOf } from './fields.ts';
import type { Header } from './header.ts';
import type { Known } from './known.ts';
import type { Row } from './row.ts';
import * as say from './row-words.ts';
import { atCell } from './sheet-finding.ts';
import { tidyCode } from './tidy.ts';
import { KINDS, understood } from './words.ts';

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
  const lacking: Column[] = [];
  const asked = (column: Column, known: string | undefined): string | null => {
    const text = row.text(column);
    // A spoiled cell has been reported.
    if (text === null && columns.has(column)) return null;
    if (text === null || tidyCode(text) === '') {
      if (known === undefined) lacking.push(column);
      return known ?? null;
    }
    const read = understood(column.type, text, names);
    if ('problem' in read) return refuse(column, read);
    return known === undefined || read.value === known ? String(read.value) : refuse(column, say.OF_ANOTHER);
  };
  const category = asked(CATEGORY, number);
  const kind = asked(KIND, letter && KIND_OF[letter]) as MatterKind | null;
  if (category && !names.categories.has(category)) return refuse(CODE, say.noCategory(category));

  // Everything at once: what else is missing is said also while it is not known where the matter belongs.
  const likely = kind ?? kindByCells(row);
  const missing = (applies: (column: Column) => boolean) =>
    COLUMNS.filter(
      column => column.path.length > 0 && column.required && !columns.has(column) && applies(column),
    );
  lacking.push(...missing(column => column.only === null || column.only === likely));
  const kinds = likely ? [] : (Object.keys(KINDS) as MatterKind[]);
  const more = new Map(kinds.map(one => [one, missing(({ only }) => only === one)]));
  if (lacking.length > 0) refuse(CODE, say.newNeeds(lacking, more));
  const bureau = names.bureauOf.get(category ?? '') ?? '';
  const compared = { kind: likely, before: null, bureau, names };
  const { changes: fields } = fieldsOf(row, compared, reported);
  if (!kind || !category) return null;
  const nameZh = fields.find(({ column }) => column.path[0] === 'zh')?.after ?? '';
  const code = given === '' ? numbers.next(kind, category) : given;
  return { code, isNew: true, whole, category, kind, nameZh, place: row.place(CODE), fields };
}

const CODE_PATTERN = /^([SE])-(\d{2})-\d{3}$/u;
const KIND_OF: Readonly<Record<string, MatterKind>> = { S: 'SUPERVISION', E: 'ENFORCEMENT' };

/** The kind whose own columns are filled in; null for neither or both. */
function kindByCells(row: Row): MatterKind | null {
  const filled = (kind: MatterKind) =>
    COLUMNS.some(column => column.only === kind && tidyCode(row.text(column) ?? '') !== '');
  const kinds = (Object.keys(KINDS) as MatterKind[]).filter(filled);
  return kinds.length === 1 ? kinds[0]! : null;
}
