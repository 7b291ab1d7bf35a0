/**
 * What a mapping gives: the value in unified terms, and beside it what could not be read.
 */

import type { EventStatus } from '../../generated/schema.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { SourceLog } from '../../upstream/source-log.ts';
import type { Spine } from '../events/spine.ts';

/** Something the platform said that has no unified equal; the value it belongs to is null or `UNKNOWN`. */
export interface Gap {
  /** The platform's own name of the field, `fklb[2].fksj`. */
  field: string;
  /** Expected and got, never a person's data. */
  message: string;
  /** The code as sent, only where the field is a code. */
  raw?: string;
}

export interface Mapped<Value> {
  value: Value;
  gaps: Gap[];
}

/** Gives the value, and notes its gaps in the request's log under the record's own number. */
export function noted<Value>(
  mapped: Mapped<Value>,
  sources: SourceLog,
  platform: PlatformCode,
  record: string | null,
): Value {
  for (const gap of mapped.gaps)
    sources.unreadable({ code: 'UPSTREAM_INVALID_DATA', platform, record, ...gap });
  return mapped.value;
}

/** What every section has: a number, and a status as it was sent where nothing here is equal to it. */
export interface Section {
  number: string;
  status: EventStatus;
  statusRaw: { code: string };
}

/** The same for a spine, whose codes without an equal are counted too: they are shown as sent, and never dropped. */
export function notedSpine(mapped: Mapped<Spine>, sources: SourceLog): Spine {
  return notedSection(mapped, sources, mapped.value.origin, mapped.value.unmapped);
}

/** The same for a section. */
export function notedSection<Own extends Section>(
  mapped: Mapped<Own>,
  sources: SourceLog,
  platform: PlatformCode,
  unmapped: { platform: PlatformCode; code: string } | null = null,
): Own {
  const { number, status, statusRaw } = mapped.value;
  if (status === 'UNKNOWN') sources.shownRaw(platform, 'UNKNOWN_STATUS', statusRaw.code, number);
  if (unmapped) sources.shownRaw(unmapped.platform, 'UNMAPPED_CODE', unmapped.code, number);
  return noted(mapped, sources, platform, number);
}
