import { distance } from 'fastest-levenshtein';

/** Up to three of the names that a mistyped one may have meant, nearest first. */
export function nearest(word: string, names: readonly string[]): string[] {
  const steps = (name: string) => distance(word.toLowerCase(), name.toLowerCase());
  const isNear = (name: string) =>
    steps(name) <= Math.max(2, Math.ceil(name.length / 3)) || (word.length > 2 && name.includes(word));
  return names
    .filter(isNear)
    .sort((a, b) => steps(a) - steps(b))
    .slice(0, 3);
}

/** ` did you mean "latency"?`, or else which names there are. */
export function meant(word: string, names: readonly string[]): string {
  const near = nearest(word, names);
  if (near.length === 0) return `there are ${names.join(', ')}`;
  return `did you mean ${near.map(name => `"${name}"`).join(' or ')}?`;
}
