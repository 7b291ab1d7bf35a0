/**
 * The province's words for a change in ours (lifecycle, section 8, `GET /change/list`). Pure and total.
 */
import type { components } from '../generated/province.ts';
import type { ChangeSubject } from '../generated/schema.ts';
import type { EventChange, Touched } from '../hub/changes/change-page.ts';
import { eventKey } from '../hub/events/event-id.ts';
import type { EventKey } from '../hub/events/spine.ts';
import { Fields } from '../hub/records/fields.ts';
import type { Mapped } from '../hub/records/mapped.ts';
import { time } from './instant.ts';

/** What has changed; null for a row of the directory, which is about no event. */
const SUBJECT = {
  event: 'EVENT',
  filing: 'FILING',
  oversight: 'OVERSIGHT',
  item: null,
} as const satisfies Record<components['schemas']['ProvinceChangeEntityCode'], ChangeSubject | null>;

const SOURCE = {
  city: 'CITY',
  grassroots: 'GRASSROOTS',
} as const satisfies Record<components['schemas']['ProvinceSourcePlatformCode'], string>;

/** The number of the change, by which the feed is ordered. */
export function changeNumberOf(row: unknown): number | null {
  return new Fields(row).integer('changeId', 1, Number.MAX_SAFE_INTEGER);
}

/** What tells it from a change that has its number after the platform was restored from a backup. */
export function identityOf(row: unknown): unknown {
  const read = new Fields(row);
  return [read.text('entity'), read.text('no'), read.text('changeTime')];
}

/** The number of what has changed. */
export function changedNumberOf(row: unknown): string | null {
  return new Fields(row).text('no');
}

/** Null for a change that is about no event, and, with a gap, for one whose event is not told. */
export function changeOf(row: unknown): Mapped<EventChange | null> {
  const read = new Fields(row);
  const entity = read.text('entity');
  if (entity !== null && Object.hasOwn(SUBJECT, entity) && SUBJECT[entity as keyof typeof SUBJECT] === null)
    return { value: null, gaps: [] };
  read.integer('changeId', 1, Number.MAX_SAFE_INTEGER); // Only for its gap: without it the change may come again.
  const subject = read.code<ChangeSubject | null>('entity', SUBJECT) ?? 'OTHER';
  const event = eventOf(read, entity);
  const value = event && { event, subject, changeRaw: read.text('changeType'), at: time(read, 'changeTime') };
  return { value, gaps: read.gaps };
}

/** A change of a record, or of what is kept with one; one of the directory may be about any. */
export function touchedBy(row: unknown): Touched {
  const read = new Fields(row);
  const entity = read.text('entity');
  const number = read.text('eventNo') ?? (entity === 'event' ? read.text('no') : null);
  const record = number === null ? null : eventKey('PROVINCE', number);
  const event = record && eventOf(read, entity);
  if (!event || read.gaps.length > 0) return null;
  return event.id === record.id ? [event] : [event, record];
}

/** The same of a webhook's body, which names the source as the city does. */
export function touchedByWebhook(body: unknown): Touched {
  const read = new Fields(body);
  const source = read.nested('source');
  if (read.says('source') && !source) return null;
  return touchedBy({
    entity: read.text('entity'),
    no: read.text('no'),
    sourcePlatform: source?.text('platform'),
    sourceNo: source?.text('no'),
  });
}

/** The event at its source; where there is none, the record itself, which began here. */
function eventOf(read: Fields, entity: string | null): EventKey | null {
  if (read.says('sourcePlatform') || read.says('sourceNo')) {
    const origin = read.code('sourcePlatform', SOURCE);
    const number = read.text('sourceNo');
    const event = origin && number ? eventKey(origin, number) : null;
    return (
      event ??
      read.gap('sourceNo', 'expected a source and its number, got another form; the change is left out')
    );
  }
  // An earlier release does not say which record a filing or an oversight belongs to.
  const number = read.text('eventNo') ?? (entity === 'event' ? read.text('no') : null);
  const event = number === null ? null : eventKey('PROVINCE', number);
  return event ?? read.gap('eventNo', 'expected the number of its event, got none; the change is left out');
}
