/** A spreadsheet as it was read, whatever it was written as. */

/** What stands in a cell. A program that spoils codes leaves its trace in the type. */
export interface Cell {
  readonly type: 'TEXT' | 'NUMBER' | 'DATE' | 'BOOLEAN' | 'FORMULA' | 'ERROR';
  /** A number with the digits that the file holds, a date as `2024-01-05`, a boolean as `TRUE`, an error as `#N/A`; empty for a formula without a result. */
  readonly text: string;
}

/** Rows and columns counted from 0, the last ones within it. */
export interface Range {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface Sheet {
  /** Null where the file has one sheet without a name, as a csv file does. */
  readonly name: string | null;
  /** Row by row; null for an empty cell. A row may be shorter than others. */
  readonly rows: readonly (readonly (Cell | null)[])[];
  /** The cells that are shown as one, whose value stands in the first of them. */
  readonly merged: readonly Range[];
  /** Where a cell's text begins in the file; null where the file has no lines. Both counted from 1. */
  position(row: number, column: number): { line: number; column: number } | null;
}

/** What a spreadsheet program calls a cell, rows and columns counted from 0: `M12`, with its sheet `事项!M12`. */
export function cellName(sheet: Sheet, row: number, column: number): string {
  const cell = `${columnName(column)}${row + 1}`;
  return sheet.name === null ? cell : `${sheet.name}!${cell}`;
}

/** `事项!C5:C9`. */
export const rangeName = (sheet: Sheet, { top, left, bottom, right }: Range): string =>
  `${cellName(sheet, top, left)}:${columnName(right)}${bottom + 1}`;

/** 0 is A, 25 is Z, 26 is AA. */
export function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last;
}
