/** Finds the titles in a sheet: below notes and merged titles of the table, in any order, as departments write them. */
import { closest } from '../../hub/files/closest.ts';
import { CODE, COLUMNS, type Column, PASSED_OVER } from './columns.ts';
import { cellName, type Sheet } from './sheet.ts';
import { atCell, type SheetFinding } from './sheet-finding.ts';
import { tidyCode } from './tidy.ts';

export interface Header {
  /** Counted from 0; the matters begin below. */
  readonly row: number;
  /** Where each column stands, counted from 0. */
  readonly columns: ReadonlyMap<Column, number>;
  readonly findings: readonly SheetFinding[];
}

/** Nobody writes more than this above the titles. */
const ROWS_LOOKED_AT = 30;
/** One title alone may be a word in a note. */
const TITLES_EXPECTED = 2;

/** Blanks, full-width signs and the marks of a column that must be filled in do not matter. */
const titleKey = (text: string): string =>
  tidyCode(text)
    .replace(/^\*|\*$|\(必填\)|[:：]$/gu, '')
    .toLowerCase();

const BY_TITLE: ReadonlyMap<string, Column> = new Map(
  COLUMNS.flatMap(column => [column.title, ...column.names].map(name => [titleKey(name), column] as const)),
);
const IGNORED = new Set(PASSED_OVER.map(titleKey));

/** Null where no row looks like titles. */
export function findHeader(sheet: Sheet, file: string): Header | null {
  const rows = sheet.rows.slice(0, ROWS_LOOKED_AT).map((_, row) => ({ row, titles: titlesIn(sheet, row) }));
  const known = ({ titles }: { titles: readonly Title[] }) =>
    new Set(titles.map(({ text }) => BY_TITLE.get(titleKey(text)))).size - (titles.some(unknown) ? 1 : 0);
  const best = rows.reduce<(typeof rows)[number] | null>(
    (found, row) => (known(row) > (found ? known(found) : TITLES_EXPECTED - 1) ? row : found),
    null,
  );
  return best && readTitles(sheet, file, best.row, best.titles);
}

interface Title {
  readonly text: string;
  /** The row it stands in. */
  readonly row: number;
  readonly column: number;
}

const unknown = ({ text }: Title): boolean => !BY_TITLE.has(titleKey(text));

/** The row's titles; where a cell is empty, the one above: titles in two rows are merged so. */
function titlesIn(sheet: Sheet, row: number): Title[] {
  const above = sheet.rows[row - 1] ?? [];
  const own = sheet.rows[row] ?? [];
  return Array.from({ length: Math.max(own.length, above.length) }, (_, column) => {
    const cell = own[column] ?? null;
    return { text: (cell ?? above[column])?.text ?? '', row: cell ? row : row - 1, column };
  }).filter(({ text, row: at }) => text.trim() !== '' && (at === row || BY_TITLE.has(titleKey(text))));
}

function readTitles(sheet: Sheet, file: string, row: number, titles: readonly Title[]): Header {
  const columns = new Map<Column, number>();
  const findings: SheetFinding[] = [];
  for (const title of titles) {
    const column = BY_TITLE.get(titleKey(title.text));
    const place = { file, sheet, row: title.row, column: title.column, title: '' };
    const first = column && columns.get(column);
    if (first !== undefined) findings.push(atCell(place, twice(cellName(sheet, row, first), column!)));
    else if (column) columns.set(column, title.column);
    else if (!IGNORED.has(titleKey(title.text))) findings.push(unknownTitle(title, place, titles));
  }
  if (!columns.has(CODE))
    findings.push(atCell({ file, sheet, row, column: 0, title: '', missing: true }, NO_CODE));
  return { row, columns, findings };
}

function unknownTitle(
  { text }: Title,
  place: Parameters<typeof atCell>[0],
  titles: readonly Title[],
): SheetFinding {
  const present = new Set(titles.map(title => BY_TITLE.get(titleKey(title.text))));
  const missing = [...BY_TITLE].filter(([, column]) => !present.has(column));
  const key = closest(
    titleKey(text),
    missing.map(([name]) => name),
  );
  const meant = key === null ? null : BY_TITLE.get(key)!.title;
  // A column that resembles none is the department's own, and no reason to send the sheet back.
  return meant === null
    ? atCell(place, NOT_READ, 'WARNING')
    : atCell(place, {
        problem: { en: 'there is no such column', zh: '没有这一列' },
        remedy: { en: `did you mean ${meant}?`, zh: `是否指“${meant}”？` },
      });
}

const NOT_READ = {
  problem: { en: 'the column is not read', zh: '不读取该列' },
  remedy: {
    en: `the columns are ${COLUMNS.map(({ title }) => title).join(', ')}`,
    zh: `可用的列有：${COLUMNS.map(({ title }) => title).join('、')}`,
  },
};

const NO_CODE = {
  problem: { en: `the column ${CODE.title} is missing`, zh: `缺少“${CODE.title}”列` },
  remedy: {
    en: 'add it; leave its cells empty for new matters',
    zh: '请补上该列；新增事项的编码可以留空',
  },
};

const twice = (first: string, { title }: Column) => ({
  problem: { en: `the column ${title} stands in ${first} already`, zh: `“${title}”列与 ${first} 重复` },
  remedy: { en: 'take one of the two out', zh: '请删去其中一列' },
});
