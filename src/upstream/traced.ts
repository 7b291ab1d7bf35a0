import type { Layer } from './call.ts';
import { UpstreamError } from './upstream-error.ts';

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
    try {
      const reply = await next({ ...call, headers: { ...call.headers, ...part.headers } });
      await answered(async () => reply)(call).then(
        () => part.ended('OK'),
        error => part.ended(codeOf(error)),
      );
      return reply;
    } catch (error) {
      part.ended(codeOf(error));
      throw error;
    }
  };

const codeOf = (error: unknown) => (error instanceof UpstreamError ? error.code : 'UPSTREAM_UNAVAILABLE');
