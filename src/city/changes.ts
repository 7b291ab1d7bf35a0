/**
 * The city's words for a change in ours (lifecycle, section 9, `GET /changes`). Pure and total.
 */
import type { ChangeSubject } from '../generated/schema.ts';
import type { EventChange, Touched } from '../hub/changes/change-page.ts';
import { eventKey } from '../hub/events/event-id.ts';
import type { EventKey } from '../hub/events/spine.ts';
import { Fields } from '../hub/records/fields.ts';
import type { Mapped } from '../hub/records/mapped.ts';
import { time } from './instant.ts';

/** What has changed. The contract leaves the list open. */
const SUBJECT: Record<string, ChangeSubject> = {
  clue: 'EVENT',
  document: 'DOCUMENT',
  case: 'CASE',
  dispute: 'DISPUTE',
};

const SOURCE = { grassroots: 'GRASSROOTS', province: 'PROVINCE' } as const;

/** The number of what has changed. */
export function changedNumberOf(row: unknown): string | null {
  return new Fields(row).text('no');
}

/** Null, with a gap, for a change whose event is not told. */
export function changeOf(row: unknown): Mapped<EventChange | null> {
  const read = new Fields(row);
  const subject = read.code('entity', SUBJECT) ?? 'OTHER';
  const event = eventOf(read);
  const value = event && { event, subject, changeRaw: read.text('type'), at: time(read, 'changed_at') };
  return { value, gaps: read.gaps };
}

/** A change of a clue, or of a part of one. */
export function touchedBy(row: unknown): Touched {
  const read = new Fields(row);
  const number = read.text('clue_no') ?? (read.text('entity') === 'clue' ? read.text('no') : null);
  const clue = number === null ? null : eventKey('CITY', number);
  if (!clue || !read.says('source')) return clue && [clue];
  const event = eventOf(read);
  return event && [event, clue];
}

/** The event at the clue's source; where there is none, the clue itself, which began here. */
function eventOf(read: Fields): EventKey | null {
  if (read.says('source')) {
    const source = read.nested('source');
    const origin = source?.code('platform', SOURCE);
    const number = source?.text('no');
    const event = origin && number ? eventKey(origin, number) : null;
    return (
      event ??
      read.gap('source', 'expected a source and its number, got another form; the change is left out')
    );
  }
  const number = read.text('clue_no');
  const event = number === null ? null : eventKey('CITY', number);
  return event ?? read.gap('clue_no', 'expected the number of its clue, got none; the change is left out');
}
