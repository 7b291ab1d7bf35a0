/** Reads what the rows of a spreadsheet ask for. */

import { Numbers } from '../numbers.ts';
import type { MatterChange, Report } from './change.ts';
import { CODE, NAME } from './columns.ts';
import { fieldsOf } from './fields.ts';
import { codesOfName, identityOf, type Known } from './known.ts';
import { cellsOf, type Matter } from './matter-row.ts';
import { newMatter } from './new-matter.ts';
import { type Row, rowsOf, type TitledSheet } from './row.ts';
import * as say from './row-words.ts';
import { atCell, type Place, placeName, type SheetFinding, type Words } from './sheet-finding.ts';
import { tidyCode } from './tidy.ts';

export interface ReadRows {
  /** Of matters that change. */
  readonly changes: readonly MatterChange[];
  readonly findings: readonly SheetFinding[];
  /** Cells that say nothing where the matter has a value, which stays. */
  readonly left: readonly Place[];
}

/** All rows of all sheets of a file. */
export function readRows(sheets: readonly TitledSheet[], file: string, known: Known): ReadRows {
  const { matters, names } = known;
  const findings: SheetFinding[] = [];
  const left: Place[] = [];
  const report: Report = finding => void findings.push(finding);
  const rows = sheets.flatMap(titled =>
    [...rowsOf(titled, file, report)].map(row => ({ row, header: titled.header, given: codeOf(row) })),
  );
  const written = new Set(rows.map(({ given }) => given));
  // Also a number that stands in the sheet itself is not free.
  const numbers = new Numbers([...matters.keys(), ...written]);
  const firsts = new Map<string, string>();
  const newNames = new Map<string, string>();

  const changes = rows.flatMap(({ row, header, given }): MatterChange[] => {
    const place = row.place(CODE);
    const refuse = (words: Words): [] => {
      report(atCell(place, words));
      return [];
    };
    const identity = identityOf(row, given, names);
    const same = identity && !matters.has(given) ? codesOfName(identity, matters) : [];
    if (given === '' && same.length > 1) return refuse(say.severalOfName(same));
    // As a sheet that is read again, whose new matters have been written: it still has no codes for them.
    const code = given === '' ? (same[0] ?? '') : given;
    const first = firsts.get(code);
    if (first !== undefined)
      return refuse(first === placeName(place) ? say.SEVERAL_ROWS : say.rowTwice(first));
    if (code !== '') firsts.set(code, placeName(place));
    const matter = matters.get(code);
    if (matter) {
      if (given === '') report(atCell(place, say.takenFor(code), 'WARNING'));
      return changed(row, matter);
    }

    if (isBelowTheMatters(row, given)) return refuse(say.BELOW_THE_MATTERS);
    const other = same.find(one => !written.has(one));
    if (other) return refuse(say.recoded(other));
    if (given === '' && identity) {
      const key = JSON.stringify(identity);
      const before = newNames.get(key);
      if (before !== undefined) return refuse(say.nameTwice(before));
      newNames.set(key, placeName(place));
    }
    const added = newMatter(row, given, header, known, numbers, report);
    return added ? [added] : [];
  });
  return { changes, findings, left };

  function changed(row: Row, matter: Matter): MatterChange[] {
    const { code, kind, category, item } = matter;
    const before = cellsOf(matter, names);
    const compared = { kind, before, bureau: category.department, names };
    const { changes: fields, left: own } = fieldsOf(row, compared, report);
    left.push(...own);
    if (fields.length === 0) return [];
    const place = row.place(CODE);
    return [
      { code, isNew: false, whole: true, category: category.code, kind, nameZh: item.zh, place, fields },
    ];
  }
}

const codeOf = (row: Row): string => tidyCode(row.text(CODE) ?? '');

/** `合计`, `填报人：某某`, in the column of the codes or of the names. */
const isBelowTheMatters = (row: Row, code: string): boolean =>
  [code, tidyCode(row.text(NAME) ?? '')].some(text =>
    /^(合计|总计|小计|共计|(填报|填表|制表|审核|报送|联系|负责)(人|单位|日期|时间|电话)|联系电话)(?![\p{Script=Han}])/u.test(
      text,
    ),
  );
