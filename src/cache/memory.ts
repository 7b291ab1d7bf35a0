import { LRUCache } from 'lru-cache';
import type { Entry } from './entry.ts';

/** What this process remembers, bounded by bytes: what was used least lately goes first. */
export class Memory {
  readonly #entries: LRUCache<string, Entry>;

  /** @param maxBytes of the entries as JSON with their keys; an entry that alone is larger is not kept */
  constructor(maxBytes: number) {
    this.#entries = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: ({ bytes }, key) => bytes + key.length,
    });
  }

  get(key: string): Entry | null {
    return this.#entries.get(key) ?? null;
  }

  set(key: string, entry: Entry): void {
    this.#entries.set(key, entry);
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }
}
