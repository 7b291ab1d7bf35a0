/** How a process is told to end, and lets go of its callers before it does. */
import { type EventEmitter, once } from 'node:events';
import { constants } from 'node:os';
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';

export interface DrainOptions {
  /** Where signals arrive: the process. */
  told: EventEmitter;
  /** Aborted once it is told: it is not ready any more, and its answers send callers away. */
  draining: AbortController;
  /** How long it goes on taking requests then, ms, while balancers notice. */
  drainMs: number;
  clock: Clock;
  log: Logger;
  /** Ends the process at once, with this code; called where the same signal comes again. */
  endNow(code: number): void;
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * Resolves when the process is to stop listening: `drainMs` after SIGTERM or SIGINT, or at once where whoever started it
 * over a channel is gone, since nobody then asks any more.
 */
export async function drained({ told, draining, drainMs, clock, log, endNow }: DrainOptions): Promise<void> {
  const heard = async <Event extends string>(event: Event) => {
    await once(told, event);
    return event;
  };
  const how = await Promise.race([...SIGNALS, 'disconnect' as const].map(heard));
  draining.abort();
  if (how === 'disconnect') return;
  told.once(how, () => endNow(128 + constants.signals[how]));
  if (drainMs === 0) return;
  const over = clock.timeout(drainMs);
  log.info({ signal: how, ms: drainMs }, 'drains: not ready any more, and still answers what comes');
  await once(over, 'abort');
}
