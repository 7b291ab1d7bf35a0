import { aborted, type Clock } from '../clock.ts';
import type { Call, Layer } from './call.ts';
import type { UpstreamObserver } from './observer.ts';
import { RepeatBudget } from './repeat-budget.ts';
import { UpstreamError } from './upstream-error.ts';

/** The wait before the first repetition is drawn from 0 to this, ms; for each further one it doubles. */
const BACKOFF_MS = 50;

/** A platform that asks for a longer wait than this is not asked again for the same reader, ms. */
const LONGEST_WAIT_MS = 1_000;

export interface RepeatingOptions {
  repeats: number;
  repeatBudget: number;
  clock: Clock;
  observer: UpstreamObserver;
  /** Draws the wait, 0 to 1. */
  random: () => number;
}

/**
 * Sends a call again where its error says that this may help: after a wait with full jitter, or as long as the platform
 * asked for, within the platform's budget and the call's own time. All calls that this gateway makes read and nothing
 * else, so each is safe to repeat. What is thrown is the first error: what follows it is often only its echo.
 */
export function repeating({ repeats, repeatBudget, clock, observer, random }: RepeatingOptions): Layer {
  const budget = new RepeatBudget(repeatBudget, clock);

  /** How long to wait for the next try, ms; null where there is none. */
  function waitMs(call: Call, error: unknown, tried: number): number | null {
    if (!(error instanceof UpstreamError) || error.repeatAfterMs === null) return null;
    if (tried > repeats || error.repeatAfterMs > LONGEST_WAIT_MS || call.signal.aborted) return null;
    if (!budget.take()) {
      observer.budgetSpent(call);
      return null;
    }
    return error.repeatAfterMs + random() * BACKOFF_MS * 2 ** (tried - 1);
  }

  return next => async call => {
    budget.called();
    let first: unknown;
    for (let tried = 1; ; tried++) {
      try {
        return await next(call);
      } catch (error) {
        first ??= error;
        const wait = waitMs(call, error, tried);
        if (wait === null) throw first;
        await aborted(clock.timeout(wait), call.signal);
        if (call.signal.aborted) throw first;
        observer.repeated(call);
        call.request?.sources.repeated();
      }
    }
  };
}
