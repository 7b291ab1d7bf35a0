/** The records that are held: planted, inserted or changed. */
import type { Stored } from './stored.ts';

export interface Held<Row> extends Stored<Row> {
  /** A negative number that is never used again: rows of tables refer to the record by it. */
  ref: number;
  /** The event whose own record a change replaced. */
  event: number | null;
}

export class HeldRecords<Row> {
  readonly #records = new Map<number, Held<Row>>();
  readonly #byNo = new Map<string, number>();
  readonly #byKey = new Map<string, number[]>();
  readonly #keysOf: (record: Row) => string[];
  #last = 0;

  constructor(keysOf: (record: Row) => string[]) {
    this.#keysOf = keysOf;
  }

  get(ref: number): Held<Row> {
    return this.#records.get(ref)!;
  }

  all(): Iterable<Held<Row>> {
    return this.#records.values();
  }

  /** The reference of the one with that number. */
  numbered(no: string): number | undefined {
    return this.#byNo.get(no);
  }

  /** The references of those with that key. */
  withKey(key: string): readonly number[] {
    return this.#byKey.get(key) ?? [];
  }

  /** Holds it, frozen; returns its reference. */
  add({ reportedAt, no, record }: Stored<Row>, event: number | null = null): number {
    const ref = --this.#last;
    this.#records.set(ref, { reportedAt, no, record: frozen(record), ref, event });
    this.#byNo.set(no, ref);
    for (const key of this.#keysOf(record)) this.#byKey.set(key, [...this.withKey(key), ref]);
    return ref;
  }

  delete(ref: number): void {
    const { no, record } = this.get(ref);
    this.#records.delete(ref);
    this.#byNo.delete(no);
    for (const key of this.#keysOf(record)) {
      this.#byKey.set(
        key,
        this.withKey(key).filter(other => other !== ref),
      );
    }
  }
}

/** With all that is in it. */
export function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
