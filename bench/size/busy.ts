/** From when to when, ms. */
export type Interval = readonly [from: number, to: number];

/** For how long at least one of them ran, ms: what several share counts once. */
export function busyMs(intervals: Interval[]): number {
  let total = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const [from, to] of intervals.toSorted((a, b) => a[0] - b[0])) {
    total += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return total;
}
