/** What the catalogue's check says of the files as they would be, said of the cells that are to blame. */
import type { Finding } from '../../hub/files/finding.ts';
import { matterAt } from '../yaml/edit-matter.ts';
import type { MatterText } from '../yaml/matter-texts.ts';
import type { MatterChange } from './change.ts';
import { atCell, type Place, type SheetFinding } from './sheet-finding.ts';

/**
 * @param before what it says of the files as they are: not the sheet's doing.
 * @param texts the files as they would be.
 */
export function resultFindings(
  findings: readonly Finding[],
  before: readonly Finding[],
  texts: readonly MatterText[],
  changes: readonly MatterChange[],
): SheetFinding[] {
  const known = new Set(before.map(identity));
  const byCode = new Map(changes.map(change => [change.code, change]));
  return findings
    .filter(finding => !known.has(identity(finding)))
    .flatMap(finding => {
      const text = texts.find(({ name }) => finding.file.endsWith(`/${name}`))?.text;
      const code = text === undefined || finding.line === null ? null : matterAt(text, finding.line);
      const change = code === null ? undefined : byCode.get(code);
      if (!change) return [inFile(finding)];
      // What a cell would have said that was refused is missing here, and has been reported there.
      if (!change.whole && finding.value === null) return [];
      return [atCell(placeOf(change, finding.path), finding, finding.severity)];
    });
}

/** Lines move when a matter is added further up. */
const identity = ({ file, path, value, problem }: Finding): string =>
  JSON.stringify([file, path, value, problem]);

/** The field's cell; for a map around fields, that of the first; or else the cell of the matter's code. */
function placeOf({ place, fields }: MatterChange, path: string): Place {
  const within = (inner: string, outer: string) =>
    inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
  const keyed = fields.map(field => ({ key: field.column.path.join('.'), place: field.place }));
  const found =
    keyed.find(({ key }) => within(path, key)) ?? keyed.find(({ key }) => path !== '' && within(key, path));
  return found?.place ?? place;
}

function inFile({ severity, file, line, column, path, value, problem, remedy }: Finding): SheetFinding {
  return { severity, file, cell: null, line, column, title: path, value, problem, remedy };
}
