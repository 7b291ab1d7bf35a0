/** Changes of the integrators' files: made in memory, tried, and written. */
import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkCatalogue } from '../../hub/catalogue/files/load-catalogue.ts';
import type { Desk } from '../desk.ts';

export interface FileEdit {
  /** Its name within the schema folder: `matters/08-urban-gas.yaml`. */
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** @param change is given lines that end in LF, whatever they end in; they keep it. */
export function fileEdit(file: string, before: string, change: (text: string) => string): FileEdit {
  const windows = before.includes('\r\n') && !/(?<!\r)\n/u.test(before);
  const after = change(windows ? before.replaceAll('\r\n', '\n') : before);
  return { file, before, after: windows ? after.replaceAll('\n', '\r\n') : after };
}

/** What the catalogue's own check says of the files as they would be; nothing of the real ones is touched. */
export async function checkedWith(
  { schema, called }: Pick<Desk, 'schema' | 'called'>,
  edits: readonly FileEdit[],
): ReturnType<typeof checkCatalogue> {
  const copy = mkdtempSync(join(tmpdir(), 'guantong-matters-'));
  try {
    for (const part of ['matters', 'directory']) {
      cpSync(new URL(`${part}/`, schema), join(copy, part), { recursive: true });
    }
    for (const { file, after } of edits) writeFileSync(join(copy, file), after);
    return await checkCatalogue(pathToFileURL(`${copy}/`), called);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/** Each file is whole at any moment: a gateway may be watching. */
export function writeEdits(schema: URL, edits: readonly FileEdit[]): void {
  for (const { file, after } of edits) {
    const beside = new URL(`${file}.new`, schema);
    writeFileSync(beside, after);
    renameSync(beside, new URL(file, schema));
  }
}
