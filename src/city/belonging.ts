import { eventId } from '../hub/events/event-id.ts';
import type { EventKey } from '../hub/events/spine.ts';
import type { Fields } from '../hub/records/fields.ts';
import { SOURCE } from './codes.ts';

/** What a document or a dispute hangs on, said by its clue and by its place in a list in the same words. */
export interface Belonging {
  /** Null for a dispute about a matter alone. */
  clueNo: string | null;
  /** The key alone: whether its origin knows it is the origin's word. */
  event: EventKey | null;
}

/** A clue is of the event that it names as its source, else it is an event of its own. */
export function belonging(record: Fields): Belonging {
  const clueNo = record.text('clue_no');
  const source = record.nested('source');
  const elsewhere = source?.code('platform', SOURCE) ?? null;
  const number = elsewhere ? (source?.text('no') ?? null) : clueNo;
  const origin = elsewhere ?? 'CITY';
  return { clueNo, event: number === null ? null : { id: eventId(origin, number), origin, number } };
}
