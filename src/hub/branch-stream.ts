import { comparePlaces, type Place } from './place.ts';
import { type Branch, type Entry, MAX_WINDOW } from './platform.ts';
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
  /** Events that an earlier page gave although their place cannot be told, met again here and passed over. */
  readonly passedOver: string[] = [];
  readonly #branch: Branch;
  readonly #after: Place | null;
  readonly #given: ReadonlySet<string>;
  readonly #limit: number;
  readonly #buffer: Placed[] = [];
  readonly #seen = new Set<string>();
  #until: number | null;
  #continuation: string | null = null;
  #more = true;
  #lastPlace: Place | null = null;
  #total: number | null = null;
  #countFirst: boolean;

  /**
   * @param after the place after which to begin, null for the beginning.
   * @param given events that were given before `after` although they may stand behind it.
   * @param wanted how many the merged page can need of this branch.
   * @param count whether the first page counts all matches.
   */
  constructor(
    branch: Branch,
    {
      after,
      given,
      wanted,
      count,
    }: { after: Place | null; given: ReadonlySet<string>; wanted: number; count: boolean },
  ) {
    this.#branch = branch;
    this.#after = after;
    this.#given = given;
    this.#limit = Math.min(wanted + (after ? TIE_ROOM : 0), MAX_WINDOW);
    this.#until = after?.at ?? null;
    this.#countFirst = count;
  }

  /** How many the branch matches, if the first page was asked to count. */
  get total(): number | null {
    return this.#total;
  }

  /** The next event, null at the end. Rejects as the platform's call does. */
  async head(): Promise<Placed | null> {
    while (this.#buffer.length === 0 && this.#more) await this.#read();
    return this.#buffer[0] ?? null;
  }

  shift(): void {
    this.#buffer.shift();
  }

  async #read(): Promise<void> {
    const window = {
      until: this.#until,
      limit: this.#limit,
      continuation: this.#continuation,
      total: this.#countFirst,
    };
    const page = await this.#branch(window);
    if (this.#countFirst) this.#total = page.total;
    this.#countFirst = false;
    this.#put(page.entries);
    this.#more = page.continuation !== null;
    // The contracts ask to walk by moving the time bound, and by page only where one second fills a page.
    const oldest = page.entries.findLast(entry => entry.at !== null)?.at ?? null;
    const moved = oldest !== null && (this.#until === null || oldest < this.#until);
    if (moved) this.#until = oldest;
    this.#continuation = moved ? null : page.continuation;
  }

  #put(entries: Entry[]): void {
    for (const [index, { spine, at }] of entries.entries()) {
      if (this.#seen.has(spine.id)) continue;
      this.#seen.add(spine.id);
      const place = at === null ? this.#beside(spine.id, entries.slice(index + 1)) : { at, id: spine.id };
      this.#lastPlace = place;
      if (this.#after && comparePlaces(place, this.#after) <= 0) continue;
      if (this.#given.has(spine.id)) this.passedOver.push(spine.id);
      else this.#buffer.push({ place, spine, adrift: at === null });
    }
  }

  /**
   * The place of an event whose own time cannot be read: right behind the event before it in its platform's own
   * order, else right before the next one; `\0` sorts before whatever else may follow an id.
   */
  #beside(id: string, following: Entry[]): Place {
    if (this.#lastPlace) return { at: this.#lastPlace.at, id: `${this.#lastPlace.id}\0${id}` };
    const next = following.find(entry => entry.at !== null)?.at;
    return { at: next ?? this.#until ?? 0, id: `\0${id}` };
  }
}
