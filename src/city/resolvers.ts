import type { Resolvers } from '../generated/schema.ts';

export const cityResolvers: Resolvers = {
  Event: {
    city: (event, _arguments, { city }) => city.section(event),
  },
};
