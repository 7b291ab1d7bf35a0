/**
 * What is counted of a set of events, and the rates and the median that follow (indicators, section 2). Sets of
 * several platforms are added first and divided then: a rate or a median of parts is never averaged.
 */

/** The measures of the platforms' statistics (lifecycle, section 7). */
export interface Measures {
  total: number;
  voided: number;
  closed: number;
  transferred: number;
  /** Closed at the due time or before. */
  closedOnTime: number;
  /** Open past the due time, by the platform's own clock. */
  openOverdue: number;
  /**
   * Of the closed: whole hours from report to closing, rounded up, to how many took them. One that was closed before
   * it was reported, by its own record, is not among them.
   */
  hours: ReadonlyMap<number, number>;
}

export const NOTHING: Measures = {
  total: 0,
  voided: 0,
  closed: 0,
  transferred: 0,
  closedOnTime: 0,
  openOverdue: 0,
  hours: new Map(),
};

/** The measures of disjoint sets together. */
export function sum(sets: readonly Measures[]): Measures {
  if (sets.length === 1) return sets[0]!;
  const hours = new Map<number, number>();
  for (const set of sets)
    for (const [hour, count] of set.hours) hours.set(hour, (hours.get(hour) ?? 0) + count);
  return { ...counts(count => sets.reduce((all, set) => all + set[count], 0)), hours };
}

/**
 * The measures of a set without a part of it. Never below zero: the two were counted by two calls, between which the
 * platform goes on.
 */
export function without(set: Measures, part: Measures): Measures {
  const left = [...set.hours].map(([hour, count]) => [hour, count - (part.hours.get(hour) ?? 0)] as const);
  return {
    ...counts(count => Math.max(set[count] - part[count], 0)),
    hours: new Map(left.filter(([, count]) => count > 0)),
  };
}

/** F1: closed and transferred of all that was not voided; null where there is nothing. */
export function closingRate({ total, voided, closed, transferred }: Measures): number | null {
  return fraction(closed + transferred, total - voided);
}

/** F2: closed in time of what is closed or open past its due time; null where there is nothing. */
export function onTimeRate({ closed, closedOnTime, openOverdue }: Measures): number | null {
  return fraction(closedOnTime, closed + openOverdue);
}

/** F3: the smallest whole number of hours in which half of the closed were closed; null where none was. */
export function medianHandlingHours({ hours }: Measures): number | null {
  const half = [...hours.values()].reduce((all, count) => all + count, 0) / 2;
  let counted = 0;
  // Bare numbers: the days of a year have hundreds of thousands of hours, and to sort pairs takes twice as long.
  for (const hour of Float64Array.from(hours.keys()).sort()) {
    counted += hours.get(hour)!;
    if (counted > 0 && counted >= half) return hour;
  }
  return null;
}

/** With four decimals, rounded half up on whole numbers, so that no binary fraction decides; null without a base. */
function fraction(part: number, base: number): number | null {
  return base > 0 ? Math.floor((2 * 10_000 * part + base) / (2 * base)) / 10_000 : null;
}

type Counts = Omit<Measures, 'hours'>;

function counts(of: (count: keyof Counts) => number): Counts {
  return {
    total: of('total'),
    voided: of('voided'),
    closed: of('closed'),
    transferred: of('transferred'),
    closedOnTime: of('closedOnTime'),
    openOverdue: of('openOverdue'),
  };
}
