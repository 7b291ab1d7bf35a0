import type { Layer } from './call.ts';
import { telling } from './telling.ts';

/**
 * Tells the platform which trace each call belongs to, and the trace how it ended. It stands next to the pool: what
 * goes over the wire twice is two parts of the trace. The gateway's own calls belong to none.
 *
 * @param answered what of the platform's answers is an error, and which
 */
export const traced =
  (answered: Layer): Layer =>
  next =>
  async call => {
    const part = call.request?.trace?.call(call);
    if (!part) return await next(call);
    const headers = { ...call.headers, ...part.headers };
    return await telling({ ...call, headers }, next, answered, outcome => part.ended(outcome));
  };
