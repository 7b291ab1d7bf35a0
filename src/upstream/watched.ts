import type { Clock } from '../clock.ts';
import type { Layer } from './call.ts';
import type { UpstreamObserver } from './observer.ts';
import { UpstreamError, type UpstreamErrorCode } from './upstream-error.ts';

/**
 * Tells of all that goes over the wire, also of what the layers around send by themselves: who watches how each call
 * ended, the platform which trace it belongs to, and the trace the same end. What goes over the wire twice is two parts
 * of the trace; the gateway's own calls belong to none. An answer that is an error is told as one, and passed on as it
 * came.
 *
 * @param answered what of the platform's answers is an error, and which
 */
export const watched =
  (answered: Layer, clock: Clock, observer: UpstreamObserver): Layer =>
  next =>
  async call => {
    const began = clock.now();
    const part = call.request?.trace?.call(call);
    const ended = (outcome: 'OK' | UpstreamErrorCode) => {
      observer.sent(call, outcome, clock.now() - began);
      part?.ended(outcome);
    };
    try {
      const reply = await next(part ? { ...call, headers: { ...call.headers, ...part.headers } } : call);
      await answered(async () => reply)(call).then(
        () => ended('OK'),
        error => ended(codeOf(error)),
      );
      return reply;
    } catch (error) {
      ended(codeOf(error));
      throw error;
    }
  };

const codeOf = (error: unknown) => (error instanceof UpstreamError ? error.code : 'UPSTREAM_UNAVAILABLE');
