import { pino } from 'pino';
import { Cache } from '../../src/cache/cache.ts';
import { NO_MEMORY } from '../../src/cache/policy.ts';
import { systemClock } from '../../src/clock.ts';

/** A cache that gives nothing twice, for tests of what stands above it. */
export const forgetful = (): Cache =>
  new Cache({
    clock: systemClock,
    policies: NO_MEMORY,
    maxBytes: 1,
    refreshMs: 1_000,
    log: pino({ level: 'silent' }),
  });
