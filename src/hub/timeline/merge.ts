import type { PlatformCode } from '../../upstream/platform-code.ts';
import { inOrder } from './in-order.ts';
import type { LogEntry } from './log-entry.ts';
import { systemOfRecord } from './system-of-record.ts';

/** One action, as each platform that holds it has logged it: at most one entry of each. */
export interface Action {
  /** The entry of the system of record; the first in order of platform where that does not hold it. */
  shown: LogEntry;
  /** That one and the others, in order of platform. */
  entries: LogEntry[];
}

/** How far apart platforms may log one action, ms (lifecycle, section 5). */
export const SAME_ACTION_MS = 120_000;

/**
 * The platforms' logs as one: what several hold is one action, nothing is dropped, and the result is the same in
 * whatever order the entries come.
 */
export function merge(log: readonly LogEntry[], origin: PlatformCode): Action[] {
  const byAction = Map.groupBy(log, ({ action }) => action);
  return [...byAction.values()]
    .flatMap(together)
    .map(entries => actionOf(entries, origin))
    .toSorted((a, b) => inOrder(a.shown, b.shown));
}

/**
 * Entries of one word, put together where they are of one and the same action. Those that name their command come
 * first, since it says what they belong to; each of the others then joins those nearest to it in time that have no
 * entry of its platform yet.
 */
function together(entries: readonly LogEntry[]): LogEntry[][] {
  const groups: LogEntry[][] = [];
  const ordered = entries.toSorted(inOrder);
  const named = ordered.filter(({ commandId }) => commandId !== null);
  const unnamed = ordered.filter(({ commandId }) => commandId === null);
  for (const entry of [...named, ...unnamed]) {
    const group = nearest(groups, entry);
    if (group) group.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

/** The group that the entry belongs to; of several equally near the earliest. */
function nearest(groups: readonly LogEntry[][], entry: LogEntry): LogEntry[] | null {
  let found: LogEntry[] | null = null;
  let least = SAME_ACTION_MS;
  for (const group of groups) {
    const apart = Math.max(...group.map(other => distance(entry, other)));
    if (apart < least || (apart === least && !found)) [found, least] = [group, apart];
  }
  return found;
}

/** How far apart two entries are, ms; infinite where they cannot be of one action. */
function distance(a: LogEntry, b: LogEntry): number {
  const apart =
    a.platform === b.platform ||
    // What is no word of the contracts is not known to be the same, however alike it looks.
    a.action === 'OTHER' ||
    (a.commandId !== null && b.commandId !== null && a.commandId !== b.commandId) ||
    a.at === null ||
    b.at === null;
  return apart ? Number.POSITIVE_INFINITY : Math.abs(a.at! - b.at!);
}

function actionOf(group: readonly LogEntry[], origin: PlatformCode): Action {
  const entries = group.toSorted((a, b) => inOrder({ ...a, at: null }, { ...b, at: null }));
  const owner = systemOfRecord(entries[0]!.action, origin);
  return { shown: entries.find(({ platform }) => platform === owner) ?? entries[0]!, entries };
}
