/**
 * What was counted, broken down: each event is in exactly one part of a breakdown, the part that its own fields in
 * the list of events say, so that the parts add up to the whole.
 */
import type {
  DayFigures,
  EventStage,
  EventStatus,
  KindFigures,
  OriginFigures,
  ResolversTypes,
  StageFigures,
  StatusFigures,
} from '../../generated/schema.ts';
import type { Catalogue, MatterKind, Region } from '../catalogue/catalogue.ts';
import { STAGE } from '../events/stage.ts';
import type { Count, Provenance } from './count.ts';
import { figures, figuresOf } from './figures.ts';
import { type Measures, sum, without } from './measures.ts';
import type { Counted } from './statistics.ts';

export type RegionBreakdown = NonNullable<Awaited<ResolversTypes['RegionBreakdown']>>;
export type CategoryBreakdown = NonNullable<Awaited<ResolversTypes['CategoryBreakdown']>>;
export type MatterBreakdown = NonNullable<Awaited<ResolversTypes['MatterBreakdown']>>;

type Matters = readonly Counted<'MATTER'>[];

/** Every region directly below, whether anything happened there or not. */
export function regions(count: Count<'REGION'>, children: readonly Region[]) {
  const byRegion = Map.groupBy(count.groups, ({ key }) => (key && children.includes(key) ? key : null));
  return {
    items: children.map(region => ({ region, figures: figures(byRegion.get(region) ?? [], count) })),
    itself: figures(byRegion.get(null) ?? [], count),
  };
}

export function matters(count: Count<'MATTER'>, { matters }: Catalogue) {
  const byMatter = Map.groupBy(count.groups, ({ key }) => key.matter.matter);
  return {
    items: matters.flatMap(matter => {
      const groups = byMatter.get(matter);
      return groups ? { matter, figures: figures(groups, count) } : [];
    }),
    ...rest(byMatter.get(null) ?? [], count),
  };
}

export function categories(count: Count<'MATTER'>, { categories }: Catalogue) {
  const byCategory = Map.groupBy(count.groups, ({ key }) => key.category);
  return {
    items: categories.flatMap(category => {
      const groups = byCategory.get(category);
      return groups ? { category, figures: figures(groups, count) } : [];
    }),
    ...rest(byCategory.get(null) ?? [], count),
  };
}

/**
 * Where the kind is the record's own no grouping tells it: each kind is a count of its own, and what is in none of
 * them is all without these.
 *
 * @param ofKind the same count, only of the events of each kind.
 */
export function kinds(all: Count<'MATTER'>, ofKind: ReadonlyMap<MatterKind, Count<'MATTER'>>) {
  // A platform may have answered one call and not the other: then it has answered none.
  const counts = [all, ...ofKind.values()];
  const platforms = all.platforms.filter(code => counts.every(count => count.platforms.includes(code)));
  const missing = [...all.platforms, ...all.missing].filter(code => !platforms.includes(code));
  const provenance = { platforms, missing };
  const groups = (count: Count<'MATTER'>) => count.groups.filter(({ origin }) => platforms.includes(origin));

  const inNone = (test: (group: Counted<'MATTER'>) => boolean): Measures => {
    const counted = (count: Count<'MATTER'>) =>
      sum(
        groups(count)
          .filter(test)
          .map(({ measures }) => measures),
      );
    return [...ofKind.values()].map(counted).reduce(without, counted(all));
  };
  return {
    items: [...ofKind]
      .map(([kind, count]): KindFigures => ({ kind, figures: figures(groups(count), provenance) }))
      .filter(({ figures }) => figures.total > 0),
    undecided: figuresOf(inNone(isUndecided), provenance),
    unmapped: figuresOf(
      inNone(group => !isUndecided(group)),
      provenance,
    ),
  };
}

/** In the order of an event's life. */
export function statuses(count: Count<'STATUS'>): StatusFigures[] {
  const byStatus = Map.groupBy(count.groups, ({ key }) => key.status);
  return (Object.keys(STAGE) as EventStatus[]).flatMap(status => {
    const groups = byStatus.get(status);
    return groups ? { status, figures: figures(groups, count) } : [];
  });
}

export function stages(count: Count<'STATUS'>): StageFigures[] {
  const byStage = Map.groupBy(count.groups, ({ key }) => STAGE[key.status]);
  return [...new Set<EventStage>(Object.values(STAGE))].flatMap(stage => {
    const groups = byStage.get(stage);
    return groups ? { stage, figures: figures(groups, count) } : [];
  });
}

/** Each by itself: where one is missing, nothing is missing from the others. */
export function origins(count: Count<'NONE'>): OriginFigures[] {
  return count.platforms.map(origin => ({
    origin,
    figures: figures(
      count.groups.filter(group => group.origin === origin),
      { platforms: [origin], missing: [] },
    ),
  }));
}

/** The oldest first. Events whose day the platform could not say are in none; the answer's diagnostics tell of them. */
export function days(count: Count<'DAY'>): DayFigures[] {
  const byDay = Map.groupBy(count.groups, ({ key }) => key);
  return [...byDay]
    .flatMap(([day, groups]) => (day === null ? [] : { day, figures: figures(groups, count) }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** What has none of the values that are asked by: it may have several, or nothing here is equal to its code. */
function rest(groups: Matters, provenance: Provenance) {
  return {
    undecided: figures(groups.filter(isUndecided), provenance),
    unmapped: figures(
      groups.filter(group => !isUndecided(group)),
      provenance,
    ),
  };
}

function isUndecided({ key }: Counted<'MATTER'>): boolean {
  return key.matter.candidates.length > 0;
}
