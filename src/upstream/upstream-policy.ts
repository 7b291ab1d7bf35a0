/** How patiently and how often a platform is asked: one table for all. */

/** When a kind of call is no longer made, since it fails again and again. */
export interface BreakerPolicy {
  /** So many of the last calls are looked at, */
  calls: number;
  /** once there are so many, */
  atLeast: number;
  /** and this part of them has to have failed, 0 to 1. */
  failing: number;
  /** How long nothing is sent then, ms; it doubles each time that the trial call behind it fails too, */
  pauseMs: number;
  /** up to this, ms. */
  maxPauseMs: number;
}

export interface UpstreamPolicy {
  /** How long one call may take, ms; less than a request's deadline, so that there is time left for the others. */
  callMs: number;
  /** How long a connection may take to be made, ms. */
  connectMs: number;
  /** How long a connection is used before it is made anew, ms: then a changed DNS entry counts. */
  connectionLifeMs: number;
  /** Calls under way at once, each on a connection of its own. */
  concurrency: number;
  /** Calls that may wait for one of them to end; one more is refused at once. */
  queue: number;
  /** The largest answer that is read, bytes, also when it is unpacked; the contracts allow 8 MiB. */
  maxResponseBytes: number;
  /** How often one call is repeated at most. */
  repeats: number;
  /** How many calls may be repeated, as a part of those made in the last minute; one always may. */
  repeatBudget: number;
  /** Null for never. */
  breaker: BreakerPolicy | null;
}

export const DEFAULT_UPSTREAM_POLICY = {
  callMs: 2_000,
  connectMs: 1_000,
  connectionLifeMs: 60_000,
  concurrency: 64,
  queue: 128,
  maxResponseBytes: 8 * 1024 * 1024,
  repeats: 2,
  repeatBudget: 0.1,
  breaker: { calls: 20, atLeast: 5, failing: 0.5, pauseMs: 5_000, maxPauseMs: 10_000 },
} satisfies UpstreamPolicy;
