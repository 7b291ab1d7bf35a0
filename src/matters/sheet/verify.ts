/**
 * Whether the changed files say what the sheet asked for and nothing else. A file may hold what an edit of one value
 * cannot know of: an anchor, whose value other matters share.
 */
import type { MatterFile } from '../../hub/catalogue/files/matter-file.ts';
import type { MatterChange } from './change.ts';
import { cellsOf, mattersOf } from './matter-row.ts';
import { atCell, type SheetFinding } from './sheet-finding.ts';
import { tidyText } from './tidy.ts';
import type { Names } from './words.ts';

export function verified(
  before: readonly MatterFile[],
  after: readonly MatterFile[],
  changes: readonly MatterChange[],
  names: Names,
): SheetFinding[] {
  const cells = (files: readonly MatterFile[]) =>
    new Map(mattersOf(files).map(matter => [matter.code, cellsOf(matter, names)]));
  const [old, result] = [cells(before), cells(after)];
  const changed = new Map(changes.map(change => [change.code, change]));
  const unlike = [...result].find(([code, now]) => {
    const asked = new Map(changed.get(code)?.fields.map(({ column, after: text }) => [column, text]));
    const was = old.get(code);
    return [...now].some(([column, text]) => {
      const expected = asked.get(column) ?? was?.get(column);
      return expected !== undefined && tidyText(expected) !== tidyText(text);
    });
  });
  if (!unlike) return [];
  const [code] = unlike;
  const { place } = changed.get(code) ?? changes.find(({ category }) => category === code.slice(2, 4))!;
  return [
    atCell(place, {
      problem: {
        en: `the file is written in a way that this would change ${code} differently`,
        zh: `按该文件的写法，这样会使 ${code} 变成别的内容`,
      },
      remedy: {
        en: 'take the anchors (&…) and aliases (*…) out of the file, or change it by hand',
        zh: '请去掉文件中的锚点（&…）和别名（*…），或手工修改',
      },
    }),
  ];
}
