import type { Call } from './call.ts';
import { UpstreamError } from './upstream-error.ts';

/**
 * Waits for something that several calls share, no longer than this call may take: whoever gives up leaves the
 * others waiting.
 *
 * @throws as `shared` does, or the error of `givenUp`.
 */
export async function within<Value>(call: Call, shared: Promise<Value>): Promise<Value> {
  const { signal } = call;
  const { promise: end, reject } = Promise.withResolvers<never>();
  const stop = () => reject(givenUp(call));
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([shared, end]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** What is to be said of a call whose signal has aborted. */
export function givenUp(
  { platform, name, signal }: Pick<Call, 'platform' | 'name' | 'signal'>,
  cause?: unknown,
): UpstreamError {
  return signal.reason?.name === 'TimeoutError'
    ? new UpstreamError('UPSTREAM_TIMEOUT', platform, `${name}: no answer by the deadline; try again`, {
        cause,
      })
    : new UpstreamError('UPSTREAM_UNAVAILABLE', platform, `${name}: the caller went away`, { cause });
}
