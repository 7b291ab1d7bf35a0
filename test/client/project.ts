/**
 * A frontend's project in a folder of its own: the client as `npm pack` packs it, beside the libraries that such a
 * project has anyway. Its sources are those of `test/client/frontend/`.
 */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What the client and the two GraphQL clients ask for; all else they find where these really are. */
const LIBRARIES = [
  'graphql',
  '@graphql-typed-document-node/core',
  '@apollo/client',
  '@urql/core',
  'rxjs',
  '@types/node',
];

export interface Project extends AsyncDisposable {
  folder: string;
  /** What `npm pack --json` says of the package. */
  packed: { files: { path: string }[]; size: number };
  /** Runs one scenario of a frontend against a gateway; what it prints is the answer. Throws with what it complained. */
  // biome-ignore lint/suspicious/noExplicitAny: what a scenario prints is asserted by its test
  frontend(file: string, scenario: string, url: string): Promise<any>;
}

export async function project(): Promise<Project> {
  await using making = new AsyncDisposableStack();
  // Its real path, since the compiler names files by that.
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'guantong-frontend-')));
  making.defer(() => rm(folder, { recursive: true }));
  const client = join(folder, 'node_modules/@guantong/client');
  await mkdir(client, { recursive: true });
  const { stdout } = await run('npm', ['pack', './client', '--json', '--pack-destination', folder]);
  const [packed] = JSON.parse(stdout);
  await run('tar', ['-xzf', join(folder, packed.filename), '-C', client, '--strip-components=1']);
  for (const library of LIBRARIES) {
    const place = join(folder, 'node_modules', library);
    await mkdir(dirname(place), { recursive: true });
    await symlink(await realpath(join('node_modules', library)), place, 'junction');
  }
  await cp('test/client/frontend', folder, { recursive: true });
  const made = making.move();
  return {
    folder,
    packed,
    async frontend(file, scenario, url) {
      const answer = await run(process.execPath, ['--conditions=development', file, scenario, url], {
        cwd: folder,
      });
      if (answer.stderr !== '') throw new Error(`${file} ${scenario} complains: ${answer.stderr}`);
      return JSON.parse(answer.stdout);
    },
    [Symbol.asyncDispose]: () => made.disposeAsync(),
  };
}

/** The client's own description of itself. */
export async function manifest(folder = 'client'): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
}
