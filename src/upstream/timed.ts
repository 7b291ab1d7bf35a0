import type { Clock } from '../clock.ts';
import type { Layer } from './call.ts';
import { failure } from './failure.ts';
import { UpstreamError } from './upstream-error.ts';

/** Gives each call so much time, ms, and no more than its caller has left. */
export const timed =
  (ms: number, clock: Clock): Layer =>
  next =>
  async call => {
    const own = clock.timeout(ms);
    try {
      return await next({ ...call, signal: AbortSignal.any([call.signal, own]) });
    } catch (error) {
      const late = own.aborted && !call.signal.aborted && error instanceof UpstreamError;
      throw late ? failure(call, 'UPSTREAM_TIMEOUT', `no answer in ${ms / 1_000} s; try again`) : error;
    }
  };
