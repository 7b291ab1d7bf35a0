/** An array, or rows of a table. */
export interface Sliceable<Row> {
  readonly length: number;
  slice(from: number, to: number): Row[];
}

/** Rows of a table that match a filter, in its order: a stretch of it, or a list. */
export class Rows implements Sliceable<number> {
  readonly length: number;
  readonly #start: number;
  readonly #list: Uint32Array | null;

  constructor(start: number, length: number, list: Uint32Array | null) {
    this.#start = start;
    this.length = length;
    this.#list = list;
  }

  /** The row at that place among those that match. */
  at(place: number): number {
    return this.#list ? this.#list[place]! : this.#start + place;
  }

  /** As an array's `slice`, with places that are not negative. */
  slice(from: number, to: number): number[] {
    const rows: number[] = [];
    for (let place = from; place < Math.min(to, this.length); place++) rows.push(this.at(place));
    return rows;
  }
}
