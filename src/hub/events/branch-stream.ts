import { type Branch, type Entry, MAX_WINDOW } from '../platform.ts';
import type { Adrift } from './adrift.ts';
import { BEFORE_ALL, behind, comparePlaces, type Place } from './place.ts';
import type { Spine } from './spine.ts';

/** An event at its place in the unified order. */
export interface Placed {
  place: Place;
  spine: Spine;
  /** Its own time could not be read: the place is its neighbour's, and cannot be told from the event alone. */
  adrift: boolean;
}

/** Room for events of the cursor's own second that were given before it, so that they cost no second call. */
const TIE_ROOM = 8;

/**
 * One branch, read forwards from a place in the unified order. It asks for a page when its head is wanted and not
 * there: the first has what a whole page of the merged list can need, so a second is for many ties only.
 */
export class BranchStream {
  readonly #branch: Branch;
  readonly #adrift: Adrift;
  readonly #limit: number;
  readonly #buffer: Placed[] = [];
  readonly #seen = new Set<string>();
  #until: number | null;
  #continuation: string | null = null;
  #more = true;
  /** The place up to which the branch was read. */
  #read: Place | null;
  #total: number | null = null;
  #countFirst: boolean;

  /**
   * @param after the place after which to begin, null for the beginning.
   * @param adrift events without a readable time that the walk gave before; what is learned of such is told to it.
   * @param wanted how many the merged page can need of this branch.
   * @param count whether the first page counts all matches.
   */
  constructor(
    branch: Branch,
    { after, adrift, wanted, count }: { after: Place | null; adrift: Adrift; wanted: number; count: boolean },
  ) {
    this.#branch = branch;
    this.#read = after;
    this.#adrift = adrift;
    this.#limit = Math.min(wanted + (after ? TIE_ROOM : 0), MAX_WINDOW);
    this.#until = after === null || after.at === BEFORE_ALL ? null : after.at;
    this.#countFirst = count;
  }

  /** How many the branch matches, if the first page was asked to count. */
  get total(): number | null {
    return this.#total;
  }

  /** The next event, null at the end. Rejects as the platform's call does. */
  async head(): Promise<Placed | null> {
    while (this.#buffer.length === 0 && this.#more) await this.#ask();
    return this.#buffer[0] ?? null;
  }

  shift(): void {
    this.#buffer.shift();
  }

  async #ask(): Promise<void> {
    const window = {
      until: this.#until,
      limit: this.#limit,
      continuation: this.#continuation,
      total: this.#countFirst,
    };
    const page = await this.#branch(window);
    if (this.#countFirst) this.#total = page.total;
    this.#countFirst = false;
    const entries = inOrder(page.entries);
    this.#put(entries, entries === page.entries);
    this.#more = page.continuation !== null;
    // The contracts ask to walk by moving the time bound, and by page only where one second fills a page.
    const oldest = entries.findLast(entry => entry.at !== null)?.at ?? null;
    const moved = oldest !== null && (this.#until === null || oldest < this.#until);
    if (moved) this.#until = oldest;
    this.#continuation = moved ? null : page.continuation;
  }

  /** @param ordered whether the platform gave them so, and a neighbour's time tells of one that has none. */
  #put(entries: Entry[], ordered: boolean): void {
    for (const [index, { spine, at }] of entries.entries()) {
      if (at === null && ordered) this.#learnEarliest(spine.id, entries.slice(index + 1));
      if (this.#seen.has(spine.id)) continue;
      this.#seen.add(spine.id);
      if (this.#adrift.has(spine.id)) continue;
      const place = at === null ? behind(this.#read) : { at, id: spine.id };
      // Given by an earlier page, or inserted meanwhile where this walk has already been.
      if (this.#read && comparePlaces(place, this.#read) <= 0) continue;
      this.#read = place;
      this.#buffer.push({ place, spine, adrift: at === null });
    }
  }

  #learnEarliest(id: string, following: Entry[]): void {
    const next = following.find(entry => entry.at !== null)?.at;
    if (next != null) this.#adrift.learn(id, next);
  }
}

/**
 * An answer in the order that the contracts promise; the same array where it is in it already. Each row is put where
 * its own time belongs. Those that have none come first: between rows out of order they could stand anywhere, and the
 * walk must not pass the time by which they are asked for.
 */
function inOrder(entries: Entry[]): Entry[] {
  const readable = entries.flatMap(({ spine, at }) => (at === null ? [] : { at, id: spine.id }));
  const sorted = readable.toSorted(comparePlaces);
  if (readable.every((place, index) => place.id === sorted[index]!.id)) return entries;
  const rank = new Map(sorted.map(({ id }, index) => [id, index]));
  return entries.toSorted((a, b) => (rank.get(a.spine.id) ?? -1) - (rank.get(b.spine.id) ?? -1));
}
