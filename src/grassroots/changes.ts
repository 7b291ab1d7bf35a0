/**
 * The grassroots system's words for a change in ours (lifecycle, section 10, `GET /bg/lb`). Pure and total.
 */
import type { components } from '../generated/grassroots.ts';
import type { ChangeSubject } from '../generated/schema.ts';
import type { EventChange, Touched } from '../hub/changes/change-page.ts';
import { eventKey } from '../hub/events/event-id.ts';
import type { EventKey } from '../hub/events/spine.ts';
import { Fields } from '../hub/records/fields.ts';
import type { Mapped } from '../hub/records/mapped.ts';
import { time } from './instant.ts';

/** What has changed; null for rows of the directories, which are about no event. */
const SUBJECT = {
  SJ: 'EVENT',
  WG: null,
  ML: null,
} as const satisfies Record<components['schemas']['GrassrootsChangeKindCode'], ChangeSubject | null>;

/** The kinds of number that an event can be sent down under: an event's own, and so none of a case. */
const SOURCE = { XS: 'CITY', RW: 'PROVINCE' } as const;

/** The number of the change, by which the feed is ordered. */
export function changeNumberOf(row: unknown): number | null {
  return new Fields(row).integer('bgxh', 1, Number.MAX_SAFE_INTEGER);
}

/** What tells it from a change that has its number after the platform was restored from a backup. */
export function identityOf(row: unknown): unknown {
  const read = new Fields(row);
  return [read.text('lx'), read.text('bh'), read.text('sj')];
}

/** The number of what has changed. */
export function changedNumberOf(row: unknown): string | null {
  return new Fields(row).text('bh');
}

/** Null for a change that is about no event, and, with a gap, for one whose event is not told. */
export function changeOf(row: unknown): Mapped<EventChange | null> {
  const read = new Fields(row);
  const kind = read.text('lx');
  if (kind !== null && Object.hasOwn(SUBJECT, kind) && SUBJECT[kind as keyof typeof SUBJECT] === null)
    return { value: null, gaps: [] };
  read.integer('bgxh', 1, Number.MAX_SAFE_INTEGER); // Only for its gap: without it the change may come again.
  const subject = read.code<ChangeSubject | null>('lx', SUBJECT) ?? 'OTHER';
  const event = eventOf(read);
  // It has no word for what happened: a change is that the record is another.
  return { value: event && { event, subject, changeRaw: null, at: time(read, 'sj') }, gaps: read.gaps };
}

/** A change of an event; one of a directory may be about any. */
export function touchedBy(row: unknown): Touched {
  const read = new Fields(row);
  const number = read.text('lx') === 'SJ' ? read.text('bh') : null;
  const record = number === null ? null : eventKey('GRASSROOTS', number);
  const event = record && eventOf(read);
  if (!event || read.gaps.length > 0) return null;
  return event.id === record.id ? [event] : [event, record];
}

/** The same of a webhook's body, which names the source as the city does. */
export function touchedByWebhook(body: unknown): Touched {
  const read = new Fields(body);
  const source = read.nested('source');
  if (read.says('source') && !source) return null;
  const origin = source?.code('platform', KIND_OF_SOURCE);
  return touchedBy({
    lx: read.text('entity'),
    bh: read.text('no'),
    sjly: source ? 'XF' : 'WG',
    yylx: origin,
    yybh: source?.text('no'),
  });
}

const KIND_OF_SOURCE = { city: 'XS', province: 'RW' } as const;

/** The event that was sent down, by its reference; else the grid's own. */
function eventOf(read: Fields): EventKey | null {
  const own = read.code('sjly', { WG: true, XF: false });
  if (own !== true && (own === false || read.says('yybh'))) {
    const origin = read.code('yylx', SOURCE, { expected: 'XS or RW' });
    const number = read.text('yybh');
    const event = origin && number ? eventKey(origin, number) : null;
    return event ?? read.gap('yybh', 'expected the number at its source, got none; the change is left out');
  }
  const number = read.text('bh');
  const event = number === null ? null : eventKey('GRASSROOTS', number);
  if (event === null)
    return read.gap('bh', 'expected the number of its event, got none; the change is left out');
  if (!read.says('sjly'))
    read.gap('sjly', 'expected where the event began, got none; taken for one of the grid');
  return event;
}
