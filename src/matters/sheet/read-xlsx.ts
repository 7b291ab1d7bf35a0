/** Reads an xlsx file, with each number's digits as the file holds them. */
import type { Text } from '../text.ts';
import { readMarks } from './read-marks.ts';
import type { Cell, Sheet } from './sheet.ts';
import { type SheetFinding, type Words, wholeSheetFile } from './sheet-finding.ts';

class Digits {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export interface ReadFile {
  readonly sheets: readonly Sheet[];
  readonly findings: readonly SheetFinding[];
  /** How the file's text was written, where that is not what it should be. */
  readonly note: Text | null;
}

export async function readXlsx(bytes: Buffer, file: string): Promise<ReadFile> {
  const library = await import('read-excel-file/node');
  try {
    const sheets = await library.default(bytes, { trim: false, parseNumber: text => new Digits(text) });
    const marks = await readMarks(bytes);
    const read = sheets.flatMap(({ sheet: name, data }, index): Sheet[] => {
      // A sheet that is a chart has no cells, whatever the library's types say.
      if (!data) return [];
      const rows = data.map(row => row.map(cellOf));
      const { merged, failed } = marks[index]!;
      for (const { row, column, cell } of failed) if (rows[row]) rows[row][column] = cell;
      return [{ name, rows, merged, position: () => null }];
    });
    return { sheets: read, findings: [], note: null };
  } catch (error) {
    const words = faultWords(error as Error & { code?: string });
    if (!words) throw error;
    return { sheets: [], findings: [wholeSheetFile(file, words)], note: null };
  }
}

// The library's types call a date `typeof Date`.
function cellOf(value: unknown): Cell | null {
  if (value === null) return null;
  if (value instanceof Digits) return { type: 'NUMBER', text: value.text };
  if (value instanceof Date) return { type: 'DATE', text: value.toISOString().slice(0, 10) };
  if (typeof value === 'boolean') return { type: 'BOOLEAN', text: String(value).toUpperCase() };
  return { type: 'TEXT', text: String(value) };
}

function faultWords({ name, code, message }: Error & { code?: string }): Words | null {
  const remedy = { en: 'save it as .xlsx in Excel or WPS', zh: '请在 Excel 或 WPS 中另存为 .xlsx 格式' };
  if (name === 'InvalidInputError') {
    return code === 'XLS_FILE_NOT_SUPPORTED'
      ? { problem: { en: 'is in the old .xls format', zh: '是旧的 .xls 格式' }, remedy }
      : {
          problem: { en: 'is not an xlsx file, or a damaged one', zh: '不是 xlsx 文件，或文件已损坏' },
          remedy,
        };
  }
  if (name !== 'InvalidSpreadsheetError') return null;
  return {
    problem: { en: `is damaged (${message})`, zh: `文件已损坏（${message}）` },
    remedy: { en: `open it and ${remedy.en}`, zh: `请打开后重新保存：${remedy.zh}` },
  };
}
