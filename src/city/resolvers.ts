import type { Context } from '../context.ts';
import type { Resolvers } from '../generated/schema.ts';
import { badInput } from '../hub/bad-input.ts';
import type { Spine } from '../hub/events/spine.ts';
import type { Belonging } from './belonging.ts';
import { disputeQuery, documentQuery } from './list-filters.ts';

export const cityResolvers: Resolvers = {
  Query: {
    documents(_root, { filter, ...paging }, { city, catalogue, budget }) {
      budget.openList();
      return city.documents(documentQuery(filter, catalogue), paging);
    },
    disputes(_root, { filter, ...paging }, { city, catalogue, budget }) {
      budget.openList();
      return city.disputes(disputeQuery(filter, catalogue), paging);
    },
    forums(_root, { year = null }, { city, budget }) {
      if (year !== null && (year < 2000 || year > 2099))
        throw badInput(`year: expected 2000 to 2099, got ${year}`);
      budget.openList();
      return city.forums(year);
    },
  },

  Event: {
    city: (event, _arguments, { city }) => city.section(event),
  },
  EnforcementDocument: { event: eventOf },
  Dispute: { event: eventOf },
};

/** What its origin says of the event that a document or a dispute hangs on; batched with those of the other ones. */
async function eventOf({ event }: Belonging, _arguments: unknown, context: Context): Promise<Spine | null> {
  return event && (await context.eventOf(event));
}
