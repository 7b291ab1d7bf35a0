/**
 * A place in the unified order of events: reported time descending, then id ascending.
 */
export interface Place {
  /** The second (Unix) that orders the event. */
  at: number;
  /** The event's id; longer than it where the event had to be put behind its neighbour. */
  id: string;
}

/** Negative where `a` comes before `b`. */
export function comparePlaces(a: Place, b: Place): number {
  if (a.at !== b.at) return b.at - a.at;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
