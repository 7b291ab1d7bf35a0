/** What the rows of a sheet ask for, compared with what an exported sheet would say: only what differs is a change. */
import type { MatterKind } from '../../hub/catalogue/catalogue.ts';
import { closest } from '../../hub/files/closest.ts';
import { appliesTo, CATEGORY, CODE, COLUMNS, type Column, KIND } from './columns.ts';
import { unguarded } from './guard.ts';
import type { Header } from './header.ts';
import { cellsOf, type Matter } from './matter-row.ts';
import * as say from './row-words.ts';
import { cellName, type Sheet } from './sheet.ts';
import { atCell, type Place, type SheetFinding, type Words } from './sheet-finding.ts';
import { spoiled } from './spoiled.ts';
import { tidyCode, tidyText } from './tidy.ts';
import { type Names, shown, understood, type Value } from './words.ts';

export interface FieldChange {
  readonly column: Column;
  /** Undefined takes the value out. */
  readonly value: Value | undefined;
  /** In an official's words; empty for none. */
  readonly before: string;
  readonly after: string;
  readonly place: Place;
}

/** A matter with something to change; a new one with all that its row says. */
export interface MatterChange {
  readonly code: string;
  readonly isNew: boolean;
  readonly category: string;
  readonly kind: MatterKind;
  readonly nameZh: string;
  /** The cell that names it. */
  readonly place: Place;
  readonly fields: readonly FieldChange[];
}

export interface Known {
  readonly matters: ReadonlyMap<string, Matter>;
  readonly names: Names;
}

export interface ReadSheet {
  readonly sheet: Sheet;
  readonly header: Header;
}

/** A row with its cells by column. */
interface Row {
  readonly place: (column: Column) => Place;
  readonly text: (column: Column) => string | null;
}

/** Reads all rows of all sheets of a file. A cell with a finding changes nothing. */
export function readRows(
  sheets: readonly ReadSheet[],
  file: string,
  known: Known,
): { changes: MatterChange[]; findings: SheetFinding[] } {
  const findings: SheetFinding[] = [];
  const changes: MatterChange[] = [];
  const firsts = new Map<string, string>();
  const numbers = new Numbers([...known.matters.keys(), ...codesIn(sheets)]);
  for (const { sheet, header } of sheets) {
    for (let at = header.row + 1; at < sheet.rows.length; at += 1) {
      const row = rowOf(sheet, header, at, file, findings);
      if (!row) continue;
      const code = tidyCode(row.text(CODE) ?? '');
      const place = row.place(CODE);
      const first = code === '' ? undefined : firsts.get(code);
      if (first !== undefined) {
        findings.push(atCell(place, say.rowTwice(first)));
        continue;
      }
      if (code !== '') firsts.set(code, cellName(sheet, place.row, place.column));
      const matter = known.matters.get(code);
      const change = matter
        ? changeOf(row, matter, known, findings)
        : newMatter(row, code, header, known, numbers, findings);
      if (change && (change.isNew || change.fields.length > 0)) changes.push(change);
    }
  }
  return { changes, findings };
}

/** Null where the row has nothing in any of our columns, or a spoiled code. */
function rowOf(
  sheet: Sheet,
  { columns }: Header,
  row: number,
  file: string,
  findings: SheetFinding[],
): Row | null {
  const texts = new Map<Column, string | null>();
  const place = (column: Column): Place => {
    return {
      file,
      sheet,
      row,
      column: columns.get(column) ?? 0,
      title: columns.has(column) ? column.title : '',
    };
  };
  let empty = true;
  for (const [column, at] of columns) {
    const cell = sheet.rows[row]?.[at] ?? null;
    const text = cell ? unguarded(cell.text) : '';
    if (tidyText(text) !== '') empty = false;
    const words = cell && spoiled(cell, column);
    if (words) findings.push(atCell(place(column), words));
    texts.set(column, words ? null : text);
  }
  if (empty || (columns.has(CODE) && texts.get(CODE) === null)) return null;
  return { place, text: column => texts.get(column) ?? null };
}

function changeOf(row: Row, matter: Matter, { names }: Known, findings: SheetFinding[]): MatterChange {
  const before = cellsOf(matter, names);
  const { code, kind, category, item } = matter;
  const fields = fieldsOf(row, kind, before, names, findings, {
    bureau: category.department,
    mustBe: new Map([
      [CATEGORY, category.code],
      [KIND, kind],
    ]),
  });
  return {
    code,
    isNew: false,
    category: category.code,
    kind,
    nameZh: item.zh,
    place: row.place(CODE),
    fields,
  };
}

