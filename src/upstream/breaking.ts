import type { Clock } from '../clock.ts';
import { Breaker, type Ended } from './breaker.ts';
import type { Call, Layer } from './call.ts';
import { failure } from './failure.ts';
import type { UpstreamObserver } from './observer.ts';
import { UpstreamError } from './upstream-error.ts';
import type { BreakerPolicy } from './upstream-policy.ts';

/**
 * Does not make a kind of call that fails again and again: a breaker for each name of the platform's contract, since
 * its lists may be down while its records are not. What it refuses ends at once.
 */
export const breaking =
  (policy: BreakerPolicy, clock: Clock, observer: UpstreamObserver, random: () => number): Layer =>
  next => {
    const breakers = new Map<string, Breaker>();

    function breakerOf(call: Call): Breaker {
      const { platform, name } = call;
      const known = breakers.get(name);
      if (known) return known;
      const made = new Breaker(policy, clock, state => observer.breaker({ platform, name }, state), random);
      breakers.set(name, made);
      return made;
    }

    return async call => {
      const ended = breakerOf(call).admit();
      if (!ended) {
        observer.notSent(call, 'BREAKER');
        throw failure(
          call,
          'UPSTREAM_UNAVAILABLE',
          'it failed too often just now; try again in some seconds',
        );
      }
      try {
        const reply = await next(call);
        ended('WELL');
        return reply;
      } catch (error) {
        ended(verdict(call, error));
        throw error;
      }
    };
  };

/**
 * A platform that answers, be it nonsense or that it is asked too much, is not down; a caller that went away, or whose
 * own time was over, never learned whether it is.
 */
function verdict({ signal }: Call, error: unknown): Ended {
  if (signal.aborted) return 'UNKNOWN';
  const answered =
    error instanceof UpstreamError &&
    (error.code === 'UPSTREAM_INVALID_DATA' || error.code === 'UPSTREAM_OVERLOADED');
  return answered ? 'WELL' : 'BADLY';
}
