import type { ErrorCode } from 'yaml';

/**
 * The line, from 1, in which a fault is that the parser sees in another: it reports what it cannot go on with, often at
 * the end of the line before, while people look for what stands out from its neighbours.
 */
export function oddLine(
  lines: readonly string[],
  reported: number,
  code: ErrorCode | 'BAD_ALIAS',
  message: string,
): number {
  const line = lines[reported - 1]?.trim() ? reported : (next(lines, reported, 1) ?? reported);
  if (!/same column|Nested mappings|block sequence may not/u.test(message)) return line;
  // A colon in the text of the line itself.
  if (code === 'BLOCK_AS_IMPLICIT_KEY' && /: .*:(\s|$)|: \? /u.test(lines[line - 1]!)) return line;
  const suspects = /^Nested/u.test(message)
    ? [next(lines, line, 1), line]
    : [line, next(lines, line, -1), ...(/same column/u.test(message) ? [outer(lines, line)] : [])];
  const [odd] = suspects
    .filter(suspect => suspect !== null)
    .map(suspect => ({ suspect, alike: likeOthers(lines, suspect) }))
    .sort((one, other) => one.alike - other.alike);
  return odd!.suspect;
}

/** The nearest line with something in it. */
function next(lines: readonly string[], from: number, step: 1 | -1): number | null {
  for (let line = from + step; line >= 1 && line <= lines.length; line += step) {
    if (/^\s*[^\s#]/u.test(lines[line - 1]!)) return line;
  }
  return null;
}

/** The nearest line above that begins further left: what it begins may have ended there too early. */
function outer(lines: readonly string[], from: number): number | null {
  let line = next(lines, from, -1);
  while (line && columnOf(lines, line) >= columnOf(lines, from)) line = next(lines, line, -1);
  return line;
}

/** How many of the lines around it, three on each side, have their key in the same column. */
function likeOthers(lines: readonly string[], line: number): number {
  let alike = 0;
  for (const step of [1, -1] as const) {
    let other: number | null = line;
    for (let left = 3; left > 0 && other; left -= 1) {
      other = next(lines, other, step);
      if (other && columnOf(lines, other) === columnOf(lines, line)) alike += 1;
    }
  }
  return alike;
}

/** Where the key begins, behind the dash of a list. */
const columnOf = (lines: readonly string[], line: number): number =>
  /^[ -]*/u.exec(lines[line - 1]!)![0].length;
