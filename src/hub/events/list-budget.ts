import { GraphQLError } from 'graphql';

/** Lists of events that one request may open: each costs a call per origin and branch. */
const LISTS_PER_REQUEST = 20;

/**
 * What a request may still ask of the platforms in lists. The schema lets a matter's events hang under a page of
 * matters, and so one small query could ask the platforms thousands of times.
 */
export class ListBudget {
  #left: number;

  constructor(lists = LISTS_PER_REQUEST) {
    this.#left = lists;
  }

  /** @throws `QUERY_TOO_EXPENSIVE` once the request has opened all its lists. */
  take(): void {
    if (this.#left-- > 0) return;
    throw new GraphQLError(
      `expected at most ${LISTS_PER_REQUEST} lists of events in one request, got more; ask for the others in a request of their own`,
      { extensions: { code: 'QUERY_TOO_EXPENSIVE' } },
    );
  }
}
