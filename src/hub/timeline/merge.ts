import type { PlatformCode } from '../../upstream/platform-code.ts';
import { byPlatform, inOrder } from './in-order.ts';
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
 * Entries of one word, put together where they are of one and the same action: pair by pair, those of one command
 * first, since it says what they belong to, then the nearest in time. A pair that is in doubt is so left to those that
 * fit better, and no action gets two entries of one platform.
 */
function together(entries: readonly LogEntry[]): LogEntry[][] {
  const ordered = entries.toSorted(inOrder);
  const groups = new Map(ordered.map(entry => [entry, [entry]]));
  for (const [a, b] of pairs(ordered)) {
    const [one, other] = [groups.get(a)!, groups.get(b)!];
    if (one === other || !one.every(mine => other.every(theirs => mayBeOne(mine, theirs)))) continue;
    one.push(...other);
    for (const entry of other) groups.set(entry, one);
  }
  return [...new Set(groups.values())];
}

/** All that may be of one action, the surest first; of equally sure ones those that come first. */
function pairs(ordered: readonly LogEntry[]): [LogEntry, LogEntry][] {
  const logs = [...Map.groupBy(ordered, ({ platform }) => platform).values()];
  return logs
    .flatMap((log, index) => log.flatMap(a => logs.slice(index + 1).flatMap(others => pairsWith(a, others))))
    .toSorted(
      ([a, b], [c, d]) =>
        Number(isOneCommand(c, d)) - Number(isOneCommand(a, b)) || distance(a, b) - distance(c, d),
    );
}

function pairsWith(a: LogEntry, others: readonly LogEntry[]): [LogEntry, LogEntry][] {
  return others.filter(b => mayBeOne(a, b)).map(b => [a, b]);
}

function mayBeOne(a: LogEntry, b: LogEntry): boolean {
  return (
    a.platform !== b.platform &&
    // What is no word of the contracts is not known to be the same, however alike it looks.
    a.action !== 'OTHER' &&
    (a.commandId === null || b.commandId === null || isOneCommand(a, b)) &&
    distance(a, b) <= SAME_ACTION_MS
  );
}

function isOneCommand(a: LogEntry, b: LogEntry): boolean {
  return a.commandId !== null && a.commandId === b.commandId;
}

/** How far apart, ms; infinite where either has no time. */
function distance(a: LogEntry, b: LogEntry): number {
  return a.at === null || b.at === null ? Number.POSITIVE_INFINITY : Math.abs(a.at - b.at);
}

function actionOf(group: readonly LogEntry[], origin: PlatformCode): Action {
  const entries = group.toSorted(byPlatform);
  const owner = systemOfRecord(entries[0]!.action, origin);
  return { shown: entries.find(({ platform }) => platform === owner) ?? entries[0]!, entries };
}
