/**
 * The grassroots system's words in ours (lifecycle, sections 6.1 and 10). Pure and total: whatever the record holds,
 * each field is read, or is null with a gap that says why.
 */
import { GRAPHQL_MAX_INT } from 'graphql';
import type { components } from '../generated/grassroots.ts';
import type {
  EventStatus,
  FeedbackOutcome,
  ResolversParentTypes,
  Urgency,
  VerificationOutcome,
  VoidReason,
} from '../generated/schema.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import { eventId } from '../hub/events/event-id.ts';
import { decideMatter, shared } from '../hub/events/matter-decision.ts';
import type { Spine } from '../hub/events/spine.ts';
import { Fields } from '../hub/records/fields.ts';
import { degreesOf, location } from '../hub/records/location.ts';
import type { Mapped } from '../hub/records/mapped.ts';
import { regionCode } from '../hub/records/region-code.ts';
import { parseCompactTime, parseLocalTime } from '../hub/records/time.ts';

export type GrassrootsSection = ResolversParentTypes['GrassrootsSection'];

type StatusCode = components['schemas']['GrassrootsStatusCode'];

const STATUS = {
  DSL: { status: 'PENDING_ACCEPTANCE', name: '待受理' },
  BYSL: { status: 'VOIDED', name: '不予受理' },
  DFP: { status: 'PENDING_DISPATCH', name: '待分派' },
  DQS: { status: 'PENDING_RECEIPT', name: '待签收' },
  YTH: { status: 'RETURNED', name: '已退回' },
  ZYZ: { status: 'IN_DISPUTE', name: '争议中' },
  CLZ: { status: 'IN_PROGRESS', name: '处理中' },
  YLA: { status: 'CASE_OPEN', name: '已立案' },
  YGQ: { status: 'SUSPENDED', name: '已挂起' },
  DHC: { status: 'PENDING_VERIFICATION', name: '待核查' },
  YBJ: { status: 'CLOSED', name: '已办结' },
  YYS: { status: 'TRANSFERRED', name: '已移送' },
  YZF: { status: 'VOIDED', name: '已作废' },
  QTZT: { status: 'UNKNOWN', name: '其他状态' },
} as const satisfies Record<StatusCode, { status: EventStatus; name: string }>;

const URGENCY: Record<string, Urgency> = { '1': 'NORMAL', '2': 'URGENT', '3': 'CRITICAL' };

const VOID_REASON: Record<string, VoidReason> = {
  '1': 'NOT_ACCEPTED',
  '2': 'DUPLICATE',
  '3': 'FALSE_REPORT',
  '4': 'WITHDRAWN',
  '5': 'NOT_ACTIONABLE',
};

const OUTCOME: Record<string, FeedbackOutcome> = {
  '1': 'RECTIFIED',
  '2': 'PERSUADED',
  '3': 'PENALISED',
  '4': 'NO_VIOLATION',
  '9': 'OTHER',
};

const VERIFICATION: Record<string, VerificationOutcome> = { '1': 'PASSED', '2': 'FAILED' };

const LOCAL = 'yyyy-MM-dd HH:mm:ss';

/** A record's own number, by which batches are matched; null for a record that cannot be placed. */
export function numberOf(record: unknown): string | null {
  return new Fields(record).text('sjbh');
}

/** When the record last changed, for choosing among several of one event. */
export function updatedAtOf(record: unknown): number {
  return new Fields(record).parsed('gxsj', 'yyyyMMddHHmmss', parseCompactTime) ?? 0;
}

/** The second (Unix) that the record is ordered by; null where it cannot be read. */
export function reportedSecondOf(record: unknown): number | null {
  const ms = new Fields(record).parsed('sbsj', LOCAL, parseLocalTime);
  return ms === null ? null : ms / 1000;
}

/** Whether the event began on the grid; others were sent down and are events of their own origin. */
export function isOwn(record: unknown): Mapped<boolean> {
  const read = new Fields(record);
  return { value: read.code('sjly', { WG: true, XF: false }) ?? true, gaps: read.gaps };
}

