/**
 * Rows in a platform's list order (a time descending, then own number ascending), of which only what can be asked of
 * them is held; the record of a row is found by its reference.
 */
import { type Columns, columnsOf, type Facts, type Schema } from './columns.ts';
import { listOrder } from './list-order.ts';
import { Rows } from './rows.ts';

/** A condition on rows; conditions with the same key keep the same rows. */
export interface Condition {
  key: string;
  keeps(row: number): boolean;
}

/** What of a table is asked for. Times are Unix seconds, both inclusive. */
export interface Filter {
  from: number;
  to: number;
  conditions: Condition[];
}

/** Where a row belongs, and what it refers to. */
export interface Place {
  /** Unix seconds. */
  at: number;
  /** Of the record that it is of. */
  ref: number;
  /** Which of those that belong to one record; 0 where it is the record itself. */
  nth: number;
}

/** How many answers to filters are kept, so that who walks through pages finds the rest at once. */
const RECENT = 8;
export class Table<S extends Schema> {
  length = 0;
  at: Float64Array;
  ref: Int32Array;
  nth: Uint8Array;
  readonly columns: Columns<S>;
  /** Grows with each change. */
  version = 0;
  readonly #names: (keyof S & string)[];
  readonly #recent = new Map<string, Uint32Array>();
  /** While the table is made: what orders rows of one second, or NaN where only their numbers can tell. */
  #sortKeys: Float64Array | null;
  #capacity: number;

  constructor(schema: S, capacity: number) {
    this.#capacity = capacity;
    this.at = new Float64Array(capacity);
    this.ref = new Int32Array(capacity);
    this.nth = new Uint8Array(capacity);
    this.#sortKeys = new Float64Array(capacity);
    this.columns = columnsOf(schema, capacity);
    this.#names = Object.keys(schema);
  }

  /** Adds a row anywhere, while the table is made; `sort` puts it in its place. */
  add(place: Place, facts: Facts<S>, sortKey = Number.NaN): void {
    if (this.length === this.#capacity) this.#grow();
    this.#set(this.length, place, facts);
    this.#sortKeys![this.length] = sortKey;
    this.length++;
  }

  /** Puts all rows in order, once. `numberOf` gives the number of a row that came without a sort key. */
  sort(numberOf: (row: number) => string): void {
    const order = listOrder(this.at.subarray(0, this.length), this.#sortKeys!, numberOf);
    this.#reorder(order);
    this.#sortKeys = null;
  }

  /** Puts a row at its place in the order. */
  insert(row: number, place: Place, facts: Facts<S>): void {
    if (this.length === this.#capacity) this.#grow();
    for (const data of this.#data()) data.copyWithin(row + 1, row, this.length);
    this.#set(row, place, facts);
    this.length++;
    this.#changed();
  }

  remove(row: number): void {
    for (const data of this.#data()) data.copyWithin(row, row + 1, this.length);
    this.length--;
    this.#changed();
  }

  /** What the row says from now on; its time is kept. */
  update(row: number, ref: number, facts: Facts<S>): void {
    this.#set(row, { at: this.at[row]!, ref, nth: this.nth[row]! }, facts);
    this.#changed();
  }

  /** The row that refers to that; -1 if none does. */
  rowOf(ref: number): number {
    return this.ref.subarray(0, this.length).indexOf(ref);
  }

  /** The first row of that time or earlier. */
  firstAt(at: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at[middle]! <= at) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The rows that match, in order. */
  select({ from, to, conditions }: Filter): Rows {
    const start = this.firstAt(to);
    const end = from === Number.NEGATIVE_INFINITY ? this.length : this.#firstBefore(from);
    if (conditions.length === 0) return new Rows(start, Math.max(0, end - start), null);
    const key = [from, to, ...conditions.map(condition => condition.key)].join('\n');
    let found = this.#recent.get(key);
    if (!found) found = this.#scan(start, end, conditions);
    // The one used last is forgotten last.
    this.#recent.delete(key);
    this.#recent.set(key, found);
    if (this.#recent.size > RECENT) this.#recent.delete(this.#recent.keys().next().value!);
    return new Rows(0, found.length, found);
  }

  #scan(start: number, end: number, conditions: Condition[]): Uint32Array {
    const found = new Uint32Array(Math.max(0, end - start));
    let count = 0;
    const [first, ...rest] = conditions;
    for (let row = start; row < end; row++) if (first!.keeps(row)) found[count++] = row;
    for (const condition of rest) {
      const before = count;
      count = 0;
      for (let at = 0; at < before; at++) if (condition.keeps(found[at]!)) found[count++] = found[at]!;
    }
    return found.slice(0, count);
  }

  #firstBefore(at: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at[middle]! < at) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #set(row: number, { at, ref, nth }: Place, facts: Facts<S>): void {
    this.at[row] = at;
    this.ref[row] = ref;
    this.nth[row] = nth;
    for (const name of this.#names) {
      (this.columns[name] as { set(row: number, value: unknown): void }).set(row, facts[name]);
    }
  }

  #changed(): void {
    this.version++;
    this.#recent.clear();
  }

  #data() {
    return [this.at, this.ref, this.nth, ...this.#names.map(name => this.columns[name].data)];
  }

  #reorder(order: Uint32Array): void {
    this.#capacity = order.length + 16;
    const kept = <Data extends Float64Array | Int32Array | Uint8Array>(data: Data, room: Data): Data => {
      for (let row = 0; row < order.length; row++) room[row] = data[order[row]!]!;
      return room;
    };
    this.at = kept(this.at, new Float64Array(this.#capacity));
    this.ref = kept(this.ref, new Int32Array(this.#capacity));
    this.nth = kept(this.nth, new Uint8Array(this.#capacity));
    for (const name of this.#names) this.columns[name].reorder(order, this.#capacity);
  }

  #grow(): void {
    this.#capacity = 64 + Math.ceil(this.#capacity * 1.25);
    const grown = <Data extends Float64Array | Int32Array | Uint8Array>(data: Data, room: Data): Data => {
      room.set(data);
      return room;
    };
    this.at = grown(this.at, new Float64Array(this.#capacity));
    this.ref = grown(this.ref, new Int32Array(this.#capacity));
    this.nth = grown(this.nth, new Uint8Array(this.#capacity));
    if (this.#sortKeys) this.#sortKeys = grown(this.#sortKeys, new Float64Array(this.#capacity));
    for (const name of this.#names) this.columns[name].grow(this.#capacity);
  }
}
