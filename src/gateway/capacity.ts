/**
 * What a process bears at once; what comes beyond it is turned away before it is begun. It imports nothing: the
 * configuration reads it before anything else is loaded.
 */
export interface Capacity {
  /** GraphQL requests that are being answered, or wait to be begun. */
  inFlight: number;
  /** How late the event loop may come to a request, ms; later, there is more work than can be done. */
  loopDelayMs: number;
}

/** Measured with `npm run bench:shed`; the README says how. */
export const DEFAULT_CAPACITY: Capacity = { inFlight: 1_000, loopDelayMs: 100 };
