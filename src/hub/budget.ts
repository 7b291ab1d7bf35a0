import { GraphQLError } from 'graphql';

export interface Allowance {
  /** Lists that platforms hold, of whatever, and statistics: each costs a call to each platform that it is of, or more. */
  lists: number;
  /** Regions, departments, categories and matters, each as often as it is given. */
  items: number;
}

/** The command screen opens 10, a whole situation 7: a screen may compare its own with two other periods. */
const ALLOWANCE: Allowance = { lists: 30, items: 5_000 };

/**
 * What one request may still be given. The schema is a graph: a matter's events hang under a page of matters, and
 * regions under their own children's parents, so that a small query could ask the platforms thousands of times, or
 * for more than the memory holds. No limit on the query's own size can tell.
 */
export class Budget {
  readonly #allowance: Allowance;
  #lists = 0;
  #items = 0;

  constructor(allowance = ALLOWANCE) {
    this.#allowance = allowance;
  }

  /** @throws `QUERY_TOO_EXPENSIVE` once the request has opened all its lists and statistics. */
  openList(): void {
    const { lists } = this.#allowance;
    if (++this.#lists > lists) throw tooExpensive(`${lists} lists and statistics of the platforms`);
  }

  /**
   * The items, where the request may still have them.
   *
   * @throws `QUERY_TOO_EXPENSIVE` once the request was given all its items of the catalogue.
   */
  give<Item>(items: readonly Item[]): Item[] {
    const { items: most } = this.#allowance;
    this.#items += items.length;
    if (this.#items > most) throw tooExpensive(`${most} regions, departments, categories and matters`);
    return [...items];
  }
}

function tooExpensive(limit: string): GraphQLError {
  const message = `expected at most ${limit} in one request, got more; ask for the others in a request of their own`;
  return new GraphQLError(message, { extensions: { code: 'QUERY_TOO_EXPENSIVE' } });
}
