import { distance } from 'fastest-levenshtein';

/** What was probably meant by a mistyped word: the nearest candidate, if it is near enough to be a slip; else null. */
export function closest(word: string, candidates: readonly string[]): string | null {
  let best: string | null = null;
  let nearest = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const steps = distance(word.toLowerCase(), candidate.toLowerCase());
    if (steps < nearest) [best, nearest] = [candidate, steps];
  }
  return best;
}
