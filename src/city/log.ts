import type { TimelineAction } from '../generated/schema.ts';
import { Fields } from '../hub/records/fields.ts';
import type { Mapped } from '../hub/records/mapped.ts';
import { statusIn } from '../hub/records/status-code.ts';
import type { LogEntry } from '../hub/timeline/log-entry.ts';
import { DOCUMENT_ACTION, LOG_ACTION, STATUS } from './codes.ts';
import { instant } from './instant.ts';
import { unlogged } from './unlogged.ts';

/**
 * What was done about an event, as the clue's own log has it, with the papers that were issued and are not logged;
 * null where the log could not be read.
 */
export function log(record: unknown): Mapped<LogEntry[] | null> {
  const read = new Fields(record);
  const logged = read.list('logs')?.map(entryOf) ?? null;
  const issued = read.list('documents')?.flatMap(document => issueOf(document) ?? []) ?? [];
  return { value: logged && [...logged, ...unlogged(issued, logged)], gaps: read.gaps };
}

function entryOf(read: Fields): LogEntry {
  const actionRaw = read.text('action') ?? '';
  const [from, to] = [statusIn(read, 'from', STATUS), statusIn(read, 'to', STATUS)];
  return {
    platform: 'CITY',
    nativeId: read.text('id'),
    at: instant(read, 'at'),
    action: actionOf(actionRaw, from === 'CLOSED'),
    actionRaw,
    commandId: read.text('command_id'),
    from,
    to,
    actor: { name: read.text('operator'), organisation: read.text('department_name'), bySystem: false },
    text: read.text('note'),
  };
}

/** A verification of what was closed reopens it. */
function actionOf(code: string, closed: boolean): TimelineAction {
  const action = Object.hasOwn(LOG_ACTION, code) ? LOG_ACTION[code as keyof typeof LOG_ACTION] : 'OTHER';
  return action === 'VERIFY' && closed ? 'REOPEN' : action;
}

/** The issue of a paper as an action of its own; null for one whose issue is an action of another name. */
function issueOf(document: Fields): LogEntry | null {
  const actionRaw = document.text('type') ?? '';
  if (!Object.hasOwn(DOCUMENT_ACTION, actionRaw)) return null;
  return {
    platform: 'CITY',
    nativeId: document.text('id'),
    at: instant(document, 'issued_at'),
    action: DOCUMENT_ACTION[actionRaw as keyof typeof DOCUMENT_ACTION],
    actionRaw,
    commandId: null,
    from: null,
    to: null,
    actor: { name: null, organisation: document.text('issuer'), bySystem: false },
    text: document.text('content'),
  };
}
