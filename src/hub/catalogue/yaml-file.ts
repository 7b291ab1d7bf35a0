import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';

/** A YAML file as read: its value, or `undefined` where `readable` is false. */
export interface YamlFile {
  /** The file's name within the catalogue's directory. */
  readonly name: string;
  readonly text: string;
  readonly readable: boolean;
  /** All scalars are strings as written, so that `08` and `3306083485001` need no quotes. */
  readonly value: unknown;
  readonly encoding: 'UTF-8' | 'OTHER' | 'MISSING';
}

export function readYaml(directory: URL, name: string): YamlFile {
  let bytes: Buffer;
  try {
    bytes = readFileSync(new URL(name, directory));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    return { name, text: '', readable: false, value: undefined, encoding: 'MISSING' };
  }
  if (!isUtf8(bytes)) return { name, text: '', readable: false, value: undefined, encoding: 'OTHER' };
  const text = bytes.toString('utf8');
  const document = parseDocument(text, { schema: 'failsafe', prettyErrors: false });
  const readable = document.errors.length === 0;
  return { name, text, readable, value: readable ? document.toJS() : undefined, encoding: 'UTF-8' };
}
