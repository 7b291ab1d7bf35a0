/** The statistics measures, which mean the same on all three platforms (lifecycle.md section 7). */

/** What the measures need to know of one event; instants are Unix seconds, null where there is none to read. */
export interface Standing {
  /** `open`: may become overdue. `other`: suspended, or a code without an equal, listed or not. */
  phase: 'open' | 'other' | 'voided' | 'closed' | 'transferred';
  reportedAt: number;
  dueAt: number | null;
  closedAt: number | null;
}

export interface Measures {
  total: number;
  voided: number;
  closed: number;
  transferred: number;
  /** Closed, with closing time ≤ due time. */
  closedOnTime: number;
  openOverdue: number;
  /** For closed: whole hours from report to closing, rounded up → count; sparse, ascending. */
  hoursHistogram: Map<number, number>;
}

export function isOverdue(standing: Standing, nowSeconds: number): boolean {
  return standing.phase === 'open' && standing.dueAt !== null && standing.dueAt < nowSeconds;
}

/** One row per combination of keys that occurs; with no keys, one row for all, if there is anything. */
export function measureGroups<Event>(
  events: readonly Event[],
  keysOf: (event: Event) => Record<string, string>,
  standingOf: (event: Event) => Standing,
  nowSeconds: number,
): { keys: Record<string, string>; measures: Measures }[] {
  const groups = new Map<string, { keys: Record<string, string>; standings: Standing[] }>();
  for (const event of events) {
    const keys = keysOf(event);
    const name = JSON.stringify(keys);
    const group = groups.get(name) ?? { keys, standings: [] };
    group.standings.push(standingOf(event));
    groups.set(name, group);
  }
  return [...groups.values()].map(({ keys, standings }) => ({
    keys,
    measures: measure(standings, nowSeconds),
  }));
}

export function measure(standings: readonly Standing[], nowSeconds: number): Measures {
  const closed = standings.filter(standing => standing.phase === 'closed');
  const count = (test: (standing: Standing) => boolean) => standings.filter(test).length;
  return {
    total: standings.length,
    voided: count(standing => standing.phase === 'voided'),
    closed: closed.length,
    transferred: count(standing => standing.phase === 'transferred'),
    closedOnTime: closed.filter(
      ({ closedAt, dueAt }) => closedAt !== null && dueAt !== null && closedAt <= dueAt,
    ).length,
    openOverdue: count(standing => isOverdue(standing, nowSeconds)),
    hoursHistogram: histogram(closed),
  };
}

function histogram(closed: readonly Standing[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { closedAt, reportedAt } of closed) {
    // A closing before the report (the planted TIME_ORDER) is left out of the histogram (section 12).
    if (closedAt === null || closedAt < reportedAt) continue;
    const hours = Math.ceil((closedAt - reportedAt) / 3600);
    counts.set(hours, (counts.get(hours) ?? 0) + 1);
  }
  return new Map([...counts].sort(([a], [b]) => a - b));
}
