import type { Clock } from '../clock.ts';
import type { Layer } from './call.ts';
import type { UpstreamObserver } from './observer.ts';
import { UpstreamError } from './upstream-error.ts';

/**
 * Tells of all that goes over the wire, also of what the layers around send by themselves.
 *
 * @param answered what of the platform's answers is an error, and which
 */
export const watched =
  (answered: Layer, clock: Clock, observer: UpstreamObserver): Layer =>
  next =>
  async call => {
    const began = clock.now();
    try {
      const reply = await next(call);
      await answered(async () => reply)(call).then(
        () => observer.sent(call, 'OK', clock.now() - began),
        error => observer.sent(call, codeOf(error), clock.now() - began),
      );
      return reply;
    } catch (error) {
      observer.sent(call, codeOf(error), clock.now() - began);
      throw error;
    }
  };

const codeOf = (error: unknown) => (error instanceof UpstreamError ? error.code : 'UPSTREAM_UNAVAILABLE');
