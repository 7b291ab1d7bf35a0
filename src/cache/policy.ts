/** For how long what a platform said is given again: one table for all kinds of data, overridden by configuration. */

/** The kinds of data that are remembered; each has its own policy. */
export const KINDS = ['directory', 'event', 'section', 'absence', 'list', 'statistics'] as const;

/**
 * `directory`: a platform's own items and departments. `event`: a record by its own number. `section`: the records of
 * an event that began elsewhere. `absence`: that there is none. `list`: a page of whatever list. `statistics`: counts.
 */
export type Kind = (typeof KINDS)[number];

/** All in ms, counted from the moment that the platform was asked; each is at least as long as the one before. */
export interface Policy {
  /** Given as it is. */
  fresh: number;
  /** Given, marked `STALE`, while it is asked for again behind the answer. */
  staleWhileRevalidate: number;
  /** Given, marked `STALE`, where the platform does not answer. */
  staleIfError: number;
}

export type Policies = Readonly<Record<Kind, Policy>>;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * Changes are told within seconds (a webhook, a change feed), and drop what they touch; these are for the changes that
 * nobody tells. Absence is short: what is missing today is what somebody is about to write.
 */
export const DEFAULT_POLICIES: Policies = {
  directory: { fresh: 10 * MINUTE, staleWhileRevalidate: HOUR, staleIfError: 24 * HOUR },
  event: { fresh: 15 * SECOND, staleWhileRevalidate: MINUTE, staleIfError: HOUR },
  section: { fresh: 15 * SECOND, staleWhileRevalidate: MINUTE, staleIfError: HOUR },
  absence: { fresh: 10 * SECOND, staleWhileRevalidate: 30 * SECOND, staleIfError: 10 * MINUTE },
  list: { fresh: 10 * SECOND, staleWhileRevalidate: 30 * SECOND, staleIfError: 10 * MINUTE },
  statistics: { fresh: 30 * SECOND, staleWhileRevalidate: 2 * MINUTE, staleIfError: HOUR },
};

/** Nothing is given twice. */
export const NO_MEMORY: Policies = Object.fromEntries(
  KINDS.map(kind => [kind, { fresh: 0, staleWhileRevalidate: 0, staleIfError: 0 }]),
) as Record<Kind, Policy>;

/** Entries of one moment do not all end at one moment: each is fresh for up to this part less. */
const JITTER = 0.1;

/** What may be done with an entry of this age. */
export type Standing = 'FRESH' | 'REVALIDATE' | 'IF_ERROR' | 'DEAD';

/** @param draw the entry's own part of the jitter, 0 to 1 */
export function standing(
  { fresh, staleWhileRevalidate, staleIfError }: Policy,
  ageMs: number,
  draw: number,
): Standing {
  if (ageMs < fresh * (1 - JITTER * draw)) return 'FRESH';
  if (ageMs < staleWhileRevalidate) return 'REVALIDATE';
  return ageMs < staleIfError ? 'IF_ERROR' : 'DEAD';
}
