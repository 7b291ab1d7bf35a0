import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { LogEntry } from './log-entry.ts';

/**
 * Which of several platforms comes first within one second (lifecycle, section 5): where things are reported, first. One
 * that section 5 does not know has its own reports, and comes before them.
 */
const LAST: readonly PlatformCode[] = ['GRASSROOTS', 'CITY', 'PROVINCE'];

/**
 * The order of a timeline: time, platform, number in the platform's log. What has no time comes last. Entries alike in
 * all three are ordered by the rest of what they say, so that the order is the same however they came.
 */
export function inOrder(a: LogEntry, b: LogEntry): number {
  return (
    compareTimes(a.at, b.at) ||
    byPlatform(a, b) ||
    compareNumbers(a.nativeId ?? '', b.nativeId ?? '') ||
    compareTexts(JSON.stringify(a), JSON.stringify(b))
  );
}

/** The order of platforms alone. */
export function byPlatform(a: LogEntry, b: LogEntry): number {
  return LAST.indexOf(a.platform) - LAST.indexOf(b.platform) || compareTexts(a.platform, b.platform);
}

function compareTimes(a: number | null, b: number | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a - b;
}

/** Numbers are counted up as texts: `9` comes before `10`. */
function compareNumbers(a: string, b: string): number {
  return a.length - b.length || compareTexts(a, b);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
