/**
 * What an event of the province states of the facts that platforms are compared on (lifecycle, section 5). Pure and
 * total, as the mapping is.
 */
import type { components } from '../generated/province.ts';
import type { EventStatus } from '../generated/schema.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import type { Testimony } from '../hub/discrepancies/testimony.ts';
import { eventId } from '../hub/events/event-id.ts';
import type { EventKey } from '../hub/events/spine.ts';
import { codeLookup } from '../hub/records/code-lookup.ts';
import { codedMatters, codedRegion } from '../hub/records/coded.ts';
import { Fields } from '../hub/records/fields.ts';
import { coordinates } from '../hub/records/location.ts';
import type { Mapped } from '../hub/records/mapped.ts';
import type { Status } from '../hub/records/status-code.ts';
import type { NumberedRecord } from '../hub/records/wire.ts';
import { statusBefore } from '../hub/timeline/status-changes.ts';
import { filing } from './filing.ts';
import { time } from './instant.ts';
import { locationOf } from './location.ts';
import { log } from './log.ts';
import { isOwn } from './mapping.ts';
import { statusOf } from './status.ts';

/**
 * The statuses of an event under which a record of another origin may have the code (section 6.3). A dispute stands
 * in a second field, and then `20` to `23` agree with it alone.
 */
const AGREES_WITH = {
  '11': ['PENDING_DISPATCH'],
  '20': ['PENDING_RECEIPT'],
  '21': ['IN_PROGRESS'],
  '22': ['IN_PROGRESS'],
  '23': ['RETURNED'],
  '29': ['SUSPENDED'],
  '30': ['CASE_OPEN'],
  '31': ['CASE_OPEN'],
  '40': ['PENDING_VERIFICATION', 'PENDING_CLOSURE'],
  '90': ['CLOSED'],
  '91': ['TRANSFERRED'],
  '98': [],
  '99': ['VOIDED'],
} as const satisfies Record<components['schemas']['ProvinceEventStatusCode'], readonly EventStatus[]>;

const REVIEW = { '1': 'PASSED', '2': 'FAILED' } as const satisfies Record<
  components['schemas']['ProvinceReviewResultCode'],
  string
>;

export function testimony(
  { record, number }: NumberedRecord,
  events: readonly NumberedRecord[],
  catalogue: Catalogue,
): Mapped<Testimony> {
  const read = new Fields(record);
  const status = statusOf(read);
  const reportedAt = time(read, 'reportTime');
  const item = codedMatters(
    read,
    'itemCode',
    codeLookup(catalogue, 'PROVINCE', { reportedAt, own: isOwn(record).value }),
  );
  const reviewed = read.code('reviewResult', REVIEW);
  const filed = filing(read);
  const value: Testimony = {
    platform: 'PROVINCE',
    number,
    updatedAt: time(read, 'updateTime'),
    live: events
      .filter(one => isOfSameCase(one.record, read))
      .map(one => ({ number: one.number, updatedAt: time(new Fields(one.record), 'updateTime') })),
    numbers: events.map(one => one.number),
    leads: false,
    ...status,
    statusBefore: statusBefore(status.status, log(record).value),
    agreesWith: agreesWith(status),
    bound: item,
    item,
    awaitsItem: false,
    region: codedRegion(read, 'regionCode', catalogue),
    coordinates: coordinates(locationOf(read)),
    reportedAt,
    dueAt: time(read, 'dueTime'),
    finalOutcomes: [], // It does not say.
    verifies: false,
    verification: reviewed && { value: reviewed, raw: read.text('reviewResult') },
    case: null,
    filing: filed && {
      caseNo: filed.caseNo,
      decisionNo: filed.decisionNo,
      decidedAt: filed.decidedAt,
      fine: filed.fine,
    },
    filedCases: events
      .map(one => new Fields(one.record))
      // What did not begin here was born of a filing.
      .filter(one => one.says('filingNo') || one.says('sourceNo'))
      .map(one => one.text('cityCaseNo')),
    names: [], // The number of the case is by what a filing is matched.
  };
  return { value, gaps: read.gaps };
}

/** The event that a record of another origin is about; null where it began at the province, or cannot be told. */
export function sourceOf(record: unknown): Mapped<{ event: EventKey; updatedAt: string | null } | null> {
  const read = new Fields(record);
  const origin = read.code('sourcePlatform', { city: 'CITY', grassroots: 'GRASSROOTS' } as const);
  const number = origin && read.text('sourceNo');
  if (!origin || !number) return { value: null, gaps: read.gaps };
  return {
    value: { event: { id: eventId(origin, number), origin, number }, updatedAt: time(read, 'updateTime') },
    gaps: read.gaps,
  };
}

/** Each case of an event is filed by itself, one that went on in another department too: only of one case are two too many. */
function isOfSameCase(record: unknown, speaking: Fields): boolean {
  const [one, other] = [new Fields(record).text('cityCaseNo'), speaking.text('cityCaseNo')];
  return one === null || other === null || one === other;
}

/** Codes beside which another field says whether there is a dispute. */
const MAY_BE_DISPUTED = ['20', '21', '22', '23'];

function agreesWith({ status, statusRaw: { code } }: Status): readonly EventStatus[] | null {
  if (!Object.hasOwn(AGREES_WITH, code)) return null;
  if (MAY_BE_DISPUTED.includes(code)) {
    if (status === 'IN_DISPUTE') return ['IN_DISPUTE'];
    // That field cannot be read: which status it is, and so with which it agrees, is open.
    if (status === 'UNKNOWN') return null;
  }
  return AGREES_WITH[code as keyof typeof AGREES_WITH];
}
