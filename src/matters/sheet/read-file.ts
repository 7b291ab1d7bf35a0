/** Reads a spreadsheet file whichever of the two it is: by what is in it, not by its name. */
import { CODE } from './columns.ts';
import { findHeader } from './header.ts';
import { readCsv } from './read-csv.ts';
import { type ReadFile, readXlsx } from './read-xlsx.ts';
import type { TitledSheet } from './row.ts';
import { type SheetFinding, wholeSheetFile } from './sheet-finding.ts';

export interface Titled extends Omit<ReadFile, 'sheets'> {
  /** Those that hold matters. */
  readonly sheets: readonly TitledSheet[];
}

/** @param file what findings call it. */
export async function readSpreadsheet(bytes: Buffer, file: string): Promise<Titled> {
  const xlsx = isXlsx(bytes);
  const { sheets, findings, note } = xlsx ? await readXlsx(bytes, file) : await readCsv(bytes, file);
  const titled = sheets.flatMap(sheet => {
    const header = findHeader(sheet, file);
    return header ? [{ sheet, header }] : [];
  });
  const found: SheetFinding[] = [...findings, ...titled.flatMap(({ header }) => header.findings)];
  if (findings.length === 0 && titled.length === 0)
    found.push(wholeSheetFile(file, !xlsx && /\.xlsx?$/iu.test(file) ? NO_WORKBOOK : NO_TITLES));
  // Without codes every row would be taken for a new matter.
  return { sheets: titled.filter(({ header }) => header.columns.has(CODE)), findings: found, note };
}

/** Zip archives begin with PK, and Excel's files before 2007 with D0 CF; the reader of xlsx says what is wrong with those. */
const isXlsx = (bytes: Buffer): boolean =>
  bytes.subarray(0, 2).toString('latin1') === 'PK' || bytes.subarray(0, 2).toString('hex') === 'd0cf';

const NO_TITLES = {
  problem: { en: 'no row with the titles of the columns was found', zh: '没有找到标题行' },
  remedy: {
    en: 'begin with a sheet that "npm run matters -- export" writes',
    zh: '请以 npm run matters -- export 导出的表为模板',
  },
};

const NO_WORKBOOK = {
  problem: {
    en: 'is called an Excel file, and is a text that holds no titles of columns',
    zh: '文件名是 Excel 表格，内容却是文本，其中也没有标题行',
  },
  remedy: {
    en: 'open it in Excel or WPS and save it as .xlsx; a new ending of the name changes no format',
    zh: '请用 Excel 或 WPS 打开后另存为 .xlsx 格式；只改扩展名不会改变格式',
  },
};
