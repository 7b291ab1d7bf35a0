/**
 * What a platform tells a reader who asks what has changed. Ids are 1, 2, 3, …: what is found at the first reading is
 * numbered by time, what appears later (an event that a test inserts, a log entry added) is appended, so that ids only
 * ever grow.
 */

import { ChangeIndex } from './table/change-index.ts';
import type { Schema } from './table/columns.ts';
import type { Register } from './world/register.ts';

export interface Change<Said> {
  /** Its own for ever, such as `event/ZF20240514000019/log/3`. */
  name: string;
  /** Unix seconds. */
  at: number;
  change: Said;
}

export interface NumberedChange<Said> {
  id: number;
  /** Unix seconds. */
  at: number;
  change: Said;
}

export interface FeedSource<Row, Said> {
  /** Whatever it can be told that the record's own logs say. */
  changesOf(record: Row): Change<Said>[];
  /** What changed beside the records: directories. */
  others(): Change<Said>[];
}

/** Records whose first reading a caller would notice; for a million it takes about ten seconds. */
const LARGE = 20_000;

export class ChangeFeed<Row extends object, Said> {
  readonly #register: Register<Row, Schema, Record<string, Schema>>;
  readonly #source: FeedSource<Row, Said>;
  /** Made at the first reading, in a large world before it. */
  #index: ChangeIndex<Row, Said> | null = null;
  /** Found at later readings. */
  readonly #later: Change<Said>[] = [];
  /** Names told already, of records that are held and of the rest. */
  readonly #told = new Map<string, Set<string>>();
  readonly #toldOthers = new Set<string>();
  readonly #read = new Set<number>();
  #version = -1;

  constructor(register: Register<Row, Schema, Record<string, Schema>>, source: FeedSource<Row, Said>) {
    this.#register = register;
    this.#source = source;
    // It takes so long that the platform would answer nobody meanwhile: better before its port is open.
    if (register.table.length >= LARGE) this.read();
  }

  /** How many changes there are. Finds those that came since the last reading. */
  read(): number {
    const found = [...this.#ofHeld(), ...this.#ofOthers()].sort(byTime);
    if (this.#index === null) this.#index = new ChangeIndex(this.#register, this.#source.changesOf, found);
    else this.#later.push(...found);
    return this.#index.length + this.#later.length;
  }

  /** Of the changes read, those after the first `from`, up to `to`. */
  slice(from: number, to: number): NumberedChange<Said>[] {
    const before = this.#index!.length;
    return [
      ...this.#index!.slice(from, Math.min(to, before)),
      ...this.#later.slice(Math.max(0, from - before), Math.max(0, to - before)),
    ].map(({ at, change }, nth) => ({ id: from + nth + 1, at, change }));
  }

  /** How many changes, from the first on, are older than that time (Unix seconds). */
  countBefore(at: number): number {
    const early = this.#index!.countBefore(at);
    if (early < this.#index!.length) return early;
    const later = this.#later.findIndex(change => change.at >= at);
    return early + (later < 0 ? this.#later.length : later);
  }

  /** Only a record that is held can have changes that are not in the index. */
  *#ofHeld(): Generator<Change<Said>> {
    if (this.#version === this.#register.table.version) return;
    this.#version = this.#register.table.version;
    for (const { ref, no, record, event } of this.#register.held()) {
      if (this.#read.has(ref)) continue;
      this.#read.add(ref);
      const told = this.#told.get(no) ?? this.#toldOf(event);
      this.#told.set(no, told);
      yield* untold(this.#source.changesOf(record), told);
    }
  }

  /** What the index tells of an event whose record is held by now. */
  #toldOf(event: number | null): Set<string> {
    if (event === null || this.#index === null) return new Set();
    return new Set(this.#source.changesOf(this.#register.record(event)).map(({ name }) => name));
  }

  #ofOthers(): Generator<Change<Said>> {
    return untold(this.#source.others(), this.#toldOthers);
  }
}

function* untold<Said>(changes: Change<Said>[], told: Set<string>): Generator<Change<Said>> {
  for (const change of changes) {
    if (told.has(change.name)) continue;
    told.add(change.name);
    yield change;
  }
}

export const byTime = (a: Change<unknown>, b: Change<unknown>): number =>
  a.at - b.at || (a.name < b.name ? -1 : 1);
