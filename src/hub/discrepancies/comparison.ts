import type { DiscrepancyKind, StatedValue } from '../../generated/schema.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { Spine } from '../events/spine.ts';
import type { Calendar } from '../limits/calendar.ts';
import type { Counterpart } from '../platform.ts';
import type { Testimony } from './testimony.ts';

/** All that is known of one event when it is compared. */
export interface Comparison {
  event: Pick<Spine, 'closedAt' | 'matter'>;
  /** What its origin says. */
  own: Testimony;
  /** What the others say, null where one knows nothing of it; one that did not answer is absent, and no rule speaks of it. */
  others: ReadonlyMap<PlatformCode, Testimony | null>;
  /** When each platform has to know of an event that began elsewhere. */
  counterparts: ReadonlyMap<PlatformCode, Counterpart>;
  /** A platform's own clock, Unix ms; null until it is learned. */
  now(platform: PlatformCode): number | null;
  calendar: Calendar;
  /** For how long after a change the other platforms may still be hearing of it, ms. */
  lagMs: number;
}

export interface Finding {
  kind: DiscrepancyKind;
  field: string;
  values: StatedValue[];
  chosen: PlatformCode | null;
}

/**
 * One thing that can be wrong with an event. It finds each field at most once, so that kind and field name a finding.
 *
 * @param settled whether no write-back between the records can still be under way.
 */
export type Rule = (comparison: Comparison, settled: Settled) => Finding[];

export type Settled = (...records: Testimony[]) => boolean;

/** The records of the other platforms that know the event. */
export function presentOf({ others }: Comparison): Testimony[] {
  return [...others.values()].filter(testimony => testimony != null);
}

/** All records that know the event, the origin's first. */
export function allOf(comparison: Comparison): Testimony[] {
  return [comparison.own, ...presentOf(comparison)];
}

/** The record of the platform that leads once it knows the event; null where it does not. */
export function leaderOf(comparison: Comparison): Testimony | null {
  return allOf(comparison).find(({ leads }) => leads) ?? null;
}

/** The field of the schema below a platform's section of an event. */
export function fieldOf(platform: PlatformCode, field?: string): string {
  return [platform.toLowerCase(), field].filter(Boolean).join('.');
}

/** Whether a department was named for an event of this status, so that the other platforms must have heard of it. */
export function isDispatched({ status }: Testimony): boolean {
  return !['PENDING_ACCEPTANCE', 'PENDING_DISPATCH', 'VOIDED', 'UNKNOWN'].includes(status);
}
