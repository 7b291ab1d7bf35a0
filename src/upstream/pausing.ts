import type { Clock } from '../clock.ts';
import type { Layer } from './call.ts';
import type { UpstreamObserver } from './observer.ts';
import { UpstreamError } from './upstream-error.ts';

/** However long a pause a platform asks for, it is tried again after this, ms: what it said may be wrong. */
const LONGEST_MS = 15 * 60_000;

/**
 * Sends nothing while a platform has asked for a pause, be it too busy or under maintenance: what one call was told
 * holds for all. Meanwhile each call ends at once with the platform's own reason.
 */
export const pausing =
  (clock: Clock, observer: UpstreamObserver): Layer =>
  next => {
    let pause: { since: number; until: number; error: UpstreamError } | null = null;

    return async call => {
      const now = clock.now();
      // A clock that was set back would make it last for ever.
      if (pause && now >= pause.since && now < pause.until) {
        observer.notSent(call, 'PAUSE');
        const { code, message, cause, reason } = pause.error;
        const repeatAfterMs = pause.until - now;
        throw new UpstreamError(code, call.platform, message, { cause, reason, repeatAfterMs });
      }
      pause = null;
      try {
        return await next(call);
      } catch (error) {
        const pauseMs = error instanceof UpstreamError ? Math.min(error.repeatAfterMs ?? 0, LONGEST_MS) : 0;
        const since = clock.now();
        const until = since + pauseMs;
        if (pauseMs > 0 && until > ((pause as { until: number } | null)?.until ?? 0)) {
          pause = { since, until, error: error as UpstreamError };
        }
        throw error;
      }
    };
  };
