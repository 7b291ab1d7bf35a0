/** What the catalogue's check says of the files as they would be, said of the cells that are to blame. */
import type { Finding } from '../../hub/files/finding.ts';
import type { FileEdit } from '../edit/file-edits.ts';
import { matterAt } from '../edit/items.ts';
import { newFindings } from '../findings/new-findings.ts';
import type { MatterChange } from './change.ts';
import { atCell, type Place, type SheetFinding } from './sheet-finding.ts';

/**
 * @param before what it says of the files as they are: not the sheet's doing.
 * @param edits what becomes of them.
 */
export function resultFindings(
  findings: readonly Finding[],
  before: readonly Finding[],
  edits: readonly FileEdit[],
  changes: readonly MatterChange[],
): SheetFinding[] {
  const byCode = new Map(changes.map(change => [change.code, change]));
  return newFindings(findings, before).flatMap(finding => {
    const text = edits.find(({ file }) => finding.file.endsWith(`/${file}`))?.after;
    const code = text === undefined || finding.line === null ? null : matterAt(text, finding.line);
    const change = code === null ? undefined : byCode.get(code);
    if (!change) return [{ ...finding, cell: null }];
    // What a cell would have said that was refused is missing here, and has been reported there.
    if (!change.whole && finding.value === null) return [];
    return [atCell(placeOf(change, finding.path), finding, finding.severity)];
  });
}

/** The field's cell; for a map around fields, that of the first; or else the cell of the matter's code. */
function placeOf({ place, fields }: MatterChange, path: string): Place {
  const within = (inner: string, outer: string) =>
    inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
  const keyed = fields.map(field => ({ key: field.column.path.join('.'), place: field.place }));
  const found =
    keyed.find(({ key }) => within(path, key)) ?? keyed.find(({ key }) => path !== '' && within(key, path));
  return found?.place ?? place;
}
