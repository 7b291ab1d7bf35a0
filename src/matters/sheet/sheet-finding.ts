/** Something in a spreadsheet that somebody has to look at, with its place as their spreadsheet program shows it. */
import type { Finding } from '../../hub/files/finding.ts';
import type { Text } from '../text.ts';
import { cellName, type Range, rangeName, type Sheet } from './sheet.ts';

/**
 * An `ERROR` keeps the sheet out. The file is the spreadsheet, or one of the catalogue where no cell is to blame; `path`
 * is the title of the cell's column, or the key.
 */
export interface SheetFinding extends Finding {
  /** `事项!M12`; null where the whole file is meant. */
  readonly cell: string | null;
}

export interface Words {
  readonly problem: Text;
  readonly remedy: Text;
}

export function wholeSheetFile(file: string, words: Words): SheetFinding {
  return { severity: 'ERROR', file, cell: null, line: null, column: null, path: '', value: null, ...words };
}

/** A cell of a file, rows and columns counted from 0, and the title of its column. */
export interface Place {
  readonly file: string;
  readonly sheet: Sheet;
  readonly row: number;
  readonly column: number;
  readonly title: string;
  /** The cell is the first of these, which are merged. */
  readonly range?: Range;
  /** The sheet has no such column; another cell stands for it, whose value is not meant. */
  readonly missing?: boolean;
}

/** What a spreadsheet program calls it: `事项!M12`, `事项!M12:M15`. */
export const placeName = ({ sheet, row, column, range }: Place): string =>
  range ? rangeName(sheet, range) : cellName(sheet, row, column);

export function atCell(
  place: Place,
  { problem, remedy }: Words,
  severity: SheetFinding['severity'] = 'ERROR',
): SheetFinding {
  const { file, sheet, row, column, title, missing = false } = place;
  const value = missing ? null : sheet.rows[row]?.[column]?.text || null;
  const { line = null, column: at = null } = sheet.position(row, column) ?? {};
  return { severity, file, cell: placeName(place), line, column: at, path: title, value, problem, remedy };
}

/** Row by row, as somebody goes through the sheet; what is said of the whole file comes first. */
export function byCell(a: SheetFinding, b: SheetFinding): number {
  const [sheetA, rowA, columnA] = parts(a);
  const [sheetB, rowB, columnB] = parts(b);
  if (sheetA !== sheetB) return sheetA < sheetB ? -1 : 1;
  return (
    rowA - rowB || columnA.length - columnB.length || (columnA < columnB ? -1 : Number(columnA > columnB))
  );
}

function parts({ cell }: SheetFinding): [sheet: string, row: number, column: string] {
  const [, sheet = '', column = '', row] = /^(?:(.*)!)?([A-Z]+)(\d+)(?::[A-Z]+\d+)?$/u.exec(cell ?? '') ?? [];
  return [sheet, Number(row ?? 0), column];
}
