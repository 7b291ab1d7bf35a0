import type { Resolvers } from '../../generated/schema.ts';
import { PLATFORM_CODES } from '../../upstream/platform-code.ts';
import { decodeKeyCursor, encodeKeyCursor, fingerprint } from '../paging/cursor.ts';
import { pageSize } from '../paging/page-size.ts';
import { matterFilter, matterMatches } from './matter-filter.ts';

export const matterResolvers: Resolvers = {
  Query: {
    matter: (_root, { code }, { catalogue }) => catalogue.matter(code) ?? null,
    matters(_root, { filter: input, first, after }, { catalogue, budget }) {
      const filter = matterFilter(input, catalogue);
      const asked = fingerprint({
        ...filter,
        list: 'matters',
        category: filter.category?.code,
        department: filter.department?.code,
      });
      const size = pageSize(first);
      const matching = catalogue.matters.filter(matter => matterMatches(filter, matter));
      const keys = matching.map(({ code }) => code);
      const begin = after == null ? 0 : keys.indexOf(decodeKeyCursor(after, asked, keys)) + 1;
      const nodes = budget.give(matching.slice(begin, begin + size));
      const edges = nodes.map(node => ({ cursor: encodeKeyCursor(node.code, asked), node }));
      return {
        edges,
        nodes,
        totalCount: matching.length,
        pageInfo: {
          hasNextPage: begin + size < matching.length,
          hasPreviousPage: after != null,
          startCursor: edges[0]?.cursor ?? null,
          endCursor: edges.at(-1)?.cursor ?? null,
        },
      };
    },
    categories: (_root, _arguments, { catalogue, budget }) => budget.give(catalogue.categories),
  },

  Matter: {
    penalty: ({ penalty }) =>
      penalty && {
        ...penalty,
        fineMin: penalty.fineMin?.toFixed(2) ?? null,
        fineMax: penalty.fineMax?.toFixed(2) ?? null,
      },
    supervision: ({ supervision }) => supervision && { ...supervision, methods: [...supervision.methods] },
    codes: ({ codes }) =>
      PLATFORM_CODES.flatMap(platform => codes[platform].map(mapping => ({ platform, ...mapping }))),
  },

  Category: {
    matters: ({ code }, _arguments, { catalogue, budget }) => budget.give(catalogue.mattersOf(code)),
  },
};
