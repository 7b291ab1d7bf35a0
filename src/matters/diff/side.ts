/** One of the two catalogues that are compared: of a folder, or of a git revision. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Catalogue } from '../../hub/catalogue/catalogue.ts';
import { loadCatalogue } from '../../hub/catalogue/files/load-catalogue.ts';
import { FindingsError } from '../../hub/files/finding.ts';
import type { Desk } from '../desk.ts';
import { pathShown } from '../path-shown.ts';
import { WrongUse } from '../run.ts';

/**
 * Reads the catalogue that is meant: a folder that holds `matters/` and `directory/`, or that holds such a folder
 * `schema/`; else the desk's own folder as a git revision has it.
 *
 * @throws WrongUse for what is neither, and FindingsError for files that cannot be used
 */
export async function readSide(named: string, desk: Desk): Promise<Catalogue> {
  const folder = [named, join(named, 'schema')]
    .map(path => resolve(desk.cwd, path))
    .find(path => existsSync(join(path, 'matters')));
  try {
    return folder
      ? await loadCatalogue(pathToFileURL(`${folder}/`), pathShown(folder, desk.cwd))
      : await ofRevision(named, desk.schema);
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    throw new FindingsError({ en: `${named}'s`, zh: `${named} 的目录` }, error.findings);
  }
}

async function ofRevision(revision: string, schema: URL): Promise<Catalogue> {
  const run = gitAt(fileURLToPath(schema));
  const commit = await run(
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${revision}^{commit}`,
  ).catch(() => {
    throw new WrongUse(neither(revision));
  });
  const temporary = await mkdtemp(join(tmpdir(), 'guantong-diff-'));
  try {
    const root = join(temporary, 'schema');
    const listed = await run('ls-tree', '-r', '--name-only', '-z', commit.trim(), 'matters', 'directory');
    const names = listed.split('\0').filter(Boolean);
    if (names.length === 0) throw new WrongUse(neither(revision));
    for (const name of names) {
      const path = join(root, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, await run('show', `${commit.trim()}:./${name}`));
    }
    // As git itself names them: `main:schema/matters/08-urban-gas.yaml`.
    const prefix = (await run('rev-parse', '--show-prefix')).trim().replace(/\/$/u, '');
    return await loadCatalogue(pathToFileURL(`${root}/`), `${revision}:${prefix}`);
  } finally {
    await rm(temporary, { recursive: true });
  }
}

/** Git, as if it were called in the folder. */
function gitAt(folder: string) {
  const execute = promisify(execFile);
  return async (...args: string[]): Promise<string> => {
    const { stdout } = await execute('git', args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  };
}

const neither = (named: string) => ({
  en: `expected a git revision that has the catalogue, or a folder that holds matters/ and directory/; got "${named}"`,
  zh: `应为含有目录的 git 版本，或含有 matters/ 和 directory/ 的文件夹；实为“${named}”`,
});
