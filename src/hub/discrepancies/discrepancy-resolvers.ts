import type { Resolvers } from '../../generated/schema.ts';
import { eventFilter } from '../events/event-filter.ts';
import { pageSize } from '../paging/page-size.ts';
import { listDiscrepancies } from './discrepancy-list.ts';
import { findDiscrepancies } from './find-discrepancies.ts';
import { hear } from './hear.ts';

export const discrepancyResolvers: Resolvers = {
  Query: {
    discrepancies: (_root, { filter, first, after }, context) =>
      listDiscrepancies(context, {
        kinds: filter?.kinds ? new Set(filter.kinds) : null,
        events: filter?.events ? eventFilter(filter.events, context.catalogue) : null,
        first: pageSize(first),
        after: after ?? null,
      }),
  },

  Event: {
    async discrepancies(event, _arguments, context) {
      const { comparison, failed } = await hear(event, context);
      // A comparison without one of them would not say that there is none.
      for (const error of failed.values()) throw error;
      return comparison ? findDiscrepancies(comparison) : [];
    },
  },
};
