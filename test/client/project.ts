/**
 * A frontend's project in a folder of its own: the client as `npm pack` packs it, beside the libraries that such a
 * project has anyway. Its sources are those of `test/client/frontend/`, and the examples of the client's readme.
 */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** What the client, the two GraphQL clients and the sources ask for; all else they find where these really are. */
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
  /** The files of the readme's examples, in its order; they take the gateway's address as their argument. */
  examples: string[];
  /** Runs a file; gives what it prints, and throws with what it complains. */
  run(file: string, ...args: string[]): Promise<string>;
}

export async function project(): Promise<Project> {
  await using making = new AsyncDisposableStack();
  // Its real path, since the compiler names files by that.
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'guantong-frontend-')));
  making.defer(() => rm(folder, { recursive: true }));

  const client = join(folder, 'node_modules/@guantong/client');
  await mkdir(client, { recursive: true });
  const { stdout } = await execute('npm', ['pack', './client', '--json', '--pack-destination', folder]);
  const [packed] = JSON.parse(stdout);
  await execute('tar', ['-xzf', join(folder, packed.filename), '-C', client, '--strip-components=1']);
  for (const library of LIBRARIES) {
    const place = join(folder, 'node_modules', library);
    await mkdir(dirname(place), { recursive: true });
    await symlink(await realpath(join('node_modules', library)), place, 'junction');
  }

  await cp('test/client/frontend', folder, { recursive: true });
  const examples = await examplesOf(await readFile('client/README.md', 'utf8'), folder);
  const made = making.move();
  return {
    folder,
    packed,
    examples,
    async run(file, ...args) {
      // As in development, when Apollo Client says what it minds.
      const line = ['--conditions=development', file, ...args];
      const { stdout, stderr } = await execute(process.execPath, line, { cwd: folder });
      if (stderr !== '') throw new Error(`${file} ${args[0]} complains: ${stderr}`);
      return stdout;
    },
    [Symbol.asyncDispose]: () => made.disposeAsync(),
  };
}

async function examplesOf(readme: string, folder: string): Promise<string[]> {
  const codes = [...readme.matchAll(/```ts\n([\s\S]+?)```/g)].map(([, code]) => code!);
  return await Promise.all(
    codes.map(async (code, index) => {
      const file = `example-${index}.ts`;
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a template in the example
      const asked = code.replace("'http://127.0.0.1:4000/graphql'", '`${process.argv[2]}/graphql`');
      await writeFile(join(folder, file), asked);
      return file;
    }),
  );
}

/** What a package says of itself. */
export async function manifest(folder: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
}
