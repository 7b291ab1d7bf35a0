/** The rows below the titles, with their cells by column. */
import type { Report } from './change.ts';
import { CODE, type Column } from './columns.ts';
import { unguarded } from './guard.ts';
import type { Header } from './header.ts';
import { type Merged, mergedCells } from './merged.ts';
import { NOT_A_MATTER } from './row-words.ts';
import type { Cell, Sheet } from './sheet.ts';
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
  const merged = mergedCells(sheet, header);
  for (let at = header.row + 1; at < sheet.rows.length; at += 1) {
    const row = read({ sheet, columns: header.columns, merged, row: at }, file, report);
    if (row) yield row;
  }
}

interface Line {
  readonly sheet: Sheet;
  readonly columns: ReadonlyMap<Column, number>;
  readonly merged: ReturnType<typeof mergedCells>;
  readonly row: number;
}

function read({ sheet, columns, merged, row }: Line, file: string, report: Report): Row | null {
  const place = (column: Column): Place => {
    const at = columns.get(column);
    if (at === undefined)
      return { file, sheet, row, column: columns.get(CODE) ?? 0, title: '', missing: true };
    const range = merged(row, at)?.range;
    return range
      ? { file, sheet, row: range.top, column: range.left, title: column.title, range }
      : { file, sheet, row, column: at, title: column.title };
  };
  const textOf = (cell: Cell | null | undefined) => unguarded(cell?.text ?? '');
  // A row of which nothing is its own is empty, or goes on with what stands above it.
  const filled = [...columns].filter(([, at]) => tidyText(textOf(sheet.rows[row]?.[at])) !== '');
  if (filled.length === 0) return null;
  const [[only, onlyAt]] = filled as [(typeof filled)[number]];
  const text = textOf(sheet.rows[row]![onlyAt]);
  if (filled.length === 1 && (isRemark(only, text) || merged(row, onlyAt)?.across)) {
    report(atCell(place(only), NOT_A_MATTER, 'WARNING'));
    return null;
  }

  const texts = new Map<Column, string>();
  const lost = new Set<Column>();
  const told = new Set<Merged>();
  for (const [column, at] of columns) {
    const range = merged(row, at);
    const cell = range ? range.cell : sheet.rows[row]?.[at];
    const words = range?.unclear ?? (cell && spoiled(cell, column));
    texts.set(column, textOf(cell));
    if (!words) continue;
    lost.add(column);
    // Of cells merged from several columns the first tells.
    if (range && told.has(range)) continue;
    if (range) told.add(range);
    report(atCell(place(column), words));
  }
  if (lost.has(CODE)) return null;
  const known = (column: Column) => (lost.has(column) ? null : (texts.get(column) ?? null));
  return { place, text: known, spoiled: lost.size > 0 };
}

/** Who filled the sheet in, and whom to call, stands alone in a row, as a rule below the matters. */
const isRemark = (column: Column, text: string): boolean => column === CODE && /\p{Script=Han}/u.test(text);
