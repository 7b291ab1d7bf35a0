/**
 * All changes of all events in the order of their times: one number for each, eight bytes, from which the event and
 * which of its changes it is can be told. For a million events that are ten to twenty million changes a platform, and
 * a first reading of some seconds; a page then derives the records that it is about.
 */
import { byTime, type Change } from '../change-feed.ts';
import type { Register } from '../world/register.ts';
import type { Schema } from './columns.ts';

/** An entry is the seconds since the first change, the rank of the event's number, and the change's place by name. */
const RANKS = 2 ** 21;
const PLACES = 2 ** 6;
const SECONDS = 2 ** 26;

export class ChangeIndex<Row extends object, Said> {
  readonly length: number;
  readonly #register: Register<Row, Schema, Record<string, Schema>>;
  readonly #changesOf: (record: Row) => Change<Said>[];
  #entries = new Float64Array(0);
  #first = 0;
  /** The event of each rank. */
  #events = new Int32Array(0);
  /** Changes that no event has of itself, and their places among all. */
  readonly #others: Change<Said>[];
  readonly #places: number[];

  /** With `others` in the order of time. */
  constructor(
    register: Register<Row, Schema, Record<string, Schema>>,
    changesOf: (record: Row) => Change<Said>[],
    others: Change<Said>[],
  ) {
    this.#register = register;
    this.#changesOf = changesOf;
    this.#collect();
    this.#others = others;
    this.#places = others.map((other, nth) => this.#entriesBefore(other) + nth);
    this.length = this.#entries.length + others.length;
  }

  slice(from: number, to: number): Change<Said>[] {
    const changes: Change<Said>[] = [];
    for (let place = from; place < to; place++) changes.push(this.#at(place));
    return changes;
  }

  countBefore(at: number): number {
    return lowest(this.length, place => this.#timeAt(place) >= at);
  }

  /** Reads the times of all changes of the events whose records are derived. */
  #collect(): void {
    const { table } = this.#register;
    const events: number[] = [];
    const keys: number[] = [];
    const counts: number[] = [];
    let times = new Float64Array(16 * table.length);
    let count = 0;
    for (let row = 0; row < table.length; row++) {
      const event = table.ref[row]!;
      if (event < 0) continue;
      const changes = this.#register.changeTimes(event);
      if (changes.times.length > PLACES)
        throw new Error(
          `ChangeIndex: expected at most ${PLACES} changes of an event, got ${changes.times.length}`,
        );
      if (count + changes.times.length > times.length) times = grown(times);
      events.push(event);
      keys.push(changes.sortKey);
      counts.push(changes.times.length);
      for (const at of changes.times) times[count++] = at;
    }
    const sorted = Float64Array.from(keys).sort();
    const ranks = keys.map(key => lowest(sorted.length, place => sorted[place]! >= key));
    this.#events = new Int32Array(events.length);
    for (const [nth, rank] of ranks.entries()) this.#events[rank] = events[nth]!;
    this.#fill(times.subarray(0, count), counts, ranks);
  }

  #fill(times: Float64Array<ArrayBuffer>, counts: number[], ranks: number[]): void {
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    for (const at of times) {
      if (at < first) first = at;
      if (at > last) last = at;
    }
    if (last - first >= SECONDS)
      throw new Error(`ChangeIndex: expected the changes of at most ${SECONDS} seconds, got ${last - first}`);
    this.#first = first;
    // In place: the times are not needed any more.
    let at = 0;
    for (const [nth, rank] of ranks.entries()) {
      for (let place = 0; place < counts[nth]!; place++, at++) {
        times[at] = ((times[at]! - first) * RANKS + rank) * PLACES + place;
      }
    }
    this.#entries = times.slice().sort();
  }

  #at(place: number): Change<Said> {
    const other = this.#otherAt(place);
    return this.#others[other] && this.#places[other] === place
      ? this.#others[other]
      : this.#changeAt(place - other);
  }

  #timeAt(place: number): number {
    const other = this.#otherAt(place);
    return this.#places[other] === place ? this.#others[other]!.at : this.#entryTime(place - other);
  }

  /** The first of the others at that place or behind it. */
  #otherAt(place: number): number {
    return lowest(this.#places.length, other => this.#places[other]! >= place);
  }

  #entryTime(entry: number): number {
    return this.#first + Math.floor(this.#entries[entry]! / (RANKS * PLACES));
  }

  #changeAt(entry: number): Change<Said> {
    const number = this.#entries[entry]!;
    const event = this.#events[Math.floor(number / PLACES) % RANKS]!;
    const byName = this.#changesOf(this.#register.record(event)).sort((a, b) => (a.name < b.name ? -1 : 1));
    return byName[number % PLACES]!;
  }

  #entriesBefore(other: Change<Said>): number {
    return lowest(this.#entries.length, entry => {
      const at = this.#entryTime(entry);
      return at > other.at || (at === other.at && byTime(this.#changeAt(entry), other) > 0);
    });
  }
}

/** The lowest number below `count` that passes, if all above it pass too; `count` if none does. */
function lowest(count: number, passes: (number: number) => boolean): number {
  let low = 0;
  for (let high = count; low < high; ) {
    const middle = Math.floor((low + high) / 2);
    if (passes(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function grown(times: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const more = new Float64Array(64 + Math.ceil(times.length * 1.5));
  more.set(times);
  return more;
}
