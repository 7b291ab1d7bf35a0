import { passedOn, type Trace } from '../upstream/trace.ts';
import type { TraceContext } from '../upstream/trace-context.ts';
import type { RequestEnd } from './request-end.ts';

/** What becomes of the traces that requests belong to. Nothing here may throw or wait. */
export interface Tracing {
  /** A request came in, with the context that its caller sent; without one a trace begins. */
  begin(context: TraceContext | null): RequestTrace;
}

export interface RequestTrace extends Trace {
  /** The request was answered, or its caller hung up. */
  ended(end: RequestEnd): void;
}

/** Passes them on to the platforms, and records nothing. */
export const unrecorded: Tracing = { begin: context => ({ ...passedOn(context), ended() {} }) };
