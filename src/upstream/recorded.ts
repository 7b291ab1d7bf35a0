import type { Clock } from '../clock.ts';
import type { Call, Reply, Send } from './call.ts';
import type { UpstreamCall } from './source-log.ts';
import { UpstreamError } from './upstream-error.ts';

/** Sends a call and reads its answer. */
export type Ask = <Value>(call: Call, read: (reply: Reply) => Value) => Promise<Value>;

/**
 * Asks, and writes the end into the log of the request that it was done for. It stands around the layers and the
 * reading: a platform whose answer cannot be used has not answered, and whatever was repeated below is one line.
 */
export const recorded =
  (send: Send, clock: Clock): Ask =>
  async (call, read) => {
    const began = clock.now();
    const note = (outcome: Pick<UpstreamCall, 'failure' | 'cause'>) => {
      const at = clock.now();
      const { platform, name, request } = call;
      request?.sources.called({ platform, call: name, at, ms: at - began, ...outcome });
    };
    try {
      const value = read(await send(call));
      note({});
      return value;
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
  // Not its message, which may quote what came.
  return { failure: { code, message }, cause: 'code' in cause ? String(cause.code) : cause.name };
}
