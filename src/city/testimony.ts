/**
 * What a clue states of the facts that platforms are compared on (lifecycle, section 5). Pure and total, as the
 * mapping is.
 */
import type { components } from '../generated/city.ts';
import type { EventStatus } from '../generated/schema.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import type { CaseStatement, Testimony } from '../hub/discrepancies/testimony.ts';
import { eventId } from '../hub/events/event-id.ts';
import type { EventKey } from '../hub/events/spine.ts';
import { codeLookup } from '../hub/records/code-lookup.ts';
import { codedMatters, codedRegion } from '../hub/records/coded.ts';
import { Fields } from '../hub/records/fields.ts';
import { inTime } from '../hub/records/in-time.ts';
import { coordinates } from '../hub/records/location.ts';
import type { Mapped } from '../hub/records/mapped.ts';
import type { NumberedRecord } from '../hub/records/wire.ts';
import { statusBefore } from '../hub/timeline/status-changes.ts';
import { OUTCOME, VERIFICATION } from './codes.ts';
import { enforcementCase } from './enforcement-case.ts';
import { time } from './instant.ts';
import { locationOf } from './location.ts';
import { log } from './log.ts';
import { isOwn } from './mapping.ts';
import { statusOf } from './status.ts';

/** The statuses of an event under which a clue of another origin may have the code (section 6.3). */
const AGREES_WITH = {
  registered: ['PENDING_DISPATCH'],
  pending_dispatch: ['PENDING_DISPATCH'],
  dispatched: ['PENDING_RECEIPT'],
  processing: ['IN_PROGRESS'],
  returned: ['RETURNED'],
  in_dispute: ['IN_DISPUTE'],
  case_filed: ['CASE_OPEN'],
  suspended: ['SUSPENDED'],
  pending_review: ['PENDING_VERIFICATION'],
  pending_close: ['PENDING_CLOSURE'],
  closed: ['CLOSED'],
  transferred: ['TRANSFERRED'],
  cancelled: ['VOIDED'],
  merged: ['IN_PROGRESS', 'CASE_OPEN', 'CLOSED'],
} as const satisfies Record<components['schemas']['CityStatusCode'], readonly EventStatus[]>;

export function testimony(
  { record, number }: NumberedRecord,
  clues: readonly NumberedRecord[],
  catalogue: Catalogue,
): Mapped<Testimony> {
  const read = new Fields(record);
  const status = statusOf(read);
  const reportedAt = time(read, 'reported_at');
  const item = codedMatters(
    read,
    'item_code',
    codeLookup(catalogue, 'CITY', { reportedAt, own: isOwn(record).value }),
  );
  const verified = read.nested('verification');
  const outcome = verified?.code('outcome', VERIFICATION) ?? null;
  const value: Testimony = {
    platform: 'CITY',
    number,
    updatedAt: time(read, 'updated_at'),
    live: clues.filter(isLive).map(one => ({ number: one.number, updatedAt: updatedAtOf(one) })),
    numbers: clues.flatMap(({ number, record }) => [number, ...mergedInto(record)]),
    leads: true,
    ...status,
    statusBefore: statusBefore(status.status, log(record).value),
    agreesWith: agreesWith(status.statusRaw.code),
    bound: item,
    item,
    awaitsItem: false,
    region: codedRegion(read, 'region_code', catalogue),
    coordinates: coordinates(locationOf(read)),
    reportedAt,
    dueAt: time(read, 'due_at'),
    finalOutcomes: finalOutcomes(read),
    verifies: true,
    verification: outcome && { value: outcome, raw: verified?.text('outcome') ?? null },
    case: caseOf(read),
    filing: null,
    filedCases: [],
    names: [],
  };
  return { value, gaps: read.gaps };
}

/** The event that a clue of another origin is about; null where it began in the city, or cannot be told. */
export function sourceOf(record: unknown): Mapped<{ event: EventKey; updatedAt: string | null } | null> {
  const read = new Fields(record);
  const named = read.nested('source');
  const origin = named?.code('platform', { grassroots: 'GRASSROOTS', province: 'PROVINCE' } as const);
  const number = named?.text('no');
  if (!origin || !number) return { value: null, gaps: read.gaps };
  const event = { id: eventId(origin, number), origin, number };
  return { value: { event, updatedAt: time(read, 'updated_at') }, gaps: read.gaps };
}

function isLive({ record }: NumberedRecord): boolean {
  return new Fields(record).text('status') !== 'merged';
}

function mergedInto(record: unknown): string[] {
  const other = new Fields(record).text('merged_into');
  return other === null ? [] : [other];
}

function updatedAtOf({ record }: NumberedRecord): string | null {
  return time(new Fields(record), 'updated_at');
}

function agreesWith(code: string): readonly EventStatus[] | null {
  return Object.hasOwn(AGREES_WITH, code) ? AGREES_WITH[code as keyof typeof AGREES_WITH] : null;
}

function finalOutcomes(clue: Fields): Testimony['finalOutcomes'] {
  const finals = clue.list('feedbacks')?.filter(feedback => feedback.flag('final')) ?? [];
  return finals
    .map(feedback => ({ at: time(feedback, 'at'), feedback }))
    .toSorted((a, b) => inTime(a.at, b.at))
    .map(({ feedback }) => ({ value: feedback.code('outcome', OUTCOME), raw: feedback.text('outcome') }));
}

function caseOf(clue: Fields): CaseStatement | null {
  const filed = enforcementCase(clue);
  return (
    filed && {
      number: filed.caseNo,
      stage: filed.stage && { value: filed.stage, raw: clue.nested('case')?.text('stage') ?? null },
      filedAt: filed.filedAt,
      decisionNo: filed.decision?.decisionNo ?? null,
      decidedAt: filed.decision?.decidedAt ?? null,
      fine: filed.decision?.fine ?? null,
      course: [
        { field: 'filedAt', at: filed.filedAt },
        { field: 'noticeAt', at: filed.noticeAt },
        { field: 'decision.decidedAt', at: filed.decision?.decidedAt ?? null },
        { field: 'decision.servedAt', at: filed.decision?.servedAt ?? null },
        { field: 'concludedAt', at: filed.concludedAt },
      ],
    }
  );
}
