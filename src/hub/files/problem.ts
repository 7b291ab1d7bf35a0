import type { Text } from './text.ts';

/** Keys and list positions from the top of a file down to a value. */
export type Path = readonly (string | number)[];

/**
 * What a check has to say, before anyone has looked up the line: checks read plain values, and a file's lines are
 * counted only when there is a problem to show.
 */
export interface Problem {
  readonly severity: 'ERROR' | 'WARNING';
  /** The file's name within the directory that was read: `matters/08-urban-gas.yaml`. */
  readonly file: string;
  readonly path: Path;
  /** Whether the key or the value at `path` is meant. */
  readonly at: 'KEY' | 'VALUE';
  /** The value to show; null for none. */
  readonly value: string | null;
  readonly problem: Text;
  readonly remedy: Text;
  /** Where the other one stands, in any of the files that were read, when two do not go together. */
  readonly other?: Pick<Problem, 'file' | 'path'>;
}

/**
 * A path as an integrator reads it: inside its item of a list, since the line says which item it is.
 * `['supervision', 0, 'codes', 'city']` is `codes.city`.
 */
export function pathText(path: Path): string {
  const inside = typeof path[1] === 'number' && path.length > 2 ? path.slice(2) : path;
  return inside.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text ? `${text}.${step}` : step;
  }, '');
}
