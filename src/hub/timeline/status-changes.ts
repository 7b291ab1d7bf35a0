import type { EventStatus } from '../../generated/schema.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import { inOrder } from './in-order.ts';
import type { LogEntry } from './log-entry.ts';
import type { Action } from './merge.ts';

/** What an action did to the event's status; both null where it changed nothing. */
export interface StatusChange {
  from: EventStatus | null;
  to: EventStatus | null;
}

const NONE: StatusChange = { from: null, to: null };

/**
 * The change of the event's status with each action of its timeline, in the same order. The status is the origin's,
 * so its word counts where it holds the action, and else the word of whom the action stands under. A change is told
 * once: a platform that later takes the status over, or is born with it, changes nothing.
 */
export function statusChanges(timeline: readonly Action[], origin: PlatformCode): StatusChange[] {
  let status: EventStatus | null = null;
  return timeline.map(action => {
    const { from, to } = stated(action, origin);
    if (to === null || from === to || to === status) return NONE;
    const change = { from: from ?? status, to };
    status = to;
    return change;
  });
}

function stated({ shown, entries }: Action, origin: PlatformCode): StatusChange {
  const own = entries.find(({ platform, to }) => platform === origin && to !== null);
  if (own) return own;
  const copies = [shown, ...entries.filter(entry => entry !== shown)];
  // Without a status before it, it is the birth of a copy; a code without an equal is no status of another's event.
  return copies.find(({ from, to }) => from !== null && to !== null && to !== 'UNKNOWN') ?? NONE;
}

/**
 * The status that a record had before its present one, as the platform's own log has it; null where that does not tell:
 * where it has no change to the present one, or cannot say which was the last.
 */
export function statusBefore(status: EventStatus, log: readonly LogEntry[] | null): EventStatus | null {
  const changes = log?.filter(({ from, to }) => to !== null && from !== to) ?? [];
  const last = changes.toSorted(inOrder).at(-1);
  // One without a time stands last, and need not be.
  return last?.at != null && last.to === status ? last.from : null;
}
