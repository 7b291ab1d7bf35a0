import type { Resolvers } from '../../generated/schema.ts';
import * as breakdowns from './breakdowns.ts';
import { figures } from './figures.ts';
import { situation } from './situation.ts';
import { unmappedCodes } from './unmapped-codes.ts';

export const situationResolvers: Resolvers = {
  Query: {
    situation: (_root, asked, context) => situation(asked, context),
    async unmappedCodes(_root, { platform }, { readers, budget }) {
      budget.openList();
      return await unmappedCodes(readers, platform ?? null);
    },
  },

  Situation: {
    async figures(situation) {
      const count = await situation.count('NONE');
      return figures(count.groups, count);
    },
    byRegion: async (situation, _arguments, { catalogue }) =>
      breakdowns.regions(await situation.count('REGION'), catalogue.children(situation.region.code)),
    byCategory: async (situation, _arguments, { catalogue }) =>
      breakdowns.categories(await situation.count('MATTER'), catalogue),
    byMatter: async (situation, _arguments, { catalogue }) =>
      breakdowns.matters(await situation.count('MATTER'), catalogue),
    async byKind(situation) {
      const { all, ofKind } = await situation.countKinds();
      return breakdowns.kinds(all, ofKind);
    },
    byStatus: async situation => breakdowns.statuses(await situation.count('STATUS')),
    byStage: async situation => breakdowns.stages(await situation.count('STATUS')),
    byOrigin: async situation => breakdowns.origins(await situation.count('NONE')),
    byDay: async situation => breakdowns.days(await situation.count('DAY')),
  },

  UnmappedCodeCount: {
    async name({ kind, name, platform, code }, _arguments, { readers }) {
      if (kind === 'STATUS') return name;
      return (await readers.get(platform)!.itemNames()).get(code) ?? null;
    },
  },
};
