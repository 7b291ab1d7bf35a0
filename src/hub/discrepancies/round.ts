/** A round of a walk of discrepancies: what is examined with one round of calls. */
import type { DiscrepancyKind, ResolversParentTypes } from '../../generated/schema.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { EventFilter } from '../events/event-filter.ts';
import type { WalkPosition } from './discrepancy-cursor.ts';

export type Node = ResolversParentTypes['EventDiscrepancy'];

/** What a walk looks for. */
export interface Sought {
  /** Null means all. */
  kinds: ReadonlySet<DiscrepancyKind> | null;
  /** Among which events; null means all, and then references too. */
  events: EventFilter | null;
}

/** What was examined, in order. */
export interface Round {
  examined: Examined[];
  /** Null at the end of the stage. */
  next: WalkPosition | null;
  /** The platforms that did not answer. */
  failed: readonly PlatformCode[];
}

/** One event or reference, what is wrong with it, and where the walk goes on behind each. */
export interface Examined {
  found: { node: Node; behind: WalkPosition }[];
  behind: WalkPosition;
}
