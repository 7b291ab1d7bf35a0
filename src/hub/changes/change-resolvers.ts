import type { Resolvers } from '../../generated/schema.ts';
import { spineOf } from '../events/spine-of.ts';
import { pageSize } from '../paging/page-size.ts';
import { listChanges } from './change-list.ts';

export const changeResolvers: Resolvers = {
  Query: {
    async eventChanges(_root, { first, after }, { readers, budget, request }) {
      const options = { first: pageSize(first), after: after ?? null };
      budget.openList();
      const changes = await listChanges(readers, options, request.sources);
      if (request.selects('EventChange').has('event')) {
        // All origins first, whichever is slowest: sections asked for origin by origin would be a batch each. What
        // fails here fails again where it is read.
        const spines = changes.edges.map(({ node }) => spineOf(node.event, { readers }));
        await Promise.allSettled(spines);
      }
      return changes;
    },
  },

  EventChangeConnection: {
    nodes: ({ edges }) => edges.map(({ node }) => node),
    pageInfo: ({ edges, hasNextPage, hasPreviousPage, nextCursor }) => ({
      hasNextPage,
      hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      // Never null, and behind what was passed over: who goes on from here with a page of none does not begin again.
      endCursor: nextCursor,
    }),
  },

  EventChange: {
    eventId: ({ event }) => event.id,
    event: ({ event }, _arguments, context) => spineOf(event, context),
  },
};
