/** What each module of the schema resolves: all together are the gateway, each alone is a subgraph. */
import type { Context } from './context.ts';
import type { Resolvers } from './generated/schema.ts';
import { directoryResolvers } from './hub/catalogue/directory-resolvers.ts';
import { matterResolvers } from './hub/catalogue/matter-resolvers.ts';
import { changeResolvers } from './hub/changes/change-resolvers.ts';
import { discrepancyResolvers } from './hub/discrepancies/discrepancy-resolvers.ts';
import { parseEventId } from './hub/events/event-id.ts';
import { eventResolvers } from './hub/events/event-resolvers.ts';
import { spineOf } from './hub/events/spine-of.ts';
import { indicatorResolvers } from './hub/indicators/indicator-resolvers.ts';
import { limitResolvers } from './hub/limits/limit-resolvers.ts';
import { situationResolvers } from './hub/situation/situation-resolvers.ts';
import { timelineResolvers } from './hub/timeline/timeline-resolvers.ts';
import { partsOf } from './platforms.ts';
import type { SubgraphName } from './role.ts';
import type { EntityFinders } from './subgraph/entities.ts';

export interface Module {
  resolvers: readonly Resolvers[];
  /** The entities that a router may ask it for by key. */
  finders: EntityFinders<Context>;
}

/** A platform's section is found from the key alone. */
const section: EntityFinders<Context> = { Event: id => parseEventId(id) };

const HUB: Module = {
  resolvers: [
    matterResolvers,
    directoryResolvers,
    eventResolvers,
    timelineResolvers,
    limitResolvers,
    situationResolvers,
    changeResolvers,
    indicatorResolvers,
    discrepancyResolvers,
  ],
  finders: {
    Event: (id, context) => spineOf(parseEventId(id), context),
    Matter: (code, { catalogue }) => catalogue.matter(code) ?? null,
    Department: (code, { catalogue }) => catalogue.department(code) ?? null,
    Region: (code, { catalogue }) => catalogue.region(code) ?? null,
  },
};

export async function moduleOf(name: SubgraphName): Promise<Module> {
  if (name === 'hub') return HUB;
  const { resolvers } = await partsOf(name);
  return { resolvers: [resolvers], finders: section };
}
