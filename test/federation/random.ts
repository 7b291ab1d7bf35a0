/** Draws that a seed decides, so that what was drawn once can be drawn again. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  chance(probability: number): boolean;
  /** A whole number from 1 to `most`. */
  upTo(most: number): number;
  one<Item>(items: readonly Item[]): Item;
  /** One of them, each as often as its weight says. */
  weighted<Item>(items: readonly Item[], weight: (item: Item) => number): Item;
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  // mulberry32: one state of 32 bits, good enough to choose by.
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const random: Random = {
    next,
    chance: probability => next() < probability,
    upTo: most => 1 + Math.floor(next() * most),
    one: items => items[Math.floor(next() * items.length)]!,
    weighted(items, weight) {
      let left = next() * items.reduce((sum, item) => sum + weight(item), 0);
      for (const item of items) {
        left -= weight(item);
        if (left < 0) return item;
      }
      return items.at(-1)!;
    },
  };
  return random;
}
