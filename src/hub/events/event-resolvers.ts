import type { Context } from '../../context.ts';
import type { EventFilter as EventFilterInput, Resolvers } from '../../generated/schema.ts';
import { badInput } from '../bad-input.ts';
import type { Matter } from '../catalogue/catalogue.ts';
import { pageSize } from '../paging/page-size.ts';
import { eventFilter } from './event-filter.ts';
import { parseEventId } from './event-id.ts';
import { type EventList, listEvents } from './event-list.ts';
import type { Spine } from './spine.ts';
import { spineOf } from './spine-of.ts';
import { isClosedLate, isOverdue, STAGE } from './stage.ts';

const MOST_IDS = 50;

interface ListArguments {
  filter?: EventFilterInput | null;
  first?: number | null;
  after?: string | null;
}

async function list({ filter, first, after }: ListArguments, context: Context): Promise<EventList> {
  const options = {
    filter: eventFilter(filter, context.catalogue),
    first: pageSize(first),
    after: after ?? null,
    count: context.request.selects('EventConnection').has('totalCount'),
  };
  context.budget.openList();
  return await listEvents(context.readers, options);
}

export const eventResolvers: Resolvers = {
  Query: {
    event: (_root, { id }, context) => spineOf(parseEventId(id), context),
    async eventsByIds(_root, { ids }, context) {
      if (ids.length > MOST_IDS) {
        throw badInput(`ids: expected at most ${MOST_IDS}, got ${ids.length}; ask again for the others`);
      }
      // All origins first, whichever is slowest: sections asked for origin by origin would be a batch each.
      const spines = await Promise.allSettled(ids.map(async id => await spineOf(parseEventId(id), context)));
      const each = spines.map(one => (one.status === 'fulfilled' ? one.value : Promise.reject(one.reason)));
      return each as Promise<Spine>[]; // Each may be null: the generated type has no word for that.
    },
    events: (_root, options, context) => list(options, context),
  },

  Matter: {
    events(matter: Matter, { filter, first, after }, context) {
      if (filter?.matter != null)
        throw badInput('filter.matter: expected null, since the list is one matter’s already');
      return list(
        { filter: { ...filter, matter: matter.code }, first: first ?? null, after: after ?? null },
        context,
      );
    },
  },

  EventConnection: {
    nodes: ({ edges }) => edges.map(edge => edge.node),
    pageInfo: ({ edges, hasNextPage, hasPreviousPage }) => ({
      hasNextPage,
      hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    }),
    totalCount: events => events.total(),
  },

  Event: {
    matter: ({ matter }) => matter.matter,
    matterSource: ({ matter }) => matter.source,
    matterCandidates: ({ matter }) => [...matter.candidates],
    stage: ({ status }) => STAGE[status],
    overdue: ({ status, finalDueAt, origin }, _arguments, { platforms }) =>
      isOverdue(status, finalDueAt, platforms.get(origin)!.pulse.now()),
    closedLate: ({ status, finalDueAt, closedAt }) => isClosedLate(status, finalDueAt, closedAt),
    async assignee(event, _arguments, { readers }) {
      for (const [code, reader] of readers) {
        const known = code === event.origin ? null : await reader.assignee?.(event);
        if (known) return known.department;
      }
      return event.assignee;
    },
  },
};
