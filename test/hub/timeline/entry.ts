import { dateTime } from '../../../src/hub/records/time.ts';
import type { LogEntry } from '../../../src/hub/timeline/log-entry.ts';
import { misfits } from '../records/misfits.ts';

/** An entry of which a test says only what it is about. */
export function entry(said: Partial<LogEntry>): LogEntry {
  return {
    platform: 'CITY',
    nativeId: null,
    at: 0,
    action: 'FEEDBACK',
    actionRaw: 'feedback',
    commandId: null,
    from: null,
    to: null,
    actor: { name: null, organisation: null, bySystem: false },
    text: null,
    ...said,
  };
}

/** The fields of an entry that are not of the schema's types: what a test of a platform's mapping expects none of. */
export function entryMisfits(entries: readonly LogEntry[] | null): string[] {
  return (entries ?? []).flatMap(({ at, ...said }) => [
    ...misfits('TimelineEntry', { ...said, at: at === null ? null : dateTime(at) }, SAID),
    ...misfits('Actor', said.actor, ['name', 'organisation']),
    ...(typeof said.actor.bySystem === 'boolean' ? [] : ['bySystem']),
    ...(said.commandId === null || typeof said.commandId === 'string' ? [] : ['commandId']),
  ]);
}

const SAID = ['at', 'action', 'actionRaw', 'platform', 'from', 'to', 'text', 'nativeId'];
