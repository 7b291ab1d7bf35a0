/**
 * The provincial supervision app's words in ours (lifecycle, sections 6.1 and 8). Pure and total: whatever the record
 * holds, each field is read, or is null with a gap that says why.
 */
import type { components } from '../generated/province.ts';
import type {
  CaseProcedure,
  CaseStage,
  EventStatus,
  MatterKind,
  ResolversParentTypes,
  Urgency,
} from '../generated/schema.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import { eventId } from '../hub/events/event-id.ts';
import { decideMatter, type MatterDecision } from '../hub/events/matter-decision.ts';
import type { Spine } from '../hub/events/spine.ts';
import { Fields } from '../hub/records/fields.ts';
import { degreesOf, location } from '../hub/records/location.ts';
import type { Mapped } from '../hub/records/mapped.ts';
import { yuanFromWan } from '../hub/records/money.ts';
import { regionCode } from '../hub/records/region-code.ts';
import { parseLocalTime } from '../hub/records/time.ts';

export type ProvinceSection = ResolversParentTypes['ProvinceSection'];

type Schemas = components['schemas'];
type StatusCode = Schemas['ProvinceEventStatusCode'];

const STATUS = {
  '11': { status: 'PENDING_DISPATCH', name: '待交办' },
  '20': { status: 'PENDING_RECEIPT', name: '待签收' },
  '21': { status: 'IN_PROGRESS', name: '办理中' },
  '22': { status: 'IN_PROGRESS', name: '延期办理' },
  '23': { status: 'RETURNED', name: '已退回' },
  '29': { status: 'SUSPENDED', name: '中止办理' },
  '30': { status: 'CASE_OPEN', name: '立案办理' },
  '31': { status: 'CASE_OPEN', name: '已作出决定' },
  '40': { status: 'PENDING_VERIFICATION', name: '待复核' },
  '90': { status: 'CLOSED', name: '已办结' },
  '91': { status: 'TRANSFERRED', name: '移送其他机关' },
  '98': { status: 'UNKNOWN', name: '历史数据归档' },
  '99': { status: 'VOIDED', name: '撤销' },
} as const satisfies Record<StatusCode, { status: EventStatus; name: string }>;

/** Codes that stay while a dispute is under way; `coordinating` then says so. */
const DISPUTABLE: ReadonlySet<string> = new Set<StatusCode>(['20', '21', '22', '23']);

const URGENCY = {
  '1': 'NORMAL',
  '2': 'URGENT',
  '3': 'CRITICAL',
} as const satisfies Record<Schemas['ProvinceUrgencyCode'], Urgency>;

const ITEM_KIND = {
  '1': 'SUPERVISION',
  '2': 'ENFORCEMENT',
} as const satisfies Record<Schemas['ProvinceItemKindCode'], MatterKind>;

const CASE_STAGE = {
  '1': 'FILED',
  '2': 'INVESTIGATION',
  '3': 'REVIEW',
  '4': 'NOTICE',
  '5': 'DECISION',
  '6': 'EXECUTION',
  '7': 'CONCLUDED',
  '8': 'WITHDRAWN',
  '9': 'TRANSFERRED_OUT',
} as const satisfies Record<Schemas['ProvinceCaseStageCode'], CaseStage>;

const PROCEDURE = {
  '1': 'SIMPLE',
  '2': 'ORDINARY',
} as const satisfies Record<Schemas['ProvinceProcedureCode'], CaseProcedure>;

const LOCAL = 'yyyy-MM-dd HH:mm:ss';

/** A record's own number, by which batches are matched; null for a record that cannot be placed. */
export function numberOf(record: unknown): string | null {
  return new Fields(record).text('eventNo');
}

/** When the record last changed, for choosing among several of one event. */
export function updatedAtOf(record: unknown): number {
  return new Fields(record).parsed('updateTime', LOCAL, parseLocalTime) ?? 0;
}

/** The second (Unix) that the record is ordered by; null where it cannot be read. */
export function reportedSecondOf(record: unknown): number | null {
  const ms = new Fields(record).parsed('reportTime', LOCAL, parseLocalTime);
  return ms === null ? null : ms / 1000;
}

/** Whether the event began at the province; others were born of a filing and are events of their own origin. */
export function isOwn(record: unknown): Mapped<boolean> {
  const read = new Fields(record);
  const own = read.code('eventSource', { self: true, city: false, grassroots: false });
  return { value: own ?? true, gaps: read.gaps };
}

export function spine(record: unknown, number: string, catalogue: Catalogue): Mapped<Spine> {
  const read = new Fields(record);
  const item = itemOf(read, catalogue);
  const value: Spine = {
    id: eventId('PROVINCE', number),
    origin: 'PROVINCE',
    number,
    // Assumption: the record has no channel, and what begins here is born of a task of joint inspection (综合查一次).
    channel: 'JOINT_INSPECTION',
    title: titleOf(read),
    matter: item.matter,
    unmapped: item.unmapped,
    kind: read.code('itemKind', ITEM_KIND),
    category: read.known('categoryCode', 'a category', code => catalogue.category(code)),
    region: read.known('regionCode', 'a region', code => catalogue.region(regionCode(code))),
    location: location(read, () => ({
      address: read.text('address'),
      ...(read.parsed('lngLat', 'degrees "lng,lat"', lngLat) ?? { lng: null, lat: null }),
    })),
    reportedAt: read.time('reportTime', LOCAL, parseLocalTime),
    finalDueAt: read.time('dueTime', LOCAL, parseLocalTime),
    closedAt: read.text('eventStatus') === '90' ? read.time('statusTime', LOCAL, parseLocalTime) : null,
    urgency: read.code('urgency', URGENCY, { none: 'NORMAL' }),
    ...statusOf(read),
    voidReason: null, // The province does not say.
    // `22` says yes and no code says no: a failed review writes `21` after an extension too (section 3, W6).
    extended: read.text('eventStatus') === '22' ? true : null,
    round: null, // The province does not count.
    version: read.integer('version', 0, Number.MAX_SAFE_INTEGER)?.toString() ?? null,
    assignee: read.known('deptCode', 'a department', code => catalogue.department(code)),
  };
  return { value, gaps: read.gaps };
}

