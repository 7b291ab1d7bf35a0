/**
 * A place in the unified order of events: reported time descending, then id ascending.
 */
export interface Place {
  /** The second (Unix) that orders the event, or `BEFORE_ALL`. */
  at: number;
  /** The event's id; longer than it where the event had to be put behind its neighbour. */
  id: string;
}

/** The `at` of an event that nothing with a readable time precedes on its platform: before every second there is. */
export const BEFORE_ALL = Number.MAX_SAFE_INTEGER;

/**
 * The place of an event whose own time cannot be read: right behind the one before it in its platform's own order;
 * `\0` sorts before whatever else may follow an id.
 */
export function behind(before: Place | null): Place {
  return before ? { at: before.at, id: `${before.id}\0` } : { at: BEFORE_ALL, id: '\0' };
}

/** Negative where `a` comes before `b`. */
export function comparePlaces(a: Place, b: Place): number {
  if (a.at !== b.at) return b.at - a.at;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
