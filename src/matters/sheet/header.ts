/** Finds the titles in a sheet: below notes and merged titles of the table, in any order, as departments write them. */
import { closest } from '../../hub/files/closest.ts';
import { AMBIGUOUS, CODE, COLUMNS, type Column, PASSED_OVER } from './columns.ts';
import { cellName, type Sheet } from './sheet.ts';
import { atCell, type Place, type SheetFinding, type Words } from './sheet-finding.ts';
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
  const others: Title[] = [];
  const placeOf = (title: Title): Place => ({
    file,
    sheet,
    row: title.row,
    column: title.column,
    title: '',
  });
  for (const title of titles) {
    const column = BY_TITLE.get(titleKey(title.text));
    const first = column && columns.get(column);
    if (first !== undefined) {
      const { text } = titles.find(other => other.column === first)!;
      findings.push(atCell(placeOf(title), twice(cellName(sheet, row, first), text, column!)));
    } else if (column) columns.set(column, title.column);
    else if (!IGNORED.has(titleKey(title.text))) others.push(title);
  }
  const free = COLUMNS.filter(column => !columns.has(column));
  const notRead: Title[] = [];
  for (const title of others) {
    const words = meantBy(title.text, free);
    if (words) findings.push(atCell(placeOf(title), words));
    else notRead.push(title);
  }
  const [first, ...more] = notRead;
  if (first) {
    // A column that resembles none is the department's own, and no reason to send the sheet back.
    const besides = more.map(({ row: at, column, text }) => ({ cell: cellName(sheet, at, column), text }));
    findings.push(atCell(placeOf(first), notReadWords(besides, free), 'WARNING'));
  }
  if (!columns.has(CODE))
    findings.push(atCell({ file, sheet, row, column: 0, title: '', missing: true }, NO_CODE));
  return { row, columns, findings };
}

/** What an unknown title was probably to say; null where it resembles no column that the sheet lacks. */
function meantBy(text: string, free: readonly Column[]): Words | null {
  const key = titleKey(text);
  const either = Object.hasOwn(AMBIGUOUS, key) ? AMBIGUOUS[key]! : [];
  const possible = either.filter(title => free.some(column => column.title === title));
  if (possible.length > 0) {
    return {
      problem: {
        en: `may be either of ${either.join(' and ')}`,
        zh: `可能指${either.map(title => `“${title}”`).join('或')}`,
      },
      remedy: {
        en: `name the column ${possible.join(' or ')}`,
        zh: `请将列名改为${possible.map(title => `“${title}”`).join('或')}`,
      },
    };
  }
  const keys = [...BY_TITLE].filter(([, column]) => free.includes(column)).map(([name]) => name);
  const near = closest(key, keys);
  if (near === null) return null;
  const { title } = BY_TITLE.get(near)!;
  return {
    problem: { en: 'there is no such column', zh: '没有这一列' },
    remedy: { en: `did you mean ${title}?`, zh: `是否指“${title}”？` },
  };
}

/** All of them at once, with the columns that they might have been. */
function notReadWords(besides: readonly { cell: string; text: string }[], free: readonly Column[]): Words {
  const others = besides.map(({ cell, text }) => ({ en: `${cell} "${text}"`, zh: `${cell}“${text}”` }));
  const titles = free.map(({ title }) => title);
  const none = others.length === 0;
  return {
    problem: {
      en: `the column is not read${none ? '' : `, nor are ${others.map(({ en }) => en).join(', ')}`}`,
      zh: `不读取该列${none ? '' : `，以及 ${others.map(({ zh }) => zh).join('、')}`}`,
    },
    remedy:
      titles.length === 0
        ? { en: 'nothing needs to be done', zh: '无需处理' }
        : {
            en: `if it is to be read, name it as one of ${titles.join(', ')}`,
            zh: `如应读入，请改用下列列名之一：${titles.join('、')}`,
          },
  };
}

const NO_CODE = {
  problem: { en: `the column ${CODE.title} is missing`, zh: `缺少“${CODE.title}”列` },
  remedy: {
    en: 'add it; leave its cells empty for new matters',
    zh: '请补上该列；新增事项的编码可以留空',
  },
};

const twice = (first: string, text: string, { title }: Column): Words => ({
  problem: {
    en: `the column ${title} stands in ${first} already${text === title ? '' : `, as "${text}"`}`,
    zh: `“${title}”列与 ${first} ${text === title ? '' : `“${text}”`}重复`,
  },
  remedy: { en: 'take one of the two out', zh: '请删去其中一列' },
});
