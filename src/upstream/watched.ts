import type { Clock } from '../clock.ts';
import type { Layer } from './call.ts';
import type { UpstreamObserver } from './observer.ts';
import { telling } from './telling.ts';

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
    return await telling(call, next, answered, outcome => observer.sent(call, outcome, clock.now() - began));
  };
