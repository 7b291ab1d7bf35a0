import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { FAILSAFE_SCHEMA, load, YAMLException } from 'js-yaml';

/** A YAML file as read. `name` is its name within the directory that was read. */
export type YamlFile = { readonly name: string; readonly text: string } & (
  | { readonly state: 'READ'; readonly value: unknown }
  | { readonly state: 'NOT_YAML'; readonly fault: string }
  | { readonly state: 'MISSING' | 'NOT_UTF8' }
);

/** All scalars are strings as written, so that `08` and `3306083485001` need no quotes. */
export function readYaml(directory: URL, name: string): YamlFile {
  let bytes: Buffer;
  try {
    bytes = readFileSync(new URL(name, directory));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    return { name, text: '', state: 'MISSING' };
  }
  if (!isUtf8(bytes)) return { name, text: '', state: 'NOT_UTF8' };
  const text = bytes.toString('utf8');
  try {
    // js-yaml reads all files in a quarter of the time of `yaml`, which knows where each value stands and so looks
    // up the places when there is something to say.
    return { name, text, state: 'READ', value: load(text, { schema: FAILSAFE_SCHEMA }) ?? null };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { name, text, state: 'NOT_YAML', fault: error.reason };
  }
}
