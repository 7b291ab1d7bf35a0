import type { Resolvers } from '../../generated/schema.ts';
import type { MatterKind } from '../catalogue/catalogue.ts';
import * as breakdowns from './breakdowns.ts';
import { figures } from './figures.ts';
import { situation } from './situation.ts';
import { unmappedCodes } from './unmapped-codes.ts';

const KINDS = ['SUPERVISION', 'ENFORCEMENT'] as const satisfies MatterKind[];

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
      const [all, ...counts] = await Promise.all([
        situation.count('MATTER'),
        ...KINDS.map(kind => situation.count('MATTER', kind)),
      ]);
      return breakdowns.kinds(all!, new Map(KINDS.map((kind, index) => [kind, counts[index]!])));
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
