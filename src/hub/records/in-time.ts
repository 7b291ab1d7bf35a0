/** Sorts `DateTime`s, which compare as texts since all have one offset; what has no time comes last. */
export function inTime(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}
