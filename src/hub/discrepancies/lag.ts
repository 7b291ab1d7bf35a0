import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { Settled } from './comparison.ts';

/**
 * For so long after a record was changed the other platforms may still be hearing of it: a difference that one more
 * write-back would cure is not shown yet (lifecycle, section 5; an assumption, and `DISCREPANCY_LAG` where it is another).
 */
export const LAG_MS = 15 * 60_000;

/**
 * Whether each of some records is older than the lag, each by the clock of its own platform. While a clock is not
 * learned nothing is held back on its account: a difference shown early does less harm than one that is not shown.
 */
export function settledBy(now: (platform: PlatformCode) => number | null, lagMs: number): Settled {
  return (...records) =>
    records.every(({ platform, updatedAt }) => {
      const clock = now(platform);
      return clock === null || updatedAt === null || clock - Date.parse(updatedAt) >= lagMs;
    });
}