export function spine(record: unknown, number: string, catalogue: Catalogue): Mapped<Spine> {
  const read = new Fields(record);
  const gridClass = read.text('sjlb');
  const item = read.text('zfsxdm');
  const bound = gridClass === null ? [] : catalogue.mattersByCode('GRASSROOTS', gridClass);
  const picked = item === null ? [] : catalogue.mattersByCode('CITY', item);
  const matter = decideMatter('GRASSROOTS', bound, picked);
  const value: Spine = {
    id: eventId('GRASSROOTS', number),
    origin: 'GRASSROOTS',
    number,
    channel: 'GRID_REPORT',
    title: read.text('sjbt') ?? read.text('sjlbmc') ?? '',
    matter,
    unmapped:
      gridClass !== null && bound.length === 0
        ? { platform: 'GRASSROOTS', code: gridClass, name: read.text('sjlbmc') }
        : item !== null && picked.length === 0
          ? { platform: 'CITY', code: item, name: null }
          : null,
    kind: shared(matter, one => one.kind),
    category: shared(matter, one => one.category),
    region: read.known('xzqh', 'a region', code => catalogue.region(regionCode(code))),
    location: location(read, () => ({
      address: read.text('fsdz'),
      lng: read.parsed('jd', 'a longitude in degrees', text => degreesOf('lng', text)),
      lat: read.parsed('wd', 'a latitude in degrees', text => degreesOf('lat', text)),
    })),
    reportedAt: read.time('sbsj', LOCAL, parseLocalTime),
    finalDueAt: read.time('blsx', LOCAL, parseLocalTime),
    closedAt: read.text('sjzt') === 'YBJ' ? read.time('bjsj', LOCAL, parseLocalTime) : null,
    urgency: read.code('jjcd', URGENCY, { none: 'NORMAL' }),
    ...statusOf(read),
    voidReason: voidReasonOf(read),
    extended: read.flag('sfyq', { none: false }),
    round: read.integer('lc', 1, GRAPHQL_MAX_INT),
    version: read.text('bbh'),
    assignee: read.known('cbdw', 'a department', code => catalogue.department(code)),
  };
  return { value, gaps: read.gaps };
}

export function section(record: unknown, number: string, catalogue: Catalogue): Mapped<GrassrootsSection> {
  const read = new Fields(record);
  const code = (name: string) => read.text(name);
  const gridClass = code('sjlb');
  const grid = code('wgbm');
  const closedAt = read.time('bjsj', LOCAL, parseLocalTime);
  const value: GrassrootsSection = {
    number,
    ...statusOf(read),
    updatedAt: read.time('gxsj', 'yyyyMMddHHmmss', parseCompactTime),
    report: {
      description: read.text('sjms'),
      gridClass: gridClass === null ? null : { code: gridClass, name: read.text('sjlbmc') },
      grid: grid === null ? null : { code: grid, name: read.text('wgmc') },
      reporter:
        code('wgy') === null && code('wgydh') === null
          ? null
          : { name: read.text('wgy'), phone: read.text('wgydh') },
      photos: names(read.text('zp')),
    },
    assignee: read.known('cbdw', 'a department', found => catalogue.department(found)),
    clueNo: read.text('xsbh'),
    caseNo: read.text('ajbh'),
    feedbacks:
      read.list('fklb')?.map(feedback => ({
        number: feedback.text('fkid'),
        at: feedback.time('fksj', LOCAL, parseLocalTime),
        by: feedback.text('fkr'),
        final: feedback.flag('sfzj'),
        outcome: feedback.code('cljg', OUTCOME),
        text: feedback.text('clqk'),
        attachments: names(feedback.text('fj')),
      })) ?? null,
    verification:
      code('hcjg') === null
        ? null
        : {
            outcome: read.code('hcjg', VERIFICATION),
            at: read.time('hcsj', LOCAL, parseLocalTime),
            by: read.text('hcr'),
            text: read.text('hcyj'),
            photos: names(read.text('hczp')),
          },
    closing: closedAt === null && code('bjyj') === null ? null : { at: closedAt, summary: read.text('bjyj') },
  };
  return { value, gaps: read.gaps };
}

/**
 * `DHC` needs a second field. Its two filters ask for an empty `hcjg` and for `1`; anything else there has no
 * equal, and to guess one would let the list, its filter and the event disagree.
 */
function statusOf(read: Fields): Pick<Spine, 'status' | 'statusRaw'> {
  const code = read.text('sjzt') ?? '';
  const known = Object.hasOwn(STATUS, code) ? STATUS[code as StatusCode] : null;
  const statusRaw = { platform: 'GRASSROOTS' as const, code, name: known?.name ?? null };
  if (!known) {
    read.gap(
      'sjzt',
      `expected one of the contract's ${Object.keys(STATUS).length} codes; the status is UNKNOWN`,
      code,
    );
    return { status: 'UNKNOWN', statusRaw };
  }
  if (code !== 'DHC') return { status: known.status, statusRaw };
  if (!read.says('hcjg')) return { status: 'PENDING_VERIFICATION', statusRaw };
  const result = read.text('hcjg');
  // What is no text was noted as it was read.
  if (result === null) return { status: 'UNKNOWN', statusRaw };
  if (result === '1') return { status: 'PENDING_CLOSURE', statusRaw };
  read.gap('hcjg', 'expected nothing or 1 beside DHC; the status is UNKNOWN', result);
  return { status: 'UNKNOWN', statusRaw };
}

function voidReasonOf(read: Fields): VoidReason | null {
  switch (read.text('sjzt')) {
    case 'BYSL':
      return 'NOT_ACCEPTED';
    case 'YZF':
      return read.code('zflx', VOID_REASON);
    default:
      return null;
  }
}

/** `a1.jpg,a2.jpg` */
function names(text: string | null): string[] {
  return text === null ? [] : text.split(',').flatMap(name => name.trim() || []);
}
