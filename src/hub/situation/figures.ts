import type { Figures } from '../../generated/schema.ts';
import type { Provenance } from './count.ts';
import { closingRate, type Measures, medianHandlingHours, onTimeRate, sum } from './measures.ts';
import type { Counted, Dimension } from './statistics.ts';

/** What was counted of disjoint groups, as the schema's `Figures`. */
export function figures(groups: readonly Counted<Dimension>[], provenance: Provenance): Figures {
  return figuresOf(sum(groups.map(({ measures }) => measures)), provenance);
}

export function figuresOf(measures: Measures, { platforms, missing }: Provenance): Figures {
  const { total, voided, closed, transferred, closedOnTime, openOverdue } = measures;
  return {
    total,
    voided,
    closed,
    transferred,
    closedOnTime,
    overdueCount: openOverdue,
    closingRate: closingRate(measures),
    onTimeRate: onTimeRate(measures),
    medianHandlingHours: medianHandlingHours(measures),
    platforms,
    missing,
  };
}
