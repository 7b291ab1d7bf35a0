/** What one request carries from the door down to the platforms' clients. */
import type { Clock } from './clock.ts';
import type { SourceLog } from './upstream/source-log.ts';
import type { Trace } from './upstream/trace.ts';

/** Who asks. Today everyone sees everything; scopes come later and find their place here. */
export interface Viewer {
  kind: 'EVERYONE';
}

export interface Request {
  /** `x-request-id` of the caller, or one made here. */
  id: string;
  viewer: Viewer;
  clock: Clock;
  /** Aborts when the deadline passes (`TimeoutError`) or the caller hangs up. */
  signal: AbortSignal;
  sources: SourceLog;
  /** The trace that its calls to the platforms belong to; null for what nobody asked for. */
  trace: Trace | null;
  /** The most that what is remembered may be old for this reader, ms (`cache-control` of the request); null: as policy has it. */
  maxAgeMs: number | null;
  /**
   * The fields that the operation selects anywhere on a type of the schema, so that a loader asks its platform
   * for the parts that somebody reads and no others. Fields behind `@skip` and `@include` count as selected.
   */
  selects(typeName: string): ReadonlySet<string>;
}
