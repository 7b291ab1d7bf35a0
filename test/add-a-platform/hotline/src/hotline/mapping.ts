/**
 * The hotline's words in ours. Pure and total: whatever a ticket holds, each field is read, or is null with a gap that
 * says why.
 */
import type { components } from '../generated/hotline.ts';
import type { EventStatus, ResolversParentTypes, TimelineAction } from '../generated/schema.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import { SAYS_NOTHING, type Testimony } from '../hub/discrepancies/testimony.ts';
import { eventId } from '../hub/events/event-id.ts';
import { shared } from '../hub/events/matter-decision.ts';
import type { Spine } from '../hub/events/spine.ts';
import { codeLookup } from '../hub/records/code-lookup.ts';
import type { PlacingFields } from '../hub/records/explained.ts';
import { Fields } from '../hub/records/fields.ts';
import { itemOf } from '../hub/records/item.ts';
import type { Mapped, Section } from '../hub/records/mapped.ts';
import { regionCode } from '../hub/records/region-code.ts';
import { statusCode, statusIn } from '../hub/records/status-code.ts';
import { parseRfc3339 } from '../hub/records/time.ts';
import { titleOf } from '../hub/records/title.ts';
import type { NumberedRecord } from '../hub/records/wire.ts';
import type { LogEntry } from '../hub/timeline/log-entry.ts';

const PLATFORM = 'HOTLINE';

type Codes = components['schemas'];

export type HotlineSection = ResolversParentTypes['HotlineSection'] & Section;

export const STATUS = {
  RECEIVED: { status: 'PENDING_ACCEPTANCE', name: '待受理' },
  ASSIGNED: { status: 'PENDING_RECEIPT', name: '已派单' },
  HANDLING: { status: 'IN_PROGRESS', name: '办理中' },
  CALLBACK: { status: 'PENDING_VERIFICATION', name: '待回访' },
  CLOSED: { status: 'CLOSED', name: '已办结' },
  CANCELLED: { status: 'VOIDED', name: '已撤销' },
} as const satisfies Record<Codes['HotlineStatusCode'], { status: EventStatus; name: string }>;

const ACTION = {
  CALL: 'REPORT',
  ASSIGN: 'DISPATCH',
  SIGN: 'SIGN',
  REPLY: 'FEEDBACK',
  CALLBACK: 'VERIFY',
  CLOSE: 'CLOSE',
  CANCEL: 'VOID',
} as const satisfies Record<Codes['HotlineActionCode'], TimelineAction>;

/** The fields of a ticket that say what its event is about, how far it is and where it is. */
export const PLACING: PlacingFields = {
  matter: [{ field: 'class', name: 'className', of: PLATFORM }],
  status: ['status'],
  statuses: STATUS,
  region: 'region',
  called: {
    class: '工单分类',
    status: '工单状态',
    region: '行政区划',
  },
  statusTable: 'HotlineStatusCode',
};

const time = (read: Fields, name: string): string | null => read.time(name, 'RFC 3339', parseRfc3339);

export const numberOf = (record: unknown): string | null => new Fields(record).text('number');

/** The second (Unix) that a ticket is ordered by; null where it cannot be read. */
export function reportedSecondOf(record: unknown): number | null {
  const ms = new Fields(record).parsed('receivedAt', 'RFC 3339', parseRfc3339);
  return ms === null ? null : Math.floor(ms / 1000);
}

export function spine(record: unknown, number: string, catalogue: Catalogue): Mapped<Spine> {
  const read = new Fields(record);
  const status = statusCode(read, PLATFORM, 'status', STATUS);
  const reportedAt = time(read, 'receivedAt');
  const lookup = codeLookup(catalogue, PLATFORM, { reportedAt, own: true });
  const item = itemOf(read, PLATFORM, { code: 'class', name: 'className' }, lookup);
  const address = read.text('address');
  const value: Spine = {
    id: eventId(PLATFORM, number),
    origin: PLATFORM,
    number,
    channel: 'HOTLINE',
    title: titleOf(read, 'title', 'className'),
    ...item,
    kind: shared(item.matter, matter => matter.kind),
    category: shared(item.matter, matter => matter.category),
    region: read.known('region', 'a region', code => catalogue.region(regionCode(code))),
    location: address === null ? null : { address, lng: null, lat: null },
    reportedAt,
    statusChangedAt: time(read, 'changedAt'),
    finalDueAt: time(read, 'dueAt'),
    closedAt: status.status === 'CLOSED' ? time(read, 'closedAt') : null,
    // The hotline knows no degrees of it.
    urgency: 'NORMAL',
    ...status,
    voidReason: status.status === 'VOIDED' ? 'WITHDRAWN' : null,
    extended: false,
    round: 1,
    version: read.integer('version', 1, Number.MAX_SAFE_INTEGER)?.toString() ?? null,
    assignee: read.known('department', 'a department', code => catalogue.department(code)),
  };
  return { value, gaps: read.gaps };
}

export function section(record: unknown, number: string): Mapped<HotlineSection> {
  const read = new Fields(record);
  const caller = read.nested('caller');
  const value: HotlineSection = {
    number,
    ...statusCode(read, PLATFORM, 'status', STATUS),
    content: read.text('content'),
    caller: caller && { name: caller.text('name'), phone: caller.text('phone') },
    satisfaction: read.integer('satisfaction', 1, 5),
  };
  return { value, gaps: read.gaps };
}

/** What was done, as the ticket's own log has it; null where it could not be read. */
export function log(record: unknown): Mapped<LogEntry[] | null> {
  const read = new Fields(record);
  const entries = read.list('log')?.map((entry): LogEntry => {
    const actionRaw = entry.text('action') ?? '';
    return {
      platform: PLATFORM,
      nativeId: entry.text('id'),
      at: entry.parsed('at', 'RFC 3339', parseRfc3339),
      action: Object.hasOwn(ACTION, actionRaw) ? ACTION[actionRaw as keyof typeof ACTION] : 'OTHER',
      actionRaw,
      commandId: null,
      from: statusIn(entry, 'from', STATUS),
      to: statusIn(entry, 'to', STATUS),
      actor: { name: entry.text('by'), organisation: entry.text('organisation'), bySystem: false },
      text: entry.text('note'),
    };
  });
  return { value: entries ?? null, gaps: read.gaps };
}

/** What may disagree with itself: no other platform has a record of a ticket yet. */
export function testimony({ record, number }: NumberedRecord): Mapped<Testimony> {
  const read = new Fields(record);
  const updatedAt = time(read, 'updatedAt');
  const value: Testimony = {
    ...SAYS_NOTHING,
    platform: PLATFORM,
    number,
    updatedAt,
    live: [{ number, updatedAt }],
    numbers: [number],
    ...statusCode(read, PLATFORM, 'status', STATUS),
    reportedAt: time(read, 'receivedAt'),
    dueAt: time(read, 'dueAt'),
  };
  return { value, gaps: read.gaps };
}
