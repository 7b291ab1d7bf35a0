/** What an edit of one place changes, line by line. */
export interface LineDiff {
  /** The first line that differs, from 1, in both texts. */
  line: number;
  removed: readonly string[];
  added: readonly string[];
}

/** Null where nothing differs. The lines between the first and the last that differ count as one change. */
export function lineDiff(before: string, after: string): LineDiff | null {
  if (before === after) return null;
  const [old, now] = [before.split('\n'), after.split('\n')];
  const shorter = Math.min(old.length, now.length);
  let head = 0;
  while (head < shorter && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  // What was added behind an empty line and before another begins with the first of the two.
  if (head + tail === old.length && head > 0 && old[head - 1] === '' && now.at(-1 - tail) === '') {
    head--;
    tail++;
  }
  const between = (lines: readonly string[]) => lines.slice(head, lines.length - tail);
  return { line: head + 1, removed: between(old), added: between(now) };
}
