/** How the mocks wait (latency, a dripping body, the steps of a scenario): by a clock that a test may hold in its hand. */
export interface Waiting {
  /** A signal that aborts after `ms` milliseconds, whole or not; it keeps no process alive. */
  timeout(ms: number): AbortSignal;
}

/** The machine's own clock takes no fraction, and what is drawn or divided is one. */
export const realWaiting: Waiting = { timeout: ms => AbortSignal.timeout(Math.ceil(ms)) };

/** Resolves after `ms` milliseconds, or at once when `until` aborts. */
export function passed(waiting: Waiting, ms: number, until: AbortSignal): Promise<void> {
  if (ms <= 0 || until.aborted) return Promise.resolve();
  return new Promise(resolve => {
    const up = waiting.timeout(ms);
    const done = () => {
      up.removeEventListener('abort', done);
      until.removeEventListener('abort', done);
      resolve();
    };
    up.addEventListener('abort', done);
    until.addEventListener('abort', done);
  });
}

/** Resolves when one of the signals aborts. */
export function aborted(...signals: AbortSignal[]): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      for (const signal of signals) signal.removeEventListener('abort', done);
      resolve();
    };
    for (const signal of signals) signal.addEventListener('abort', done);
    if (signals.some(signal => signal.aborted)) done();
  });
}
