import type { Platform } from './platform.ts';

/**
 * Now by the platforms' clocks (Unix ms), the earliest where they differ, so that nothing asked for afterwards is older
 * than it says; null until one of them was learned.
 */
export function earliestClock(platforms: Iterable<Pick<Platform, 'pulse'>>): number | null {
  const clocks = [...platforms].flatMap(({ pulse }) => pulse.now() ?? []);
  return clocks.length === 0 ? null : Math.min(...clocks);
}
