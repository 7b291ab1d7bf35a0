import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Three real matter files are enough to be wrong in. */
const MATTER_FILES = [
  '01-city-appearance-and-sanitation.yaml',
  '08-urban-gas.yaml',
  '40-civil-air-defence.yaml',
];

/** A `schema` folder of its own, good until it is edited. */
export interface WrittenFiles extends Disposable {
  readonly directory: string;
  /** Replaces a text that must be there exactly once. */
  edit(file: string, from: string, to: string): void;
  write(file: string, content: string | Buffer): void;
  remove(file: string): void;
}

export function writtenFiles(): WrittenFiles {
  const temporary = mkdtempSync(join(tmpdir(), 'files-'));
  const directory = join(temporary, 'schema');
  const path = (file: string) => join(directory, file);
  for (const folder of ['directory', 'indicators', 'limits'])
    cpSync(join('schema', folder), path(folder), { recursive: true });
  mkdirSync(path('matters'));
  for (const file of ['matter-file.schema.json', ...MATTER_FILES]) {
    cpSync(join('schema/matters', file), path(`matters/${file}`));
  }
  return {
    directory,
    edit(file, from, to) {
      const text = readFileSync(path(file), 'utf8');
      const parts = text.split(from);
      if (parts.length !== 2) {
        throw new Error(
          `${file}: expected ${JSON.stringify(from)} once, got it ${parts.length - 1} times; correct the test`,
        );
      }
      writeFileSync(path(file), parts.join(to));
    },
    write: (file, content) => writeFileSync(path(file), content),
    remove: file => rmSync(path(file)),
    [Symbol.dispose]: () => rmSync(temporary, { recursive: true }),
  };
}
