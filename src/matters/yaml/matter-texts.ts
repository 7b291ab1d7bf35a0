/** The matter files as text, to be changed, tried and written. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { checkCatalogue } from '../../hub/catalogue/files/load-catalogue.ts';
import { isMatterFile, numberOf } from '../../hub/catalogue/files/matter-file.ts';

export interface MatterText {
  /** Within the schema folder: `matters/08-urban-gas.yaml`. */
  readonly name: string;
  readonly text: string;
}

/** By the code of the category. */
export function readMatterTexts(schema: URL): ReadonlyMap<string, MatterText> {
  const names = readdirSync(new URL('matters/', schema))
    .map(name => `matters/${name}`)
    .filter(isMatterFile);
  return new Map(
    names.map(name => [numberOf(name), { name, text: readFileSync(new URL(name, schema), 'utf8') }]),
  );
}

/** What the catalogue's own check says of the files as they would be; nothing of the real ones is touched. */
export async function tryMatterTexts(
  schema: URL,
  changed: readonly MatterText[],
): ReturnType<typeof checkCatalogue> {
  const folder = mkdtempSync(join(tmpdir(), 'guantong-matters-'));
  try {
    // Findings name the folder.
    const copy = join(folder, basename(fileURLToPath(schema)));
    for (const part of ['matters', 'directory']) {
      cpSync(new URL(`${part}/`, schema), join(copy, part), { recursive: true });
    }
    for (const { name, text } of changed) writeFileSync(join(copy, name), text);
    return await checkCatalogue(pathToFileURL(`${copy}/`));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Each file is whole at any moment: a gateway may be watching. */
export function writeMatterTexts(schema: URL, changed: readonly MatterText[]): void {
  for (const { name, text } of changed) {
    const beside = new URL(`${name}.new`, schema);
    writeFileSync(beside, text);
    renameSync(beside, new URL(name, schema));
  }
}
