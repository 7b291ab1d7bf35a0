import { EVERYTHING } from './shared.ts';

/** A script takes so many keys at once, and no more. */
const MOST_TAGS = 500;
/** With more, everything is invalidated: too much, never too little. */
const MOST_BATCHES = 200;

/** What was invalidated here and is not yet known to be known to others. */
export class Untold {
  readonly #batches = new Set<readonly string[]>();

  get size(): number {
    return this.#batches.size;
  }

  all(): readonly (readonly string[])[] {
    return [...this.#batches];
  }

  /** @returns the batches in which it is to be told */
  add(tags: readonly string[]): readonly (readonly string[])[] {
    const count = Math.ceil(tags.length / MOST_TAGS);
    const full = this.#batches.size + count > MOST_BATCHES;
    if (full) this.#batches.clear();
    const batches = full
      ? [[EVERYTHING]]
      : Array.from({ length: count }, (_, at) => tags.slice(at * MOST_TAGS, (at + 1) * MOST_TAGS));
    for (const batch of batches) this.#batches.add(batch);
    return batches;
  }

  told(batch: readonly string[]): void {
    this.#batches.delete(batch);
  }
}
