/**
 * Reads a csv file as Excel writes it: UTF-8, or the encoding of a Chinese Windows, which is GB 18030 or a part of it;
 * with commas, or what else parts the fields in text files and by the settings of a system.
 */
import { isUtf8 } from 'node:buffer';
import type { CsvError } from 'csv-parse/sync';
import { findHeader } from './header.ts';
import type { ReadFile } from './read-xlsx.ts';
import type { Sheet } from './sheet.ts';
import { type Words, wholeSheetFile } from './sheet-finding.ts';

const OTHER_DELIMITERS = ['\t', ';'];

interface Row {
  readonly record: readonly string[];
  /** Its text in the file, with the line end. */
  readonly raw: string;
}

export async function readCsv(bytes: Buffer, file: string): Promise<ReadFile> {
  const text = decoded(bytes)?.replace(/\r\n?/gu, '\n') ?? null;
  if (text === null) return { sheets: [], findings: [wholeSheetFile(file, UNREADABLE)], note: null };
  const { CsvError, parse } = await import('csv-parse/sync');
  const note = isUtf8(bytes) ? null : NOT_UTF8;
  const parted = (delimiter: string): Omit<ReadFile, 'note'> => {
    try {
      const rows = parse(text, { bom: true, relax_column_count: true, raw: true, delimiter });
      return { sheets: [sheetOf(rows as unknown as Row[], delimiter)], findings: [] };
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      return { sheets: [], findings: [{ ...wholeSheetFile(file, UNPAIRED_QUOTES), ...rowBegin(error) }] };
    }
  };
  const titled = ({ sheets }: Pick<ReadFile, 'sheets'>) => sheets.some(sheet => findHeader(sheet, file));
  const usual = parted(',');
  const read = titled(usual) ? usual : (OTHER_DELIMITERS.map(parted).find(titled) ?? usual);
  return { ...read, note };
}

/** Null where it is neither, as is UTF-16, which Excel calls "Unicode text": no GB 18030 has the bytes that it begins with. */
function decoded(bytes: Buffer): string | null {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return null;
    throw error;
  }
}

function sheetOf(rows: readonly Row[], delimiter: string): Sheet {
  const cells = rows.map(({ record }) =>
    record.map(text => (text === '' ? null : ({ type: 'TEXT', text } as const))),
  );
  return {
    name: null,
    rows: cells,
    merged: [],
    position: (row, column) => position(rows, row, column, delimiter),
  };
}

/** Looked up when there is something to say: rows before, then the row's own text up to the field. */
function position(rows: readonly Row[], row: number, column: number, delimiter: string) {
  const own = rows[row]?.raw ?? '';
  const before = rows.slice(0, row).reduce((lines, { raw }) => lines + lineBreaks(raw.trimEnd()) + 1, 0);
  const lead = own.slice(0, fieldBegin(own, column, delimiter));
  const line = before + lineBreaks(lead) + 1;
  return { line, column: lead.length - (lead.search(/[^\n]*$/u) ?? 0) + 1 };
}

const lineBreaks = (text: string): number => text.split('\n').length - 1;

function fieldBegin(raw: string, field: number, delimiter: string): number {
  let quoted = false;
  let at = 0;
  for (let left = field; left > 0 && at < raw.length; at += 1) {
    if (raw[at] === '"') quoted = !quoted;
    if (raw[at] === delimiter && !quoted) left -= 1;
  }
  return at;
}

/** Where the row begins that the fault is in: an open quote goes on to the end of the file. */
function rowBegin({ lines, raw }: CsvError & { lines?: number; raw?: string }) {
  return lines === undefined ? {} : { line: lines - lineBreaks((raw ?? '').trimEnd()), column: 1 };
}

const NOT_UTF8 = {
  en: 'the file is not in UTF-8; read as GB 18030, as Excel in Chinese writes it',
  zh: '文件不是 UTF-8 编码，按中文 Excel 使用的 GB 18030 读取',
};

const UNREADABLE: Words = {
  problem: { en: 'is neither in UTF-8 nor in GB 18030', zh: '既不是 UTF-8 编码，也不是 GB 18030 编码' },
  remedy: { en: 'save it as "CSV UTF-8" or as .xlsx', zh: '请另存为“CSV UTF-8（逗号分隔）”或 .xlsx 格式' },
};

const UNPAIRED_QUOTES: Words = {
  problem: { en: 'the quotes of this row do not pair up', zh: '该行的引号不成对' },
  remedy: {
    en: 'put a field that holds a comma, a quote or a line break in "…", quotes inside doubled; or save as .xlsx',
    zh: '含逗号、引号或换行的内容须用英文双引号括起，其中的引号写两遍；或改用 .xlsx 格式',
  },
};
