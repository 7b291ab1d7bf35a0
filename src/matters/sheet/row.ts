/** The rows below the titles, with their cells by column. */
import type { Report } from './change.ts';
import { CODE, type Column } from './columns.ts';
import { unguarded } from './guard.ts';
import type { Header } from './header.ts';
import { NOT_A_MATTER } from './row-words.ts';
import type { Sheet } from './sheet.ts';
import { atCell, type Place } from './sheet-finding.ts';
import { spoiled } from './spoiled.ts';
import { tidyText } from './tidy.ts';

export interface Row {
  /** The column's cell; the code's where the sheet has no such column. */
  place(column: Column): Place;
  /** Empty for an empty cell; null where it cannot be told: the column is missing, or the cell spoiled. */
  text(column: Column): string | null;
  /** Whether a cell is spoiled. */
  readonly spoiled: boolean;
}

export interface TitledSheet {
  readonly sheet: Sheet;
  readonly header: Header;
}

/** Rows that say something about a matter. One with a spoiled code does not say about which; its cells are reported. */
export function* rowsOf({ sheet, header }: TitledSheet, file: string, report: Report): Generator<Row> {
  for (let at = header.row + 1; at < sheet.rows.length; at += 1) {
    const row = read(sheet, header.columns, at, file, report);
    if (row) yield row;
  }
}

function read(
  sheet: Sheet,
  columns: ReadonlyMap<Column, number>,
  row: number,
  file: string,
  report: Report,
): Row | null {
  const place = (column: Column): Place => {
    const at = columns.get(column);
    return at === undefined
      ? { file, sheet, row, column: columns.get(CODE) ?? 0, title: '', missing: true }
      : { file, sheet, row, column: at, title: column.title };
  };
  const texts = new Map(
    [...columns].map(([column, at]) => [column, unguarded(sheet.rows[row]?.[at]?.text ?? '')] as const),
  );
  const filled = [...texts].filter(([, text]) => tidyText(text) !== '');
  const only = filled.length === 1 ? filled[0]! : null;
  if (only && isRemark(...only)) {
    report(atCell(place(only[0]), NOT_A_MATTER, 'WARNING'));
    return null;
  }
  if (filled.length === 0) return null;

  const lost = new Set<Column>();
  for (const [column, at] of columns) {
    const cell = sheet.rows[row]?.[at] ?? null;
    const words = cell && spoiled(cell, column);
    if (!words) continue;
    report(atCell(place(column), words));
    lost.add(column);
  }
  if (lost.has(CODE)) return null;
  const text = (column: Column) => (lost.has(column) ? null : (texts.get(column) ?? null));
  return { place, text, spoiled: lost.size > 0 };
}

/** Who filled the sheet in, and whom to call, stands alone in a row, as a rule below the matters. */
const isRemark = (column: Column, text: string): boolean => column === CODE && /\p{Script=Han}/u.test(text);
