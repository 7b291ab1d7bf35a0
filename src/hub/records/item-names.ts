import { Fields } from './fields.ts';

/**
 * The names of a platform's directory by code. A row without a code or a name names nothing.
 *
 * @param fields the platform's names for the code and the name.
 */
export function itemNames(
  rows: readonly unknown[],
  fields: { code: string; name: string },
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const row of rows) {
    const read = new Fields(row);
    const [code, name] = [read.text(fields.code), read.text(fields.name)];
    if (code && name) names.set(code, name);
  }
  return names;
}