function newMatter(
  row: Row,
  given: string,
  { columns }: Header,
  { matters, names }: Known,
  numbers: Numbers,
  findings: SheetFinding[],
): MatterChange | null {
  const [, letter, number] = /^([SE])-(\d{2})-\d{3}$/u.exec(given) ?? [];
  if (given !== '' && !letter) {
    findings.push(atCell(row.place(CODE), say.noSuchCode(closest(given, [...matters.keys()]))));
    return null;
  }
  const asked = (column: Column, known: string | undefined): string | null => {
    const text = row.text(column);
    if (text === null || tidyCode(text) === '') {
      if (known === undefined && !(columns.has(column) && text === null)) {
        findings.push(atCell(row.place(column), say.newNeeds(column)));
      }
      return known ?? null;
    }
    const read = understood(column.type, text, names);
    if ('value' in read && (known === undefined || read.value === known)) return String(read.value);
    findings.push(atCell(row.place(column), 'value' in read ? say.against(given) : read));
    return null;
  };
  const kind = asked(KIND, letter && (letter === 'S' ? 'SUPERVISION' : 'ENFORCEMENT')) as MatterKind | null;
  const category = asked(CATEGORY, number);
  if (!kind || !category) return null;
  if (!names.categories.has(category)) {
    findings.push(atCell(row.place(CODE), say.noCategory(category)));
    return null;
  }
  const code = given === '' ? numbers.next(kind, category) : given;
  const missing = COLUMNS.filter(
    column => column.path.length > 0 && column.required && appliesTo(column, kind) && !columns.has(column),
  );
  for (const column of missing) findings.push(atCell(row.place(column), say.newNeeds(column)));
  const fields = fieldsOf(row, kind, new Map(), names, findings, {
    bureau: names.bureauOf.get(category)!,
    mustBe: new Map(),
  });
  const nameZh = fields.find(({ column }) => column.path[0] === 'zh')?.after ?? '';
  return { code, isNew: true, category, kind, nameZh, place: row.place(CODE), fields };
}

interface Limits {
  /** The bureau that a matter without its own has. */
  readonly bureau: string;
  /** What columns that say which matter it is must say. */
  readonly mustBe: ReadonlyMap<Column, string>;
}

function fieldsOf(
  row: Row,
  kind: MatterKind,
  before: ReadonlyMap<Column, string>,
  names: Names,
  findings: SheetFinding[],
  { bureau, mustBe }: Limits,
): FieldChange[] {
  return COLUMNS.flatMap((column): FieldChange[] => {
    const written = row.text(column);
    if (written === null || column === CODE) return [];
    const was = before.get(column) ?? '';
    const place = row.place(column);
    const refuse = (words: Words): [] => {
      findings.push(atCell(place, words));
      return [];
    };
    const given = isNothing(written, column, kind) ? '' : written;
    const text = given === '' && column.type === 'BUREAU' ? shown('BUREAU', bureau, names) : given;
    if (tidyText(text) === tidyText(was)) {
      return text === '' && column.required && appliesTo(column, kind) && column.path.length > 0
        ? refuse(say.mustNotBeEmpty(column))
        : [];
    }
    if (!appliesTo(column, kind)) return refuse(say.notOfKind(column, kind));
    if (tidyText(text) === '') {
      // A row without its category or kind leaves no doubt which matter it is.
      if (column.path.length === 0) return [];
      if (column.required) return refuse(say.mustNotBeEmpty(column));
      return [{ column, value: undefined, before: was, after: '', place }];
    }
    const read = understood(column.type, text, names);
    if ('problem' in read) return refuse(read);
    const { value } = read;
    if (column.path.length === 0) {
      const expected = mustBe.get(column);
      return expected === undefined || value === expected ? [] : refuse(say.against(row.text(CODE) ?? ''));
    }
    const after = shown(column.type, value, names);
    if (after === (column.type === 'TEXT' ? tidyText(was) : was)) return [];
    return [{ column, value: value === bureau ? undefined : value, before: was, after, place }];
  });
}

/** A dash or "无" in a cell that may be empty. */
const isNothing = (text: string, column: Column, kind: MatterKind): boolean =>
  (!column.required || !appliesTo(column, kind)) && /^([-—–－/／\\]+|无)?$/u.test(tidyCode(text));

function* codesIn(sheets: readonly ReadSheet[]): Generator<string> {
  for (const { sheet, header } of sheets) {
    const at = header.columns.get(CODE);
    if (at !== undefined)
      for (const row of sheet.rows.slice(header.row + 1)) yield tidyCode(row[at]?.text ?? '');
  }
}

/** The next free number of each category and kind: after the highest, since a number that was given up is not given again. */
class Numbers {
  readonly #highest = new Map<string, number>();

  constructor(codes: Iterable<string>) {
    for (const code of codes) {
      const [, group, number] = /^([SE]-\d{2})-(\d{3})$/u.exec(code) ?? [];
      if (group) this.#highest.set(group, Math.max(this.#highest.get(group) ?? 0, Number(number)));
    }
  }

  next(kind: MatterKind, category: string): string {
    const group = `${kind[0]}-${category}`;
    const number = (this.#highest.get(group) ?? 0) + 1;
    this.#highest.set(group, number);
    return `${group}-${String(number).padStart(3, '0')}`;
  }
}
