import type { Call, Layer, Reply, Send } from './call.ts';
import { UpstreamError, type UpstreamErrorCode } from './upstream-error.ts';

/**
 * Sends a call and tells how it ended, which changes nothing of it: an answer that is an error is told as one, and is
 * passed on as it came.
 *
 * @param answered what of the platform's answers is an error, and which
 */
export async function telling(
  call: Call,
  next: Send,
  answered: Layer,
  ended: (outcome: 'OK' | UpstreamErrorCode) => void,
): Promise<Reply> {
  try {
    const reply = await next(call);
    await answered(async () => reply)(call).then(
      () => ended('OK'),
      error => ended(codeOf(error)),
    );
    return reply;
  } catch (error) {
    ended(codeOf(error));
    throw error;
  }
}

const codeOf = (error: unknown) => (error instanceof UpstreamError ? error.code : 'UPSTREAM_UNAVAILABLE');