export function section(record: unknown, number: string, catalogue: Catalogue): Mapped<ProvinceSection> {
  const read = new Fields(record);
  const { matter, unmapped } = itemOf(read, catalogue);
  const filingNo = read.text('filingNo');
  const taskNo = read.text('taskNo');
  const value: ProvinceSection = {
    number,
    ...statusOf(read),
    updatedAt: read.time('updateTime', LOCAL, parseLocalTime),
    matter: matter.matter,
    unmapped,
    assignee: read.known('deptCode', 'a department', code => catalogue.department(code)),
    filing:
      filingNo === null
        ? null
        : {
            filingNo,
            filedAt: read.time('filingTime', LOCAL, parseLocalTime),
            caseNo: read.text('cityCaseNo'),
            stage: read.code('caseStage', CASE_STAGE),
            procedure: read.code('procedure', PROCEDURE),
            decisionNo: read.text('decisionNo'),
            decidedAt: read.time('decisionTime', LOCAL, parseLocalTime),
            fine: read.parsed('fineAmount', 'ten thousand yuan with four decimals', yuanFromWan),
          },
    oversights:
      read.list('oversights')?.map(oversight => ({
        oversightNo: oversight.text('oversightNo'),
        level: oversight.text('level'),
        reason: oversight.text('reason'),
        issuedAt: oversight.time('issueTime', LOCAL, parseLocalTime),
        dueAt: oversight.time('dueTime', LOCAL, parseLocalTime),
        closedAt: oversight.time('closeTime', LOCAL, parseLocalTime),
      })) ?? null,
    task: taskNo === null ? null : { taskNo, planNo: read.text('planNo') },
  };
  return { value, gaps: read.gaps };
}

/** The province's item code is its whole word on the matter: the city's item is not written back to it. */
function itemOf(read: Fields, catalogue: Catalogue): { matter: MatterDecision; unmapped: Spine['unmapped'] } {
  const code = read.text('itemCode');
  const bound = code === null ? [] : catalogue.mattersByCode('PROVINCE', code);
  const unknown = code !== null && bound.length === 0;
  return {
    matter: decideMatter('PROVINCE', bound, []),
    unmapped: unknown ? { platform: 'PROVINCE', code, name: read.text('itemName') } : null,
  };
}

/** An event always has a title there: one without is reported, and takes the item's name (lifecycle, section 12). */
function titleOf(read: Fields): string {
  const title = read.text('eventTitle');
  if (title !== null) return title;
  read.gap('eventTitle', "expected a title, got none; the item's name stands in for it");
  return read.text('itemName') ?? '';
}

/**
 * A dispute and a passed review are in a second field. The filters ask for `coordinating` 0 or 1, and for an empty
 * `reviewResult` or 1; anything else there has no equal, and to guess one would let the list, its filter and the
 * event disagree.
 */
function statusOf(read: Fields): Pick<Spine, 'status' | 'statusRaw'> {
  const code = read.text('eventStatus') ?? '';
  const known = Object.hasOwn(STATUS, code) ? STATUS[code as StatusCode] : null;
  const statusRaw = { platform: 'PROVINCE' as const, code, name: known?.name ?? null };
  const unknown = (field: string, expected: string, raw: string) => {
    read.gap(field, `expected ${expected}; the status is UNKNOWN`, raw);
    return { status: 'UNKNOWN' as const, statusRaw };
  };
  if (!known)
    return unknown('eventStatus', `one of the contract's ${Object.keys(STATUS).length} codes`, code);

  const gaps = read.gaps.length;
  const coordinating = DISPUTABLE.has(code) ? (read.text('coordinating') ?? '0') : '0';
  const result = code === '40' ? read.text('reviewResult') : null;
  // A second field that is no text was noted as it was read.
  if (read.gaps.length > gaps) return { status: 'UNKNOWN', statusRaw };
  if (coordinating === '1') return { status: 'IN_DISPUTE', statusRaw };
  if (coordinating !== '0') return unknown('coordinating', `nothing, 0 or 1 beside ${code}`, coordinating);
  if (result === '1') return { status: 'PENDING_CLOSURE', statusRaw };
  if (result !== null) return unknown('reviewResult', 'nothing or 1 beside 40', result);
  return { status: known.status, statusRaw };
}

/** `119.9301,28.4587` */
function lngLat(text: string): { lng: number; lat: number } | null {
  const [first = '', second = '', ...more] = text.split(',');
  const [lng, lat] = [degreesOf('lng', first.trim()), degreesOf('lat', second.trim())];
  return lng === null || lat === null || more.length > 0 ? null : { lng, lat };
}
