/** What the layers around the calls tell while they work; metrics and logs listen. Nothing here may throw or wait. */
import type { PlatformCode } from './platform-code.ts';
import type { UpstreamErrorCode } from './upstream-error.ts';

export type BreakerState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

/** Why a call was not sent: its breaker is open, the platform asked for a pause, or its queue is full. */
export type NotSent = 'BREAKER' | 'PAUSE' | 'QUEUE';

/** Which platform, and the call's name in its contract: `event/list`. */
export interface CallName {
  platform: PlatformCode;
  name: string;
}

export interface UpstreamObserver {
  /** Something went over the wire and ended; each repetition, and each call for a token, is one. */
  sent(call: CallName, outcome: 'OK' | UpstreamErrorCode, ms: number): void;
  /** A call is repeated. */
  repeated(call: CallName): void;
  /** A call that might be repeated is not, since the budget of its platform is spent. */
  budgetSpent(call: CallName): void;
  notSent(call: CallName, why: NotSent): void;
  breaker(call: CallName, state: BreakerState): void;
  /** How many calls to the platform are under way, and how many wait for their turn. */
  busy(platform: PlatformCode, underWay: number, waiting: number): void;
}

/** Listens to nothing. */
export const nobody: UpstreamObserver = {
  sent() {},
  repeated() {},
  budgetSpent() {},
  notSent() {},
  breaker() {},
  busy() {},
};
