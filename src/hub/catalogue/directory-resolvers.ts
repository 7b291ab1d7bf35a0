import type { Resolvers } from '../../generated/schema.ts';
import { dateTime } from '../records/time.ts';
import { driftWords } from './drift/drift-words.ts';
import { knownCode } from './known-code.ts';

export const directoryResolvers: Resolvers = {
  Query: {
    departments(_root, { region }, { catalogue, budget }) {
      const only = knownCode('region', region, code => catalogue.region(code));
      const all = [...catalogue.departments, ...catalogue.teams];
      const departments = all.filter(department => only === null || department.region === only);
      return budget.give(departments.toSorted((a, b) => (a.code < b.code ? -1 : 1)));
    },
    regions(_root, { level, parent }, { catalogue, budget }) {
      const above = knownCode('parent', parent, code => catalogue.region(code));
      const regions = above ? catalogue.children(above.code) : catalogue.regions;
      return budget.give(regions.filter(region => level == null || region.level === level));
    },
    platforms: (_root, _arguments, { platforms }) => [...platforms.values()],
  },

  Region: {
    children: ({ code }, _arguments, { catalogue, budget }) => budget.give(catalogue.children(code)),
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
    drift({ code }, _arguments, { drift, budget }) {
      const found = drift?.of(code);
      if (found?.state === 'FAILED') throw found.error;
      return found?.state === 'COMPARED' ? budget.give(found.drifts) : null;
    },
  },

  DirectoryDrift: {
    matters: ({ matters }, _arguments, { budget }) => budget.give(matters),
    messageZh: (drift, _arguments, { catalogue }) => driftWords(drift, catalogue).zh,
    messageEn: (drift, _arguments, { catalogue }) => driftWords(drift, catalogue).en,
  },
};
