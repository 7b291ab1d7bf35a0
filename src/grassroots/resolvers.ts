import type { Resolvers } from '../generated/schema.ts';

export const grassrootsResolvers: Resolvers = {
  Event: {
    grassroots: (event, _arguments, { grassroots }) => grassroots.section(event),
  },
};
