/**
 * Random numbers that are a function of their key alone, so that any event of the world can be derived without
 * deriving those before it.
 */

/** Gives a fraction in [0, 1). */
export type Random = () => number;

/** A stream for the given key: same numbers and words, same stream. */
export const randomOf = (...key: (number | string)[]): Random => streamOf(hashOf(key.join('|')));

/** One of an event's own streams, by what it is drawn for. */
export function drawnFor(seed: number, purpose: Purpose | `officer ${string}` | `second ${string}`): Random {
  const hash = PURPOSES[purpose as Purpose] ?? hashOf(purpose);
  return streamOf(Math.imul(seed ^ hash, 0x9e3779b1));
}

type Purpose = keyof typeof PURPOSES;
/** Each hashed once: a world draws for them millions of times. */
const PURPOSES = {
  plan: hashOf('plan'),
  life: hashOf('life'),
  other: hashOf('other'),
  actors: hashOf('actors'),
  words: hashOf('words'),
  location: hashOf('location'),
  habits: hashOf('habits'),
  grassroots: hashOf('grassroots'),
  city: hashOf('city'),
  province: hashOf('province'),
  penalty: hashOf('penalty'),
};

/** mulberry32 */
function streamOf(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** FNV-1a, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** A whole number from `low` to `high`, both included. */
export const between = (random: Random, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1));

export const chance = (random: Random, probability: number): boolean => random() < probability;

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const picked = items[Math.floor(random() * items.length)];
  if (picked === undefined) throw new Error('pick: expected a list with at least one item, got an empty one');
  return picked;
}

/** Gives a function that picks a key with a probability in proportion to its weight. */
export function lots<Key extends string>(weights: Readonly<Record<Key, number>>): (random: Random) => Key {
  const keys = Object.keys(weights) as Key[];
  let total = 0;
  const ends = keys.map(key => (total += weights[key]));
  return random => {
    const drawn = random() * total;
    let at = 0;
    while (drawn >= ends[at]!) at++;
    return keys[at] ?? keys[0]!;
  };
}
