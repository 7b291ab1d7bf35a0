import { BadParameter, Parameters } from './parameters.ts';

/** More items than the call takes in one batch: its own error on the city's system (413). */
export class BatchTooLarge extends BadParameter {
  readonly limit: number;

  constructor(parameter: string, limit: number, got: number) {
    super(parameter, `at most ${limit} in one call, got ${got}`);
    this.limit = limit;
  }
}

/** A JSON object that a caller posted, read as strictly as `Parameters`. */
export class Body {
  readonly #fields: Map<string, unknown>;
  readonly #unread: Set<string>;

  constructor(text: string) {
    this.#fields = new Map(Object.entries(parseObject(text)));
    this.#unread = new Set(this.#fields.keys());
  }

  /** A text; required unless a default is given. */
  text(name: string, options: { default?: string } = {}): string {
    const value = this.#read(name) ?? options.default;
    if (typeof value !== 'string') throw new BadParameter(name, 'expected a string');
    return value;
  }

  /** A list of texts; required unless a default is given. */
  texts(name: string, options: { max?: number; default?: string[] } = {}): string[] {
    const value = this.#read(name) ?? options.default;
    if (!Array.isArray(value) || value.some(item => typeof item !== 'string')) {
      throw new BadParameter(name, 'expected an array of strings');
    }
    return limited(name, value, options.max);
  }

  /** A required list of objects of texts, each with exactly these fields. */
  references<Field extends string>(
    name: string,
    fields: readonly Field[],
    max: number,
  ): Record<Field, string>[] {
    const value = this.#read(name);
    const shaped = (item: unknown) =>
      isObject(item) &&
      Object.keys(item).length === fields.length &&
      fields.every(field => typeof item[field] === 'string');
    if (!Array.isArray(value) || !value.every(shaped)) {
      throw new BadParameter(name, `expected an array of {${fields.join(', ')}}, all strings`);
    }
    return limited(name, value, max);
  }

  /** The filter object of a statistics call, as the parameters of a list. */
  filter(name: string, emptyIsAbsent = false): Parameters {
    const value = this.#read(name) ?? (emptyIsAbsent ? {} : undefined);
    if (!isObject(value)) throw new BadParameter(name, 'expected an object');
    const given = Object.entries(value).filter(([, item]) => !(emptyIsAbsent && item === null));
    return new Parameters(given.flatMap(pairs), emptyIsAbsent);
  }

  done(): void {
    for (const name of this.#unread) throw new BadParameter(name, 'this call has no such field');
  }

  #read(name: string): unknown {
    this.#unread.delete(name);
    return this.#fields.get(name);
  }
}

function pairs([name, value]: [string, unknown]): [string, string][] {
  const values = Array.isArray(value) ? value : [value];
  return values.map(item => {
    if (typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean')
      return [name, `${item}`];
    throw new BadParameter(name, 'expected a text or a list of texts');
  });
}

function limited<Item>(name: string, items: Item[], max = Number.MAX_SAFE_INTEGER): Item[] {
  if (items.length > max) throw new BatchTooLarge(name, max, items.length);
  return items;
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new BadParameter('body', `expected JSON: ${(cause as Error).message}`);
  }
  if (!isObject(value)) throw new BadParameter('body', 'expected a JSON object');
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
