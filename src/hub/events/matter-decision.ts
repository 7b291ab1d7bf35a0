import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { Matter } from '../catalogue/catalogue.ts';

export interface MatterDecision {
  /** Null while undecided. */
  matter: Matter | null;
  /** The platform whose code decided it. */
  source: PlatformCode | null;
  /** What it may be while undecided; empty once decided, or where no matter has the code. */
  candidates: readonly Matter[];
}

/**
 * Which matter an event is of (lifecycle, section 5): the origin's code sets the bound, the city's item code
 * that was written back to the origin's record picks inside it, and never goes beyond it.
 *
 * @param bound the matters that the origin's code maps to.
 * @param writtenBack the matters that the written-back city code maps to; empty where there is none.
 */
export function decideMatter(
  origin: PlatformCode,
  bound: readonly Matter[],
  writtenBack: readonly Matter[],
): MatterDecision {
  if (bound.length === 1) return { matter: bound[0]!, source: origin, candidates: [] };
  const inside = bound.filter(matter => writtenBack.includes(matter));
  if (inside.length === 1) return { matter: inside[0]!, source: 'CITY', candidates: [] };
  return { matter: null, source: null, candidates: bound };
}

/** The one value that the matter, or else all candidates, share (section 13); null where they differ or are none. */
export function shared<Value>(decision: MatterDecision, read: (matter: Matter) => Value): Value | null {
  const [first, ...rest] = decision.matter ? [decision.matter] : decision.candidates;
  return first && rest.every(matter => read(matter) === read(first)) ? read(first) : null;
}
