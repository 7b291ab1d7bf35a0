/**
 * What the province holds beside its events: plans, tasks, delegations, scenarios. A function of the world, made when
 * it is first asked for. The figures of the source document (indicators.md, sections 1.3 and 1.4) are those of the
 * default world, and of others that are no larger: of a larger one the events' own tasks name more plans.
 */
import type { Supervision } from '../province/supervision-record.ts';
import { delegationsOf } from './delegations.ts';
import { inspectionsOf } from './field.ts';
import { plansOf } from './inspection-plans.ts';
import { tasksOf } from './inspection-tasks.ts';
import { scenariosOf } from './scenarios.ts';
import type { World } from './world.ts';

export function supervisionOf(world: World): Supervision {
  const inspections = inspectionsOf(world);
  const plans = plansOf(world, inspections);
  return {
    plans,
    tasks: tasksOf(world, inspections, plans),
    ...delegationsOf(world),
    scenarios: scenariosOf(world),
  };
}
