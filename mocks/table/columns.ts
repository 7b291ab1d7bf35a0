/**
 * Columns of a table: what can be asked of its rows, in typed arrays. A million rows are a few megabytes a column, and
 * are looked through in milliseconds.
 */
import { titleText } from '../world/titles.ts';

type Data = Uint16Array | Uint32Array | Float64Array;

abstract class Column<Kind extends Data, Value> {
  data: Kind;

  constructor(data: Kind) {
    this.data = data;
  }

  abstract set(row: number, value: Value): void;

  /** Keeps the rows named, in that order, with room for as many again as `capacity` says. */
  reorder(order: Uint32Array, capacity: number): void {
    const { data } = this;
    const kept = this.#room(capacity);
    for (let row = 0; row < order.length; row++) kept[row] = data[order[row]!]!;
    this.data = kept;
  }

  grow(capacity: number): void {
    const grown = this.#room(capacity);
    grown.set(this.data);
    this.data = grown;
  }

  #room(capacity: number): Kind {
    return new (this.data.constructor as new (length: number) => Kind)(capacity);
  }
}

/** Texts of which there are few: each row holds the code of one. */
export class CodeColumn extends Column<Uint16Array, string> {
  readonly values: string[] = [];
  readonly #codes = new Map<string, number>();

  constructor(capacity: number) {
    super(new Uint16Array(capacity));
  }

  set(row: number, value: string): void {
    this.data[row] = this.#codes.get(value) ?? this.#added(value);
  }

  text(row: number): string {
    return this.values[this.data[row]!]!;
  }

  #added(value: string): number {
    const code = this.values.length;
    if (code > 0xffff)
      throw new Error(`CodeColumn: expected at most 65536 different texts, got another: ${value}`);
    this.values.push(value);
    this.#codes.set(value, code);
    return code;
  }
}

/** Unix seconds; NaN where there is no time to read. */
export class TimeColumn extends Column<Float64Array, number> {
  constructor(capacity: number) {
    super(new Float64Array(capacity));
  }

  set(row: number, value: number): void {
    this.data[row] = value;
  }
}

const LITERAL = 2 ** 31;

/** Titles: the code of one made of parts (`world/titles.ts`), or a text that somebody wrote. */
export class TitleColumn extends Column<Uint32Array, number | string> {
  readonly #literals: string[] = [];

  constructor(capacity: number) {
    super(new Uint32Array(capacity));
  }

  set(row: number, value: number | string): void {
    this.data[row] = typeof value === 'number' ? value : LITERAL + this.#literals.push(value) - 1;
  }

  text(row: number): string {
    return this.textOf(this.data[row]!);
  }

  textOf(code: number): string {
    return code < LITERAL ? titleText(code) : this.#literals[code - LITERAL]!;
  }

  static isLiteral(code: number): boolean {
    return code >= LITERAL;
  }
}

interface ColumnKinds {
  code: CodeColumn;
  time: TimeColumn;
  title: TitleColumn;
}

/** Which columns a table has, by name. */
export type Schema = Record<string, keyof ColumnKinds>;

export type Columns<S extends Schema> = { readonly [Name in keyof S]: ColumnKinds[S[Name]] };

/** What a row has in each column. */
export type Facts<S extends Schema> = {
  [Name in keyof S]: { code: string; time: number; title: number | string }[S[Name]];
};

export function columnsOf<S extends Schema>(schema: S, capacity: number): Columns<S> {
  const made = Object.entries(schema).map(([name, kind]) => {
    if (kind === 'code') return [name, new CodeColumn(capacity)];
    return [name, kind === 'time' ? new TimeColumn(capacity) : new TitleColumn(capacity)];
  });
  return Object.fromEntries(made) as Columns<S>;
}
