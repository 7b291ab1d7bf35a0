import type { Clock } from '../clock.ts';
import type { Layer } from './call.ts';
import type { UpstreamCall } from './source-log.ts';
import { UpstreamError } from './upstream-error.ts';

/**
 * Writes each call's end into the log of the request that it was made for. The outermost layer: it sees what the
 * loader sees, whatever was repeated below it.
 */
export const recorded =
  (clock: Clock): Layer =>
  next =>
  async call => {
    const began = clock.now();
    const note = (outcome: Pick<UpstreamCall, 'failure' | 'cause'>) => {
      const at = clock.now();
      const { platform, name, request } = call;
      request?.sources.called({ platform, call: name, at, ms: at - began, ...outcome });
    };
    try {
      const reply = await next(call);
      note({});
      return reply;
    } catch (error) {
      note(outcomeOf(error));
      throw error;
    }
  };

function outcomeOf(error: unknown): Pick<UpstreamCall, 'failure' | 'cause'> {
  if (!(error instanceof UpstreamError)) {
    return {
      failure: { code: 'UPSTREAM_UNAVAILABLE', message: 'the call failed' },
      cause: error instanceof Error ? error.name : typeof error,
    };
  }
  const { code, message, cause } = error;
  if (!(cause instanceof Error)) return { failure: { code, message } };
  return { failure: { code, message }, cause: 'code' in cause ? String(cause.code) : cause.message };
}
