/** What a platform tells a reader who asks what has changed. Ids are 1, 2, 3, … in the order of finding. */
export interface NumberedChange<Change> {
  id: number;
  /** Unix seconds. */
  at: number;
  change: Change;
}

/** A record as the feed sees it: when its stamp differs from last time, its changes are looked through again. */
export interface Changing<Change> {
  record: object;
  stamp: string;
  /** Each with a name that is its own for ever, such as `event/ZF20240514000019/log/3`. */
  changes(): { name: string; at: number; change: Change }[];
}

/**
 * A feed derived from the records' own logs. Those found at the first reading are numbered by time; what appears
 * later (an event that a test inserts, a log entry added) is appended, so that ids only ever grow.
 */
export class ChangeFeed<Change> {
  readonly #source: () => Iterable<Changing<Change>>;
  readonly #stamps = new WeakMap<object, string>();
  readonly #named = new Set<string>();
  readonly #feed: NumberedChange<Change>[] = [];

  constructor(source: () => Iterable<Changing<Change>>) {
    this.#source = source;
  }

  /** All changes so far, oldest id first; the change with id n is at index n - 1. */
  read(): readonly NumberedChange<Change>[] {
    const found = [...this.#unseen()].sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1));
    for (const { at, change } of found) this.#feed.push({ id: this.#feed.length + 1, at, change });
    return this.#feed;
  }

  *#unseen() {
    for (const { record, stamp, changes } of this.#source()) {
      if (this.#stamps.get(record) === stamp) continue;
      this.#stamps.set(record, stamp);
      for (const change of changes()) {
        if (this.#named.has(change.name)) continue;
        this.#named.add(change.name);
        yield change;
      }
    }
  }
}
