import type { Resolvers } from '../../generated/schema.ts';
import type { Budget } from '../budget.ts';
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
    async byRegion(situation, _arguments, { catalogue, budget }) {
      const below = catalogue.children(situation.region.code);
      return given(budget, breakdowns.regions(await situation.count('REGION'), below));
    },
    byCategory: async (situation, _arguments, { catalogue, budget }) =>
      given(budget, breakdowns.categories(await situation.count('MATTER'), catalogue)),
    byMatter: async (situation, _arguments, { catalogue, budget }) =>
      given(budget, breakdowns.matters(await situation.count('MATTER'), catalogue)),
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

/** Each item is a thing of the catalogue, from which a query can go on. */
function given<Item, Breakdown extends { items: Item[] }>(budget: Budget, breakdown: Breakdown): Breakdown {
  budget.give(breakdown.items);
  return breakdown;
}
