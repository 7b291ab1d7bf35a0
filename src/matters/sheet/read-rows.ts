/** Reads what the rows of a spreadsheet ask for. */

import { Numbers } from '../numbers.ts';
import type { MatterChange, Report } from './change.ts';
import { CODE } from './columns.ts';
import { fieldsOf } from './fields.ts';
import { cellsOf, type Matter } from './matter-row.ts';
import { type Known, newMatter } from './new-matter.ts';
import { type Row, rowsOf, type TitledSheet } from './row.ts';
import * as say from './row-words.ts';
import { atCell, placeName, type SheetFinding } from './sheet-finding.ts';
import { tidyCode } from './tidy.ts';
import type { Names } from './words.ts';

/** All rows of all sheets of a file; the changes are of matters that change. */
export function readRows(
  sheets: readonly TitledSheet[],
  file: string,
  known: Known,
): { changes: MatterChange[]; findings: SheetFinding[] } {
  const findings: SheetFinding[] = [];
  const report: Report = finding => void findings.push(finding);
  const rows = sheets.flatMap(titled =>
    [...rowsOf(titled, file, report)].map(row => ({ row, header: titled.header, code: codeOf(row) })),
  );
  // Also a number that stands in the sheet itself is not free.
  const numbers = new Numbers([...known.matters.keys(), ...rows.map(({ code }) => code)]);
  const firsts = new Map<string, string>();
  const changes = rows.flatMap(({ row, header, code }): MatterChange[] => {
    const place = row.place(CODE);
    const first = firsts.get(code);
    if (first !== undefined) {
      report(atCell(place, first === placeName(place) ? say.SEVERAL_ROWS : say.rowTwice(first)));
      return [];
    }
    if (code !== '') firsts.set(code, placeName(place));
    const matter = known.matters.get(code);
    if (matter) return changed(row, matter, known.names, report);
    const added = newMatter(row, code, header, known, numbers, report);
    return added ? [added] : [];
  });
  return { changes, findings };
}

const codeOf = (row: Row): string => tidyCode(row.text(CODE) ?? '');

function changed(row: Row, matter: Matter, names: Names, report: Report): MatterChange[] {
  const { code, kind, category, item } = matter;
  const before = cellsOf(matter, names);
  const fields = fieldsOf(row, { kind, before, bureau: category.department, names }, report);
  const place = row.place(CODE);
  const change = {
    code,
    isNew: false,
    whole: true,
    category: category.code,
    kind,
    nameZh: item.zh,
    place,
    fields,
  };
  return fields.length > 0 ? [change] : [];
}
