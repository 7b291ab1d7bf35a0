import type { Resolvers } from '../generated/schema.ts';

export const provinceResolvers: Resolvers = {
  Event: {
    province: (event, _arguments, { province }) => province.section(event),
  },
};
