/**
 * What a platform holds of one kind: columns of what can be asked, and its records. A record is derived from its event
 * when it is read; only those are held that were planted, inserted or changed.
 */
import type { Facts, Schema } from '../table/columns.ts';
import { Table } from '../table/table.ts';
import { frozen, type Held, HeldRecords } from './held.ts';
import type { ChangeTimes, Found, Kind, Source, Stored } from './stored.ts';

/** How many derived records are kept: as many as the default world has, and few enough for any. */
const KEPT = 2500;

export class Register<
  Row extends object,
  S extends Schema,
  Parts extends Record<string, Schema> = Record<never, Schema>,
> implements Iterable<Stored<Row>>
{
  readonly table: Table<S>;
  readonly parts: { readonly [Name in keyof Parts]: Table<Parts[Name]> };
  readonly #kind: Kind<Row, S, Parts>;
  readonly #source: Source<Row> | null;
  readonly #held: HeldRecords<Row>;
  /** Events whose own record is not the platform's: it is held instead, or was removed. */
  readonly #replaced = new Set<number>();
  readonly #derived = new Map<number, Row>();

  /** For at most so many records at first; `source` derives those that are not held. */
  constructor(kind: Kind<Row, S, Parts>, source: Source<Row> | null, capacity: number) {
    this.#kind = kind;
    this.#source = source;
    this.#held = new HeldRecords(kind.keysOf);
    this.table = new Table(kind.columns, capacity);
    const parts = Object.entries(kind.parts).map(([name, { columns }]) => [
      name,
      new Table(columns, capacity),
    ]);
    this.parts = Object.fromEntries(parts) as typeof this.parts;
  }

  /** A register of records made by hand, in any order. */
  static of<Row extends object, S extends Schema, Parts extends Record<string, Schema>>(
    kind: Kind<Row, S, Parts>,
    rows: readonly Stored<Row>[],
  ): Register<Row, S, Parts> {
    const register = new Register(kind, null, rows.length);
    for (const stored of rows) register.hold(stored);
    register.sort();
    return register;
  }

  get length(): number {
    return this.table.length;
  }

  /** Every record, in list order. */
  *[Symbol.iterator](): Generator<Stored<Row>> {
    for (let row = 0; row < this.length; row++) yield this.stored(row);
  }

  /** Every record, in list order, for those who want the methods of an array. */
  all(): Stored<Row>[] {
    return [...this];
  }

  toJSON(): Stored<Row>[] {
    return this.all();
  }

  /** The record at that place of the list; a negative one counts from the end. */
  at(place: number): Stored<Row> | undefined {
    const row = place < 0 ? this.length + place : place;
    return row >= 0 && row < this.length ? this.stored(row) : undefined;
  }

  /** The record under that number of the platform's own. */
  find(no: string): Stored<Row> | undefined {
    const row = this.#rowOf(no);
    return row < 0 ? undefined : this.stored(row);
  }

  /**
   * Changes a record: lists, filters, statistics, batches and changes say so from now on. Its place in the list stays.
   * Throws if there is none under that number.
   */
  change(no: string, change: (record: Row) => void): void {
    const row = this.#expectRow('change', no);
    const { reportedAt, record } = this.stored(row);
    const changed = structuredClone(record);
    change(changed);
    const facts = this.#kind.factsOf(changed);
    const before = this.table.ref[row]!;
    const event = before < 0 ? this.#held.get(before).event : before;
    this.#forget(before);
    const ref = this.#held.add({ reportedAt, no, record: changed }, event);
    this.table.update(row, ref, facts);
    this.#replaceParts(before, ref, changed);
  }

  /** Adds a record at its place in the list. Throws if there is one under that number. */
  insert(stored: Stored<Row>): void {
    if (this.#rowOf(stored.no) >= 0)
      throw new Error(`insert: expected a new number, got ${stored.no}, which exists`);
    const { reportedAt: at, no, record } = stored;
    const facts = this.#kind.factsOf(record);
    const ref = this.#held.add(stored);
    let row = this.table.firstAt(at);
    while (row < this.length && this.table.at[row] === at && this.noOf(row) < no) row++;
    this.table.insert(row, { at, ref, nth: 0 }, facts);
    this.#replaceParts(null, ref, record);
  }

  /** Takes a record out. Throws if there is none under that number. */
  remove(no: string): void {
    const row = this.#expectRow('remove', no);
    const ref = this.table.ref[row]!;
    this.table.remove(row);
    this.#replaceParts(ref, null, null);
    this.#forget(ref);
  }

  /** Those that a batch finds by this key, in list order. */
  lookup(key: string): Found<Row>[] {
    const refs = [...this.#held.withKey(key)];
    for (const event of this.#source?.eventsOf(key) ?? []) {
      if (this.#replaced.has(event) || this.#source!.no(event) === null) continue;
      if (this.#kind.keysOf(this.record(event)).includes(key)) refs.push(event);
    }
    if (refs.length > 1) refs.sort((a, b) => this.table.rowOf(a) - this.table.rowOf(b));
    return refs.map(ref => this.#found(ref));
  }

  /** The one that a batch finds under that number of the platform's own; a key of another kind is none. */
  numbered(no: string): Found<Row> | undefined {
    return this.lookup(no).find(found => found.no === no);
  }

  stored(row: number): Stored<Row> {
    const { no, record } = this.#found(this.table.ref[row]!);
    return { reportedAt: this.table.at[row]!, no, record };
  }

  /** The platform's own number of the record of a row. */
  noOf(row: number): string {
    const ref = this.table.ref[row]!;
    return ref < 0 ? this.#held.get(ref).no : this.#source!.no(ref)!;
  }

  /** The record that a row refers to: a held one, or an event's own. */
  record(ref: number): Row {
    if (ref < 0) return this.#held.get(ref).record;
    let record = this.#derived.get(ref);
    if (record === undefined) {
      record = frozen(this.#source!.record(ref));
      this.#derived.set(ref, record);
      if (this.#derived.size > KEPT) this.#derived.delete(this.#derived.keys().next().value!);
    }
    return record;
  }

  /** Those that are held: nothing else ever changes. One that is changed again has another `ref`. */
  held(): Iterable<Held<Row>> {
    return this.#held.all();
  }

  changeTimes(event: number): ChangeTimes {
    return this.#source!.changeTimes(event);
  }

  /** The number by which those of one second are ordered in the list of a part. */
  partNo(name: keyof Parts, row: number): string {
    const table = this.parts[name];
    return this.#kind.parts[name].of(this.record(table.ref[row]!))[table.nth[row]!]!.no;
  }

  /** While the register is made: an event's record, of which no more is held than what can be asked. */
  derive(event: number, at: number, facts: Facts<S>, sortKey: number): void {
    this.table.add({ at, ref: event, nth: 0 }, facts, sortKey);
  }

  /** While the register is made: a record to hold, where it is one instead of that of an event. */
  hold(stored: Stored<Row>): void {
    const ref = this.#held.add(stored);
    const { reportedAt: at, record } = stored;
    this.table.add({ at, ref, nth: 0 }, this.#kind.factsOf(record));
    for (const name of Object.keys(this.parts)) {
      for (const [nth, part] of this.#kind.parts[name]!.of(record).entries())
        this.parts[name]!.add({ at: part.at, ref, nth }, part.facts);
    }
  }

  /** While the register is made: the event's own record is not the platform's. */
  replace(event: number): void {
    this.#replaced.add(event);
  }

  /** Ends the making. */
  sort(): void {
    this.table.sort(row => this.noOf(row));
    for (const name of Object.keys(this.parts)) this.parts[name]!.sort(row => this.partNo(name, row));
  }

  #found(ref: number): Found<Row> {
    if (ref < 0) return this.#held.get(ref);
    const record = this.record(ref);
    return { no: this.#kind.keysOf(record)[0]!, record };
  }

  #rowOf(no: string): number {
    const held = this.#held.numbered(no);
    if (held !== undefined) return this.table.rowOf(held);
    const found = this.#source
      ?.eventsOf(no)
      .find(event => !this.#replaced.has(event) && this.#source!.no(event) === no);
    return found === undefined ? -1 : this.table.rowOf(found);
  }

  #expectRow(call: string, no: string): number {
    const row = this.#rowOf(no);
    if (row < 0)
      throw new Error(`${call}: expected the number of a record, got ${no}, which there is none of`);
    return row;
  }

  #forget(ref: number): void {
    if (ref < 0) this.#held.delete(ref);
    else this.#replaced.add(ref);
  }

  #replaceParts(before: number | null, ref: number | null, record: Row | null): void {
    for (const name of Object.keys(this.parts)) {
      const table = this.parts[name]!;
      if (before !== null)
        for (let row = table.rowOf(before); row >= 0; row = table.rowOf(before)) table.remove(row);
      if (ref === null || record === null) continue;
      for (const [nth, { at, no, facts }] of this.#kind.parts[name]!.of(record).entries()) {
        let row = table.firstAt(at);
        while (row < table.length && table.at[row] === at && this.partNo(name, row) < no) row++;
        table.insert(row, { at, ref, nth }, facts);
      }
    }
  }
}
