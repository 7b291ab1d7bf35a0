/** Writes rows as a spreadsheet that Excel leaves as they are. */

import type { Column } from './columns.ts';
import { guarded } from './guard.ts';

export interface Table {
  readonly name: string;
  /** Stands above the titles. */
  readonly note: string;
  readonly columns: readonly Column[];
  /** A cell's text by its column; empty for none. */
  readonly rows: readonly ReadonlyMap<Column, string>[];
}

/** Rows that stand ready below, already formatted as text: in a row without format Excel would spoil a code typed there. */
const SPARE_ROWS = 50;
const TEXT_FORMAT = '@';

/** An xlsx file: all text is formatted as text, sums of money as numbers; title row and code column stay in view. */
export async function xlsx({ name, note, columns, rows }: Table): Promise<Buffer> {
  const { default: write } = await import('write-excel-file/node');
  const looks = { alignVertical: 'top', wrap: true } as const;
  const cell = (column: Column, text: string) =>
    column.type === 'YUAN'
      ? { ...looks, type: Number, format: '#,##0', ...(text === '' ? {} : { value: Number(text) }) }
      : {
          ...looks,
          type: String,
          format: TEXT_FORMAT,
          ...(text === '' ? {} : { value: escaped(guarded(text)) }),
        };
  const data = [
    [{ value: note, type: String, textColor: '#9C0006' }],
    columns.map(({ title }) => ({
      value: title,
      type: String,
      fontWeight: 'bold' as const,
      backgroundColor: '#DDEBF7',
      alignVertical: 'center' as const,
      wrap: true,
    })),
    ...rows.map(row => columns.map(column => cell(column, row.get(column) ?? ''))),
    ...Array.from({ length: SPARE_ROWS }, () => columns.map(column => cell(column, ''))),
  ];
  const widths = columns.map(({ width }) => ({ width }));
  return write(data, { sheet: name, columns: widths, stickyRowsCount: 2, stickyColumnsCount: 1 }).toBuffer();
}

/** What looks like an escape sequence of the format is text (ECMA-376 Part 1, 22.9.2.19). */
const escaped = (text: string): string => text.replace(/_(?=x[0-9A-F]{4}_)/giu, '_x005F_');

/** A csv file as Excel reads it: UTF-8 with a byte order mark, lines that end in CR and LF. */
export async function csv({ note, columns, rows }: Table): Promise<Buffer> {
  const { stringify } = await import('csv-stringify/sync');
  const texts = rows.map(row => columns.map(column => guarded(row.get(column) ?? '')));
  const lines = [[note], columns.map(({ title }) => title), ...texts];
  return Buffer.from(stringify(lines, { bom: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ }));
}
