import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkCatalogue } from '../../hub/catalogue/files/load-catalogue.ts';
import type { Finding } from '../../hub/files/finding.ts';
import type { FileEdit } from '../drift/proposal.ts';

/** The errors that the catalogue would have with the edits, found in a copy of it. */
export async function wouldBe(schema: URL, edits: readonly FileEdit[]): Promise<Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), 'guantong-matters-'));
  try {
    // Called as the folder is, so that findings name the files that the integrator has.
    const name = schema.pathname.split('/').at(-2)!;
    const copy = pathToFileURL(`${join(folder, decodeURIComponent(name))}/`);
    for (const part of ['matters/', 'directory/'])
      await cp(new URL(part, schema), new URL(part, copy), { recursive: true });
    for (const { file, after } of edits) await writeFile(new URL(file, copy), after);
    const { findings } = await checkCatalogue(copy);
    return findings.filter(({ severity }) => severity === 'ERROR');
  } finally {
    await rm(folder, { recursive: true });
  }
}
