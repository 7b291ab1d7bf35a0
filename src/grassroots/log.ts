import type { TimelineAction } from '../generated/schema.ts';
import { Fields } from '../hub/records/fields.ts';
import type { Mapped } from '../hub/records/mapped.ts';
import { statusIn } from '../hub/records/status-code.ts';
import type { LogEntry } from '../hub/timeline/log-entry.ts';
import { passedVerification } from '../hub/timeline/passed-verification.ts';
import { LOG_ACTION, STATUS } from './codes.ts';
import { compactInstant } from './instant.ts';

/** What was done about an event, as the record's own log has it; null where it could not be read. */
export function log(record: unknown): Mapped<LogEntry[] | null> {
  const read = new Fields(record);
  return { value: read.list('czjl')?.map(entryOf) ?? null, gaps: read.gaps };
}

function entryOf(read: Fields): LogEntry {
  const actionRaw = read.text('cz') ?? '';
  const [from, to] = [statusIn(read, 'qzt', STATUS), statusIn(read, 'hzt', STATUS)];
  const action = actionOf(actionRaw, from === 'CLOSED');
  return {
    platform: 'GRASSROOTS',
    nativeId: read.text('jlid'),
    at: compactInstant(read, 'czsj'),
    action,
    actionRaw,
    commandId: read.text('zlid'),
    ...passedVerification({ from, to }, action),
    actor: { name: read.text('czr'), organisation: read.text('czdw'), bySystem: false },
    text: read.text('bz'),
  };
}

/** A verification of what was closed reopens it. */
function actionOf(code: string, closed: boolean): TimelineAction {
  const action = Object.hasOwn(LOG_ACTION, code) ? LOG_ACTION[code as keyof typeof LOG_ACTION] : 'OTHER';
  return action === 'VERIFY' && closed ? 'REOPEN' : action;
}
