import type { Clock } from '../clock.ts';
import type { Platform } from './platform.ts';
import { localTime } from './records/time.ts';

/**
 * Now by the platforms' clocks (Unix ms), the earliest where they differ, so that nothing asked for afterwards is older
 * than it says; null until one of them was learned.
 */
export function earliestClock(platforms: Iterable<Pick<Platform, 'pulse'>>): number | null {
  const clocks = [...platforms].flatMap(({ pulse }) => pulse.now() ?? []);
  return clocks.length === 0 ? null : Math.min(...clocks);
}

/** Today on a platform, `2024-07-26`; by the real clock until the platform's own was learned. */
export function todayOn({ pulse }: Pick<Platform, 'pulse'>, clock: Clock): string {
  return localTime(pulse.now() ?? clock.now()).slice(0, 10);
}
