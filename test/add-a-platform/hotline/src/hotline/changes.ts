/** The hotline's feed of changes, which are numbered, in our words. */
import type { EventChange, Touched } from '../hub/changes/change-page.ts';
import type { NumberedFeed } from '../hub/changes/numbered-feed.ts';
import { eventKey } from '../hub/events/event-id.ts';
import type { EventKey } from '../hub/events/spine.ts';
import { Fields } from '../hub/records/fields.ts';
import type { Mapped } from '../hub/records/mapped.ts';
import { parseRfc3339 } from '../hub/records/time.ts';
import type { Request } from '../request.ts';
import type { HotlineClient } from './client.ts';

/** Rows of one call. */
const LIMIT = 200;

export function changeFeed(client: HotlineClient, request: Request): NumberedFeed {
  return {
    limit: LIMIT,
    async ask(since, limit) {
      const rows = await client.changes(since, limit, request);
      // It does not say; a page that is not full is the last.
      return { rows, next: null, more: rows.length >= limit };
    },
    numberOf: row => new Fields(row).integer('number', 1, Number.MAX_SAFE_INTEGER),
    identityOf(row) {
      const read = new Fields(row);
      return [read.text('ticket'), read.text('at')];
    },
    read: row => ({
      mapped: changeOf(row),
      record: new Fields(row).text('ticket'),
      touched: touched(new Fields(row).text('ticket')),
    }),
  };
}

/** Null for a change of the classes, which is about no event. */
function changeOf(row: unknown): Mapped<EventChange | null> {
  const read = new Fields(row);
  const event = ticket(read.text('ticket'));
  const value: EventChange | null = event && {
    event,
    subject: 'EVENT',
    changeRaw: read.text('action'),
    at: read.time('at', 'RFC 3339', parseRfc3339),
  };
  return { value, gaps: read.gaps };
}

/** What a webhook's body says has changed, in the form that all platforms share. */
export const touchedByWebhook = (body: unknown): Touched => touched(new Fields(body).text('no'));

/** A ticket; a change of the classes may be about any. */
function touched(number: string | null): Touched {
  const event = ticket(number);
  return event && [event];
}

const ticket = (number: string | null): EventKey | null =>
  number === null ? null : eventKey('HOTLINE', number);
