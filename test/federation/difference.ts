/** The first place where two answers differ, with what each has there; null where they are the same. */
export function difference(one: unknown, other: unknown, path = 'data'): string | null {
  if (Object.is(one, other)) return null;
  if (!isTree(one) || !isTree(other) || Array.isArray(one) !== Array.isArray(other))
    return `${path}: ${shown(one)} and ${shown(other)}`;
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const found = difference(one[key], other[key], `${path}.${key}`);
    if (found) return found;
  }
  return null;
}

type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 200);
