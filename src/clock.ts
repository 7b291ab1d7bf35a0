import { once } from 'node:events';

/**
 * The real time, as everything that waits or ages takes it, so that a test can hold it in its hand.
 */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** A signal that aborts with a `TimeoutError` after `ms` milliseconds, whole or not; it keeps no process alive. */
  timeout(ms: number): AbortSignal;
  /** Calls `tick` every `ms` milliseconds until disposed; it keeps no process alive. */
  every(ms: number, tick: () => void): Disposable;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  timeout: ms => AbortSignal.timeout(Math.ceil(ms)), // It takes no fraction.
  every(ms, tick) {
    const timer = setInterval(tick, ms).unref();
    return { [Symbol.dispose]: () => clearInterval(timer) };
  },
};

/** Resolves when one of the signals has aborted. */
export async function aborted(...signals: AbortSignal[]): Promise<void> {
  const any = AbortSignal.any(signals);
  if (!any.aborted) await once(any, 'abort');
}
