/**
 * Merged cells among the matters. Who merges cells down a column means their value for each row, such as a category
 * over its items; what else they may mean is asked.
 */
import type { Header } from './header.ts';
import { type Cell, cellName, type Range, type Sheet } from './sheet.ts';
import type { Words } from './sheet-finding.ts';

export interface Merged {
  readonly range: Range;
  /** What stands there, for all of it. */
  readonly cell: Cell | null;
  /** Whether it goes over several columns: as a heading over a group of matters does, too. */
  readonly across: boolean;
  /** Why it cannot be told what it means; null where it can. */
  readonly unclear: Words | null;
}

/** Looks up the range that a cell is of; null for none, and for one that says nothing. */
export function mergedCells(
  sheet: Sheet,
  { row: titles, columns }: Header,
): (row: number, column: number) => Merged | null {
  const below = sheet.merged
    .filter(({ bottom }) => bottom > titles)
    .map((range): Merged => {
      const read = [...columns.values()].filter(column => range.left <= column && column <= range.right);
      const across = read.some(column => column !== range.left);
      const hidden = otherCell(sheet, range);
      return { range, cell: cellAt(sheet, range.top, range.left), across, unclear: unclear() };

      function unclear(): Words | null {
        if (across) return ACROSS;
        if (range.top <= titles) return WITH_TITLE;
        return hidden && hides(cellName(sheet, hidden.row, hidden.column));
      }
    })
    .filter(({ cell, range }) => cell !== null || otherCell(sheet, range) !== null);
  return (row, column) =>
    below.find(
      ({ range: { top, bottom, left, right } }) =>
        top <= row && row <= bottom && left <= column && column <= right,
    ) ?? null;
}

const cellAt = (sheet: Sheet, row: number, column: number): Cell | null => sheet.rows[row]?.[column] ?? null;

/** A cell that the first one covers and that holds something else: programs other than Excel's own merging leave those. */
function otherCell(
  sheet: Sheet,
  { top, left, bottom, right }: Range,
): { row: number; column: number } | null {
  const shown = cellAt(sheet, top, left)?.text;
  for (let row = top; row <= Math.min(bottom, sheet.rows.length - 1); row += 1) {
    for (let column = left; column <= right; column += 1) {
      const cell = cellAt(sheet, row, column);
      if (cell && cell.text !== shown) return { row, column };
    }
  }
  return null;
}

const ACROSS: Words = {
  problem: { en: 'is one cell merged from several columns', zh: '是跨列合并的单元格' },
  remedy: { en: 'unmerge it and fill in each column', zh: '请取消合并，并分别填写各列' },
};

const WITH_TITLE: Words = {
  problem: { en: 'is merged with the title of the column', zh: '与标题合并成了一个单元格' },
  remedy: { en: 'unmerge it, and fill in what stands below the title', zh: '请取消合并，并填写标题下的各行' },
};

const hides = (cell: string): Words => ({
  problem: {
    en: `hides another value in ${cell}, which it is merged with`,
    zh: `合并后遮住了 ${cell} 中的另一个值`,
  },
  remedy: { en: 'unmerge it and leave the value that is meant', zh: '请取消合并，只保留正确的值' },
});
