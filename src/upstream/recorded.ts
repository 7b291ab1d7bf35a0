import type { Clock } from '../clock.ts';
import type { Layer } from './call.ts';
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
    const note = (failure?: { code: UpstreamError['code']; message: string }) => {
      const at = clock.now();
      const { platform, name, request } = call;
      request?.sources.called({ platform, call: name, at, ms: at - began, ...(failure && { failure }) });
    };
    try {
      const reply = await next(call);
      note();
      return reply;
    } catch (error) {
      const { code, message } =
        error instanceof UpstreamError
          ? error
          : { code: 'UPSTREAM_UNAVAILABLE' as const, message: 'the call failed' };
      note({ code, message });
      throw error;
    }
  };
