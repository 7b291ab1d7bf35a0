import type { Resolvers } from '../generated/schema.ts';
import { knownCode } from './known-code.ts';
import { dateTime } from './records/time.ts';

export const directoryResolvers: Resolvers = {
  Query: {
    departments(_root, { region }, { catalogue }) {
      const only = knownCode('region', region, code => catalogue.region(code));
      const all = [...catalogue.departments, ...catalogue.teams];
      return only ? all.filter(department => department.region === only) : all;
    },
    regions(_root, { level, parent }, { catalogue }) {
      const above = knownCode('parent', parent, code => catalogue.region(code));
      const regions = above ? catalogue.children(above.code) : catalogue.regions;
      return regions.filter(region => level == null || region.level === level);
    },
    platforms: (_root, _arguments, { platforms }) => [...platforms.values()],
  },

  Region: {
    children: ({ code }, _arguments, { catalogue }) => [...catalogue.children(code)],
  },

  Platform: {
    owns: ({ owns }) => [...owns],
    health({ pulse }) {
      const { status, checkedAt } = pulse.health;
      const now = pulse.now();
      return {
        status,
        checkedAt: checkedAt === null ? null : dateTime(checkedAt),
        clock: now === null ? null : dateTime(now),
      };
    },
  },
};
