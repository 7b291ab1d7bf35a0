import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Words } from './common-words.ts';
import type { Finding } from './finding.ts';
import type { JsonSchema } from './json-schema.ts';
import { mayBeCut } from './may-be-cut.ts';
import type { Problem } from './problem.ts';
import { checkShape, type Holed, type Reword } from './shape.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

export interface Source<Value> {
  readonly name: string;
  readonly value: Holed<Value> | undefined;
  /** Whether nothing is wrong with its shape. */
  readonly whole: boolean;
  /** The first keys below which something is. */
  readonly broken: ReadonlySet<string | number>;
}

/** YAML files under one directory as they are read, each held against its schema, and all there is to say of them. */
export class SchemaFiles {
  /** The directory, such as `schema/`. */
  readonly root: URL;
  readonly #called: string;
  readonly #files: YamlFile[] = [];
  readonly #problems: Problem[] = [];
  readonly #schemas = new Map<string, JsonSchema | null>();

  /** @param called what findings call the directory; its own name unless said. */
  constructor(directory: string | URL, called?: string) {
    const url = typeof directory === 'string' ? pathToFileURL(directory) : directory;
    this.root = url.href.endsWith('/') ? url : new URL(`${url.href}/`);
    this.#called = called ?? basename(fileURLToPath(this.root));
  }

  /**
   * @param schemaName `directory/regions` for `directory/regions.schema.json`.
   * @param reword who has more to say than the schema.
   */
  read<Value>(name: string, schemaName: string, reword?: Reword): Source<Value> {
    const file = readYaml(this.root, name);
    this.#files.push(file);
    this.#problems.push(...unreadable(file));
    const schema = this.#schema(schemaName);
    if (file.state !== 'READ' || !schema) return { name, value: undefined, whole: false, broken: new Set() };
    const shape = checkShape<Value>(name, file.value, schema, reword);
    this.#problems.push(...shape.problems);
    const broken = new Set(shape.problems.flatMap(({ path }) => path.slice(0, 1)));
    return { name, value: shape.value, whole: shape.problems.length === 0, broken };
  }

  /** Adds what was found beyond the shape. */
  add(problems: Iterable<Problem>): void {
    this.#problems.push(...problems);
  }

  /** Whether something is an error: then no value is without holes for certain. */
  get broken(): boolean {
    return (
      this.#files.some(file => file.state !== 'READ') ||
      this.#problems.some(problem => problem.severity === 'ERROR')
    );
  }

  /** Everything that was found, in order of place. */
  async findings(): Promise<Finding[]> {
    const cut = this.#files.some(({ text }) => mayBeCut(text));
    if (!this.broken && this.#problems.length === 0 && !cut) return [];
    // Reading lines takes a second parse; good files do not pay for it, nor for loading what does it.
    const { locate } = await import('./locate.ts');
    return locate(this.#problems, this.#files, this.#called);
  }

  /** Null where it is not there, which is said once for all files that it is the schema of. */
  #schema(name: string): JsonSchema | null {
    const known = this.#schemas.get(name);
    if (known !== undefined) return known;
    const schema = this.#readSchema(`${name}.schema.json`);
    this.#schemas.set(name, schema);
    return schema;
  }

  #readSchema(name: string): JsonSchema | null {
    try {
      return JSON.parse(readFileSync(new URL(name, this.root), 'utf8'));
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
      this.#problems.push(wholeFile(name, MISSING));
      return null;
    }
  }
}

export function wholeFile(file: string, { problem, remedy }: Words): Problem {
  return { severity: 'ERROR', file, path: [], at: 'VALUE', value: null, problem, remedy };
}

const MISSING: Words = {
  problem: { en: 'there is no such file', zh: '没有这个文件' },
  remedy: { en: 'put it back', zh: '请恢复该文件' },
};
const NOT_UTF8: Words = {
  problem: { en: 'is not in UTF-8', zh: '文件不是 UTF-8 编码' },
  remedy: { en: 'save it as UTF-8', zh: '请另存为 UTF-8 编码' },
};

function unreadable({ name, state }: YamlFile): Problem[] {
  if (state === 'MISSING') return [wholeFile(name, MISSING)];
  if (state === 'NOT_UTF8') return [wholeFile(name, NOT_UTF8)];
  return [];
}
