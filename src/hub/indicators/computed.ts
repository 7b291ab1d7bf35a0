import type { Context } from '../../context.ts';
import type { MatterKind } from '../catalogue/catalogue.ts';
import { eventFilter } from '../events/event-filter.ts';
import { listEvents } from '../events/event-list.ts';

/**
 * How each COMPUTED indicator is counted, for the whole city. The start holds it against
 * `schema/indicators/indicators.yaml`: a row without a function, and a function without a row, stop it.
 */
export const COMPUTED = {
  PLATFORMS: ({ platforms }) => platforms.size,
  CATEGORIES: ({ catalogue }) => catalogue.categories.length,
  SUPERVISION_ITEMS: context => mattersOf('SUPERVISION', context),
  ENFORCEMENT_ITEMS: context => mattersOf('ENFORCEMENT', context),
  GRID_EVENTS: gridEvents,
  COUNTIES: ({ catalogue }) => catalogue.regions.filter(({ level }) => level === 'COUNTY').length,
} as const satisfies Record<string, (context: Context) => number | Promise<number>>;

function mattersOf(kind: MatterKind, { catalogue }: Context): number {
  return catalogue.matters.filter(matter => matter.kind === kind).length;
}

/** The list's own total: one call, which rejects where the origin does not answer. */
async function gridEvents({ readers, catalogue, budget }: Context): Promise<number> {
  budget.openList();
  const filter = eventFilter({ origin: 'GRASSROOTS' }, catalogue);
  const list = await listEvents(readers, { filter, first: 1, after: null, count: true });
  return await list.total();
}
