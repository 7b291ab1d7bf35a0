import type { TimelineAction } from '../generated/schema.ts';
import { Fields } from '../hub/records/fields.ts';
import type { Mapped } from '../hub/records/mapped.ts';
import { statusIn } from '../hub/records/status-code.ts';
import type { LogEntry } from '../hub/timeline/log-entry.ts';
import { passedVerification } from '../hub/timeline/passed-verification.ts';
import { LOG_ACTION, STATUS } from './codes.ts';
import { instant } from './instant.ts';

/** The operator where the app acted by itself. */
const SYSTEM = 'system';

/** What was done about an event, as the record's own log has it; null where it could not be read. */
export function log(record: unknown): Mapped<LogEntry[] | null> {
  const read = new Fields(record);
  return { value: read.list('logs')?.map(entryOf) ?? null, gaps: read.gaps };
}

function entryOf(read: Fields): LogEntry {
  const actionRaw = read.text('action') ?? '';
  const [from, to] = [statusIn(read, 'fromStatus', STATUS), statusIn(read, 'toStatus', STATUS)];
  const action = actionOf(actionRaw);
  const operator = read.text('operator');
  const bySystem = operator === SYSTEM;
  return {
    platform: 'PROVINCE',
    nativeId: read.text('logId'),
    at: instant(read, 'time'),
    action,
    actionRaw,
    commandId: null, // The province does not note it.
    ...passedVerification({ from, to }, action),
    actor: { name: bySystem ? null : operator, organisation: read.text('orgName'), bySystem },
    text: read.text('remark'),
  };
}

function actionOf(code: string): TimelineAction {
  return Object.hasOwn(LOG_ACTION, code) ? LOG_ACTION[code as keyof typeof LOG_ACTION] : 'OTHER';
}
