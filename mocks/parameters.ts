/**
 * Reading what a caller sent, strictly: a name that nobody reads is a parameter error, so that a caller's typing
 * error is found instead of being answered with everything.
 */
export class BadParameter extends Error {
  readonly parameter: string;

  constructor(parameter: string, expected: string) {
    super(`${parameter}: ${expected}`);
    this.parameter = parameter;
  }
}

/** Parameters of a list: from a query string, or from the filter object of a statistics call. */
export class Parameters {
  readonly #values = new Map<string, string[]>();
  readonly #unread: Set<string>;

  /** With `emptyIsAbsent`, `''` is no value (the grassroots system's habit); without it, it is an error. */
  constructor(pairs: Iterable<readonly [string, string]>, emptyIsAbsent = false) {
    for (const [name, value] of pairs) {
      if (value === '' && emptyIsAbsent) continue;
      if (value === '') throw new BadParameter(name, 'expected a value, got an empty one');
      this.#values.set(name, [...(this.#values.get(name) ?? []), value]);
    }
    this.#unread = new Set(this.#values.keys());
  }

  /** Every value of a name that may be repeated. */
  all(name: string): string[] | undefined {
    this.#unread.delete(name);
    return this.#values.get(name);
  }

  one(name: string): string | undefined {
    const values = this.all(name);
    if (values && values.length > 1)
      throw new BadParameter(name, `expected once, got it ${values.length} times`);
    return values?.[0];
  }

  /** A comma-joined list. */
  list(name: string): string[] | undefined {
    return this.one(name)?.split(',');
  }

  oneOf<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
    const value = this.one(name);
    if (value !== undefined) assertListed(name, [value], choices);
    return value as Choice | undefined;
  }

  /** A whole number between the bounds; without a default it is required. */
  integer(name: string, bounds: { min: number; max?: number; default?: number }): number {
    const text = this.one(name);
    if (text === undefined && bounds.default !== undefined) return bounds.default;
    const max = bounds.max ?? Number.MAX_SAFE_INTEGER;
    const value = /^\d{1,15}$/.test(text ?? '') ? Number(text) : Number.NaN;
    if (!(value >= bounds.min && value <= max)) {
      const range = bounds.max === undefined ? `of at least ${bounds.min}` : `from ${bounds.min} to ${max}`;
      throw new BadParameter(name, `expected a whole number ${range}, got ${text ?? 'nothing'}`);
    }
    return value;
  }

  /** A value that `parse` understands (null: it does not). */
  parsed<Value>(name: string, parse: (text: string) => Value | null, expected: string): Value | undefined {
    const text = this.one(name);
    if (text === undefined) return undefined;
    const value = parse(text);
    if (value === null) throw new BadParameter(name, `expected ${expected}, got ${text}`);
    return value;
  }

  /** To be called when everything known has been read. */
  done(): void {
    for (const name of this.#unread) throw new BadParameter(name, 'this call has no such parameter');
  }
}

export function assertListed(name: string, values: readonly string[], listed: readonly string[]): void {
  for (const value of values) {
    if (!listed.includes(value)) {
      throw new BadParameter(name, `expected one of ${listed.join(', ')}, got ${value}`);
    }
  }
}
