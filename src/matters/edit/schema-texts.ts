/** The integrators' files as text, by the names that readers of the repository know. */
import { readdirSync, readFileSync } from 'node:fs';
import { isNode, parseDocument } from 'yaml';
import type { Matter } from '../../hub/catalogue/catalogue.ts';
import { isMatterFile, numberOf } from '../../hub/catalogue/files/matter-file.ts';
import { nameOf, type PlatformCode } from '../../upstream/platform-code.ts';
import { lineOf } from './items.ts';

export const GRID_CLASSES = 'directory/grid-classes.yaml';

export class SchemaTexts {
  readonly root: URL;
  readonly #called: string;
  readonly #texts = new Map<string, string>();

  /** @param called what its reader calls the folder: `schema`. */
  constructor(root: URL, called: string) {
    this.root = root;
    this.#called = called;
  }

  /** A file's text, read once. */
  text(name: string): string {
    const text = this.#texts.get(name) ?? readFileSync(new URL(name, this.root), 'utf8');
    this.#texts.set(name, text);
    return text;
  }

  /** `matters/08-urban-gas.yaml` for 08; null for a category without a file. */
  fileOf(category: string): string | null {
    const names = readdirSync(new URL('matters/', this.root)).map(name => `matters/${name}`);
    return names.find(name => isMatterFile(name) && numberOf(name) === category) ?? null;
  }

  /** `schema/matters/08-urban-gas.yaml`. */
  shown(name: string): string {
    return `${this.#called}/${name}`;
  }

  /** Where a matter has its code of a platform: `schema/matters/08-urban-gas.yaml:17`. */
  placeOf(matter: Matter, platform: PlatformCode): string {
    return this.placeOfValue(matter, ['codes', nameOf(platform)]);
  }

  /** Where a matter has any value, such as `['penalty', 'text']`. */
  placeOfValue(matter: Matter, path: readonly string[]): string {
    const name = this.fileOf(matter.category.code)!;
    return `${this.shown(name)}:${lineOf(this.text(name), matter.code, path)}`;
  }

  /** Where a grid class is listed: `schema/directory/grid-classes.yaml:6`; null where it is not. */
  placeOfClass(code: string): string | null {
    const text = this.text(GRID_CLASSES);
    const value = parseDocument(text, { schema: 'failsafe' }).getIn(['classes', code], true);
    if (!isNode(value) || !value.range) return null;
    return `${this.shown(GRID_CLASSES)}:${text.slice(0, value.range[0]).split('\n').length}`;
  }
}
