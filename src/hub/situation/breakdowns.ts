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
  StageFigures,
  StatusFigures,
} from '../../generated/schema.ts';
import type { Catalogue, MatterKind, Region } from '../catalogue/catalogue.ts';
import { STAGE } from '../events/stage.ts';
import type { Count, Provenance } from './count.ts';
import { figures, figuresOf } from './figures.ts';
import { type Measures, sum, without } from './measures.ts';
import type { Counted } from './statistics.ts';

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
 * What is of no kind is all without those of each kind.
 *
 * @param ofKind the same count, only of the events of each kind.
 */
export function kinds(all: Count<'MATTER'>, ofKind: ReadonlyMap<MatterKind, Count<'MATTER'>>) {
  const inNone = (test: (group: Counted<'MATTER'>) => boolean) => {
    const counted = ({ groups }: Count<'MATTER'>): Measures =>
      sum(groups.filter(test).map(({ measures }) => measures));
    return figuresOf([...ofKind.values()].map(counted).reduce(without, counted(all)), all);
  };
  return {
    items: [...ofKind].flatMap(([kind, count]): KindFigures[] =>
      count.groups.length > 0 ? [{ kind, figures: figures(count.groups, count) }] : [],
    ),
    undecided: inNone(isUndecided),
    unmapped: inNone(group => !isUndecided(group)),
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
