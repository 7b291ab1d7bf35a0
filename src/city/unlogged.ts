import type { LogEntry } from '../hub/timeline/log-entry.ts';
import { SAME_ACTION_MS } from '../hub/timeline/merge.ts';

/**
 * The papers whose issue the log does not have (lifecycle, section 5: "from the documents when the log lacks them,
 * never twice"). Each entry of the log stands for one paper of its kind, the nearest in time first. One whose time
 * could not be read may be any: it stands for one that is left.
 */
export function unlogged(issued: readonly LogEntry[], logged: readonly LogEntry[]): LogEntry[] {
  const pairs = issued
    .flatMap(paper => logged.map(entry => ({ paper, entry, apart: distance(paper, entry) })))
    .filter(({ apart }) => apart <= SAME_ACTION_MS)
    .toSorted((a, b) => a.apart - b.apart);
  const taken = new Set<LogEntry>();
  for (const { paper, entry } of pairs) {
    if (taken.has(paper) || taken.has(entry)) continue;
    taken.add(paper).add(entry);
  }
  return issued.filter(paper => !taken.has(paper));
}

function distance(paper: LogEntry, entry: LogEntry): number {
  if (paper.action !== entry.action) return Number.POSITIVE_INFINITY;
  return paper.at === null || entry.at === null ? SAME_ACTION_MS : Math.abs(paper.at - entry.at);
}
