/**
 * What has been invalidated, as a number for each tag. An answer holds the numbers that it read before its platform was
 * asked, so that an answer that was on its way when its tag was invalidated is known for what it is: older.
 */
export class Generations {
  readonly #byTag = new Map<string, number>();
  readonly #most: number;
  /** Of all tags together. */
  #epoch = 0;

  /** @param most how many tags are told apart; with more, everything is invalidated: too much, never too little */
  constructor(most = 100_000) {
    this.#most = most;
  }

  /** Of these tags now; the same text as long as none of them is invalidated. */
  of(tags: readonly string[]): string {
    return [this.#epoch, ...tags.map(tag => this.#byTag.get(tag) ?? 0)].join('.');
  }

  invalidate(tags: Iterable<string>): void {
    for (const tag of tags) this.#byTag.set(tag, (this.#byTag.get(tag) ?? 0) + 1);
    if (this.#byTag.size > this.#most) this.invalidateAll();
  }

  invalidateAll(): void {
    this.#byTag.clear();
    this.#epoch += 1;
  }
}
