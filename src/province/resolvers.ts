import type { Resolvers } from '../generated/schema.ts';
import type { Spine } from '../hub/events/spine.ts';
import {
  delegationChangeQuery,
  delegationQuery,
  indexQuery,
  planQuery,
  scenarioQuery,
  taskQuery,
} from './list-filters.ts';

export const provinceResolvers: Resolvers = {
  Query: {
    inspectionPlans(_root, { filter, ...paging }, { province, catalogue, budget }) {
      budget.openList();
      return province.plans(planQuery(filter, catalogue), paging);
    },
    inspectionTasks(_root, { filter, ...paging }, { province, catalogue, budget }) {
      budget.openList();
      return province.tasks(taskQuery(filter, catalogue), paging);
    },
    delegations(_root, { filter, ...paging }, { province, catalogue, budget }) {
      budget.openList();
      return province.delegations(delegationQuery(filter, catalogue), paging);
    },
    delegationChanges(_root, { filter, ...paging }, { province, catalogue, budget }) {
      budget.openList();
      return province.delegationChanges(delegationChangeQuery(filter, catalogue), paging);
    },
    integratedScenarios(_root, { filter, ...paging }, { province, catalogue, budget }) {
      budget.openList();
      return province.scenarios(scenarioQuery(filter, catalogue), paging);
    },
    evaluationIndices(_root, asked, { province, catalogue, budget }) {
      budget.openList();
      return province.indices(indexQuery(asked, catalogue));
    },
  },

  Event: {
    province: (event, _arguments, { province }) => province.section(event),
  },

  ProvinceSection: {
    task: ({ task }, _arguments, { province }) => (task ? province.task(task) : null),
  },

  InspectionTask: {
    // Each may be null: the generated type has no word for that.
    events: ({ events }, _arguments, context) =>
      events?.map(event => context.eventOf(event) as Promise<Spine>) ?? null,
  },
};
