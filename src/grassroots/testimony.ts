/**
 * What an event of the grassroots system states of the facts that platforms are compared on (lifecycle, section 5).
 * Pure and total, as the mapping is.
 */
import type { components } from '../generated/grassroots.ts';
import type { EventStatus } from '../generated/schema.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import type { Named, Testimony } from '../hub/discrepancies/testimony.ts';
import { eventId } from '../hub/events/event-id.ts';
import type { EventKey } from '../hub/events/spine.ts';
import { codeLookup } from '../hub/records/code-lookup.ts';
import { codedMatters, codedRegion } from '../hub/records/coded.ts';
import { Fields } from '../hub/records/fields.ts';
import { inTime } from '../hub/records/in-time.ts';
import { coordinates } from '../hub/records/location.ts';
import type { Mapped } from '../hub/records/mapped.ts';
import { dateTime } from '../hub/records/time.ts';
import type { NumberedRecord } from '../hub/records/wire.ts';
import { statusBefore } from '../hub/timeline/status-changes.ts';
import { OUTCOME, VERIFICATION } from './codes.ts';
import { changedInstant, time } from './instant.ts';
import { locationOf } from './location.ts';
import { log } from './log.ts';
import { isOwn } from './mapping.ts';
import { statusOf } from './status.ts';

/** The statuses of an event under which a record of another origin may have the code (section 6.3). */
const AGREES_WITH = {
  DSL: ['PENDING_ACCEPTANCE'],
  BYSL: ['VOIDED'],
  DFP: ['PENDING_DISPATCH'],
  DQS: ['PENDING_RECEIPT'],
  YTH: ['RETURNED'],
  ZYZ: ['IN_DISPUTE'],
  CLZ: ['IN_PROGRESS'],
  YLA: ['CASE_OPEN'],
  YGQ: ['SUSPENDED'],
  DHC: ['PENDING_VERIFICATION', 'PENDING_CLOSURE'],
  YBJ: ['CLOSED'],
  YYS: ['TRANSFERRED'],
  YZF: ['VOIDED'],
  QTZT: [],
} as const satisfies Record<components['schemas']['GrassrootsStatusCode'], readonly EventStatus[]>;

/** The origin of what was sent down, by the kind of its number there. */
const ORIGIN = { XS: 'CITY', RW: 'PROVINCE' } as const;

export function testimony(
  { record, number }: NumberedRecord,
  events: readonly NumberedRecord[],
  catalogue: Catalogue,
): Mapped<Testimony> {
  const read = new Fields(record);
  const status = statusOf(read);
  const verified = read.code('hcjg', VERIFICATION);
  const reportedAt = time(read, 'sbsj');
  const own = isOwn(record).value;
  const value: Testimony = {
    platform: 'GRASSROOTS',
    number,
    updatedAt: updatedAtOf(read),
    live: events.map(one => ({ number: one.number, updatedAt: updatedAtOf(new Fields(one.record)) })),
    numbers: events.map(one => one.number),
    leads: false,
    ...status,
    statusBefore: statusBefore(status.status, log(record).value),
    agreesWith: agreesWith(status.statusRaw.code),
    bound: codedMatters(read, 'sjlb', codeLookup(catalogue, 'GRASSROOTS', { reportedAt, own })),
    // The city's item, written back at dispatch.
    item: codedMatters(read, 'zfsxdm', codeLookup(catalogue, 'CITY', { reportedAt, own: false })),
    awaitsItem: !read.says('zfsxdm'),
    region: codedRegion(read, 'xzqh', catalogue),
    coordinates: coordinates(locationOf(read)),
    reportedAt,
    dueAt: time(read, 'blsx'),
    finalOutcomes: finalOutcomes(read),
    verifies: true,
    verification: verified && { value: verified, raw: read.text('hcjg') },
    case: null,
    filing: null,
    filedCases: [],
    names: [...named(read, 'CLUE', 'xsbh', 'clueNo'), ...named(read, 'CASE', 'ajbh', 'caseNo')],
  };
  return { value, gaps: read.gaps };
}

/** The event that a record of another origin is about; null where it began on the grid, or cannot be told. */
export function sourceOf(record: unknown): Mapped<{ event: EventKey; updatedAt: string | null } | null> {
  const read = new Fields(record);
  const isSentDown = read.code('sjly', { WG: false, XF: true });
  const origin = isSentDown ? read.code('yylx', ORIGIN) : null;
  const number = origin && read.text('yybh');
  if (!origin || !number) return { value: null, gaps: read.gaps };
  return {
    value: { event: { id: eventId(origin, number), origin, number }, updatedAt: updatedAtOf(read) },
    gaps: read.gaps,
  };
}

function updatedAtOf(read: Fields): string | null {
  const changed = changedInstant(read);
  return changed === null ? null : dateTime(changed);
}

function agreesWith(code: string): readonly EventStatus[] | null {
  return Object.hasOwn(AGREES_WITH, code) ? AGREES_WITH[code as keyof typeof AGREES_WITH] : null;
}

function finalOutcomes(event: Fields): Testimony['finalOutcomes'] {
  const finals = event.list('fklb')?.filter(feedback => feedback.flag('sfzj')) ?? [];
  return finals
    .map(feedback => ({ at: time(feedback, 'fksj'), feedback }))
    .toSorted((a, b) => inTime(a.at, b.at))
    .map(({ feedback }) => ({ value: feedback.code('cljg', OUTCOME), raw: feedback.text('cljg') }));
}

function named(read: Fields, what: Named['what'], name: string, field: string): Named[] {
  const number = read.text(name);
  return number === null ? [] : [{ what, number, field }];
}
