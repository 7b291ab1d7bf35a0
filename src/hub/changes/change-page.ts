/**
 * What a platform tells of changes, as the hub reads it: a page of its feed, whose places are positions of the
 * platform's own. A position is a text that only the platform reads; the hub keeps it in cursors and nowhere else.
 */
import type { ChangeSubject } from '../../generated/schema.ts';
import type { EventKey } from '../events/spine.ts';
import type { Mapped } from '../records/mapped.ts';

/** That something about an event has changed on a platform (`EventChange` in the schema). */
export interface EventChange {
  event: EventKey;
  subject: ChangeSubject;
  /** The platform's own word for what happened. */
  changeRaw: string | null;
  /** RFC 3339 with `+08:00`; null where it could not be read. */
  at: string | null;
}

export interface ChangePage {
  /** Where the page begins: the position asked for, or the one that the platform goes on from instead of it. */
  from: string | null;
  /** In the platform's order, those about no event too. */
  rows: ChangeRow[];
  /** Where the feed goes on behind the page, also behind an empty one: nothing that comes later is before it. */
  behind: string | null;
  /** Whether more may be there already. */
  more: boolean;
  /** The platform no longer tells what followed the position asked for; the page begins at its oldest. */
  expired: boolean;
}

/**
 * The events of which something is remembered that a change ends: the one that it is about, and the record itself, which
 * may be asked for by the platform's own number. Null where it may be about anything that the platform ever said: a
 * change of a directory, whose names records repeat, and one that cannot be read.
 */
export type Touched = readonly EventKey[] | null;

export interface ChangeRow {
  /** Null for a change of a directory, which is about no event, and where the event cannot be told: then a gap says so. */
  mapped: Mapped<EventChange | null>;
  /** Whose gaps they are: the number of what has changed. */
  record: string | null;
  touched: Touched;
  /** The position right behind it: going on from there loses nothing and repeats nothing. */
  behind: string | null;
}
