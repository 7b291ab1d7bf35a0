/** Something in a spreadsheet that somebody has to look at, with its place as their spreadsheet program shows it. */
import { says } from '../desk.ts';
import type { Language, Text } from '../text.ts';
import { cellName, type Sheet } from './sheet.ts';

export interface SheetFinding {
  /** An `ERROR` keeps the sheet out, a `WARNING` does not. */
  readonly severity: 'ERROR' | 'WARNING';
  /** The spreadsheet; or a file of the catalogue, where no cell is to blame. */
  readonly file: string;
  /** `事项!M12`; null where the whole file is meant. */
  readonly cell: string | null;
  /** Where the file has lines: from 1. */
  readonly line: number | null;
  readonly column: number | null;
  /** The title of the column, or the key of a file of the catalogue; empty for none. */
  readonly title: string;
  /** What stands there; null where something is missing or no single cell is meant. */
  readonly value: string | null;
  readonly problem: Text;
  readonly remedy: Text;
}

export interface Words {
  readonly problem: Text;
  readonly remedy: Text;
}

export function wholeSheetFile(file: string, words: Words): SheetFinding {
  return { severity: 'ERROR', file, cell: null, line: null, column: null, title: '', value: null, ...words };
}

/** A cell of a file, rows and columns counted from 0, and the title of its column. */
export interface Place {
  readonly file: string;
  readonly sheet: Sheet;
  readonly row: number;
  readonly column: number;
  readonly title: string;
  /** The sheet has no such column; another cell stands for it, whose value is not meant. */
  readonly missing?: boolean;
}

export function atCell(
  { file, sheet, row, column, title, missing = false }: Place,
  { problem, remedy }: Words,
  severity: SheetFinding['severity'] = 'ERROR',
): SheetFinding {
  const value = missing ? null : (sheet.rows[row]?.[column]?.text ?? null);
  const { line = null, column: at = null } = sheet.position(row, column) ?? {};
  const name = cellName(sheet, row, column);
  return { severity, file, cell: name, line, column: at, title, value, problem, remedy };
}

/** `8月.xlsx 事项!M12 市平台编码 "CF-08x"：应为…；…`, and where a file has lines `8月.csv:12:80 M12 …`. */
export function formatSheetFinding(finding: SheetFinding, language: Language): string {
  const { severity, file, cell, line, column, title, value, problem, remedy } = finding;
  const place = line === null ? file : `${file}:${line}:${column}`;
  const subject = [place, cell, title, value === null ? '' : JSON.stringify(value)].filter(Boolean).join(' ');
  const warning = severity === 'WARNING' ? { en: 'warning: ', zh: '提示：' } : { en: '', zh: '' };
  const said = (text: Text) => says({ language }, text);
  return said({
    en: `${subject}: ${warning.en}${said(problem)}; ${said(remedy)}`,
    zh: `${subject}：${warning.zh}${said(problem)}；${said(remedy)}`,
  });
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
  const [, sheet = '', column = '', row] = /^(?:(.*)!)?([A-Z]+)(\d+)$/u.exec(cell ?? '') ?? [];
  return [sheet, Number(row ?? 0), column];
}
