import type { Gap } from './mapped.ts';
import { dateTime } from './time.ts';

/**
 * A platform's record, read field by field. Whatever the platform sent, reading never throws: `null`, `""` and a
 * missing field are no statement and give `null`; what cannot be read gives `null` and leaves a gap that names the
 * field, so that each field of the answer stands or falls alone.
 */
export class Fields {
  readonly gaps: Gap[];
  readonly #record: Readonly<Record<string, unknown>>;
  readonly #path: string;

  constructor(record: unknown, path = '', gaps: Gap[] = []) {
    this.gaps = gaps;
    this.#path = path;
    this.#record = isRecord(record) ? record : {};
    if (!isRecord(record)) this.gap('', `expected a record, got ${typeName(record)}`);
  }

  /** Notes that a field could not be read; `raw` only for codes, never for what a person could be told by. */
  gap(name: string, message: string, raw?: string): null {
    const field = [this.#path, name].filter(Boolean).join('.');
    this.gaps.push({ field, message, ...(raw !== undefined && { raw }) });
    return null;
  }

  /** The names of all that was sent, for a record whose names are data. */
  names(): string[] {
    return Object.keys(this.#record);
  }

  /** Whether anything was sent, readable or not: what is null and was said is no "none". */
  says(name: string): boolean {
    return this.#value(name) !== null;
  }

  /** What `read` makes of this record, or null where it leaves a gap: for lists, whose rest would look like all. */
  whole<Value>(read: () => Value): Value | null {
    const gaps = this.gaps.length;
    const value = read();
    return this.gaps.length > gaps ? null : value;
  }

  /** A text without the blanks around it. */
  text(name: string): string | null {
    const value = this.#value(name);
    if (value === null) return null;
    if (typeof value !== 'string') return this.gap(name, `expected a text, got ${typeName(value)}`);
    return value;
  }

  /** A text that `read` understands. `form` says what it expects, for the gap. */
  parsed<Value>(name: string, form: string, read: (text: string) => Value | null): Value | null {
    const text = this.text(name);
    if (text === null) return null;
    return read(text) ?? this.gap(name, `expected ${form}, got another form`);
  }

  /** A time that `read` turns into Unix ms, as the schema's `DateTime`. */
  time(name: string, form: string, read: (text: string) => number | null): string | null {
    const ms = this.parsed(name, form, read);
    return ms === null ? null : dateTime(ms);
  }

  /**
   * A code of the contract, in the terms of `table`; `none` where nothing was sent, never where it is unreadable.
   * `expected` is for the gap, where the table holds a part of the contract's codes.
   */
  code<Value>(
    name: string,
    table: Readonly<Record<string, Value>>,
    {
      none = null,
      expected = `one of the contract's ${Object.keys(table).length} codes`,
    }: { none?: NoInfer<Value> | null; expected?: string } = {},
  ): Value | null {
    if (!this.says(name)) return none;
    const code = this.text(name);
    if (code === null) return null;
    if (Object.hasOwn(table, code)) return table[code]!;
    return this.gap(name, `expected ${expected}`, code);
  }

  /** A code that is looked up outside the contract, in the catalogue. */
  known<Thing>(name: string, what: string, find: (code: string) => Thing | undefined): Thing | null {
    const code = this.text(name);
    if (code === null) return null;
    return find(code) ?? this.gap(name, `expected ${what} of the catalogue`, code);
  }

  /** A whole number between bounds, both inclusive, sent as a number or as its digits. */
  integer(name: string, least: number, most: number): number | null {
    const value = this.#value(name);
    if (value === null) return null;
    const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
    if (Number.isSafeInteger(number) && least <= (number as number) && (number as number) <= most)
      return number as number;
    const got = Number.isInteger(number) ? 'one beyond' : typeName(value);
    return this.gap(name, `expected a whole number from ${least} to ${most}, got ${got}`);
  }

  /** A number that `read` understands, sent as a number. `form` says what it expects, for the gap. */
  number(name: string, form: string, read: (number: number) => number | null): number | null {
    const value = this.#value(name);
    if (value === null) return null;
    const number = typeof value === 'number' ? read(value) : null;
    return number ?? this.gap(name, `expected ${form}, got ${typeName(value)}`);
  }

  /**
   * A truth value, sent as such or as `"1"` and `"0"`; `none` where nothing was sent, never where it is unreadable.
   */
  flag(name: string, { none = null }: { none?: boolean | null } = {}): boolean | null {
    const value = this.#value(name);
    if (value === null) return none;
    if (value === true || value === '1') return true;
    if (value === false || value === '0') return false;
    return this.gap(name, `expected a truth value, got ${typeName(value)}`);
  }

  /** A record inside this one. */
  nested(name: string): Fields | null {
    const value = this.#value(name);
    if (value === null) return null;
    if (!isRecord(value)) return this.gap(name, `expected a record, got ${typeName(value)}`);
    return new Fields(value, this.#inner(name), this.gaps);
  }

  /** The same where it has to be there: an empty one in place of none, or of what is none. */
  part(name: string): Fields {
    if (!this.says(name)) this.gap(name, 'expected a record, got none');
    return this.nested(name) ?? new Fields({}, this.#inner(name), this.gaps);
  }

  /** Records inside this one, as sent; none where the field is missing, null where it is no list. */
  records(name: string): unknown[] | null {
    const value = this.#value(name);
    if (value === null) return [];
    if (!Array.isArray(value)) return this.gap(name, `expected a list, got ${typeName(value)}`);
    return value;
  }

  /** Records inside this one, to be read; none where the field is missing, null where it is no list. */
  list(name: string): Fields[] | null {
    const records = this.records(name);
    return (
      records?.map((item, index) => new Fields(item, `${this.#inner(name)}[${index}]`, this.gaps)) ?? null
    );
  }

  /** Texts inside this record; null where one is none: the rest would look like all. */
  texts(name: string): string[] | null {
    const values = this.records(name);
    if (values === null) return null;
    const texts = values.filter(item => typeof item === 'string');
    if (texts.length < values.length)
      return this.gap(name, `expected a list of texts, got ${values.length - texts.length} others`);
    return texts.flatMap(text => text.trim() || []);
  }

  /** What was sent, a text without the blanks around it; null where that is no statement. */
  #value(name: string): unknown {
    const value = Object.hasOwn(this.#record, name) ? this.#record[name] : null;
    return (typeof value === 'string' ? value.trim() || null : value) ?? null;
  }

  #inner(name: string): string {
    return [this.#path, name].filter(Boolean).join('.');
  }
}

/** What came, without saying its value. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
