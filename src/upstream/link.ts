/** The way from one platform's client to the platform and back: every layer that a call passes, in their order. */
import type { Clock } from '../clock.ts';
import { breaking } from './breaking.ts';
import { type Layer, type Send, through } from './call.ts';
import { nobody, type UpstreamObserver } from './observer.ts';
import { pausing } from './pausing.ts';
import type { PlatformCode } from './platform-code.ts';
import { openPool } from './pool.ts';
import { queued } from './queued.ts';
import { type Ask, recorded } from './recorded.ts';
import { repeating } from './repeating.ts';
import { timed } from './timed.ts';
import { DEFAULT_UPSTREAM_POLICY, type UpstreamPolicy } from './upstream-policy.ts';
import { watched } from './watched.ts';

/** How the platforms are asked, the same for all. */
export interface Asking {
  clock: Clock;
  policy?: UpstreamPolicy;
  observer?: UpstreamObserver | undefined;
  /** Draws waits and pauses, 0 to 1. */
  random?: () => number;
}

export interface LinkOptions extends Asking {
  platform: PlatformCode;
  /** The platform's base address, with its base path. */
  base: URL;
  /** Lets through what the platform answered with success, and throws what it answered else. */
  answered: Layer;
  /** Shows the platform who asks. */
  authorised: Layer;
}

export interface Link extends AsyncDisposable {
  /** Sends a call through all layers. */
  ask: Ask;
  /** Sends a call once, as nobody, past whatever was learned of the platform: to see whether it is there. */
  probe: Send;
}

export function openLink({
  platform,
  base,
  answered,
  authorised,
  clock,
  policy = DEFAULT_UPSTREAM_POLICY,
  observer = nobody,
  random = Math.random,
}: LinkOptions): Link {
  const pool = openPool(base, policy);
  const seen = watched(answered, clock, observer);
  const send = through(
    repeating({ ...policy, clock, observer, random }),
    // Before the two below: what they know when its turn has come counts, not what they knew when it began to wait.
    queued(policy, platform, observer),
    pausing(clock, observer),
    ...(policy.breaker ? [breaking(policy.breaker, clock, observer, random)] : []),
    answered,
    timed(policy.callMs, clock),
    authorised,
    seen,
  )(pool.send);
  return {
    ask: recorded(send, clock),
    probe: through(answered, seen)(pool.send),
    [Symbol.asyncDispose]: () => pool[Symbol.asyncDispose](),
  };
}
