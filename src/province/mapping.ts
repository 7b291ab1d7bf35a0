/**
 * The provincial supervision app's words in ours (lifecycle, sections 6.1 and 8). Pure and total: whatever the record
 * holds, each field is read, or is null with a gap that says why.
 */
import type { ResolversParentTypes } from '../generated/schema.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import { eventId } from '../hub/events/event-id.ts';
import type { Spine } from '../hub/events/spine.ts';
import { codeLookup } from '../hub/records/code-lookup.ts';
import { Fields } from '../hub/records/fields.ts';
import { itemOf } from '../hub/records/item.ts';
import type { Mapped } from '../hub/records/mapped.ts';
import { titleOf } from '../hub/records/title.ts';
import { ITEM, ITEM_KIND, URGENCY } from './codes.ts';
import { filing } from './filing.ts';
import { instant, time } from './instant.ts';
import { locationOf } from './location.ts';
import { regionOf } from './region.ts';
import { statusOf } from './status.ts';

export type ProvinceSection = ResolversParentTypes['ProvinceSection'];

/** A record's own number, by which batches are matched; null for a record that cannot be placed. */
export function numberOf(record: unknown): string | null {
  return new Fields(record).text('eventNo');
}

/** When the record last changed, for choosing among several of one event. */
export function updatedAtOf(record: unknown): number {
  return instant(new Fields(record), 'updateTime') ?? 0;
}

/** The second (Unix) that the record is ordered by; null where it cannot be read. */
export function reportedSecondOf(record: unknown): number | null {
  const ms = instant(new Fields(record), 'reportTime');
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
  const status = statusOf(read);
  const reportedAt = time(read, 'reportTime');
  const own = isOwn(record).value; // Who asks why has the record of another's event read as one too.
  const item = itemOf(read, 'PROVINCE', ITEM, codeLookup(catalogue, 'PROVINCE', { reportedAt, own }));
  const value: Spine = {
    id: eventId('PROVINCE', number),
    origin: 'PROVINCE',
    number,
    // Assumption: the record has no channel, and what begins here is born of a task of joint inspection (综合查一次).
    channel: 'JOINT_INSPECTION',
    title: titleOf(read, 'eventTitle', 'itemName'),
    matter: item.matter,
    unmapped: item.unmapped,
    kind: read.code('itemKind', ITEM_KIND),
    category: read.known('categoryCode', 'a category', code => catalogue.category(code)),
    region: regionOf(read, catalogue),
    location: locationOf(read),
    reportedAt,
    statusChangedAt: time(read, 'statusTime'),
    finalDueAt: time(read, 'dueTime'),
    closedAt: status.status === 'CLOSED' ? time(read, 'statusTime') : null,
    urgency: read.code('urgency', URGENCY, { none: 'NORMAL' }),
    ...status,
    voidReason: null, // The province does not say.
    // `22` says yes and no code says no: a failed review writes `21` after an extension too (section 3, W6).
    extended: status.statusRaw.code === '22' ? true : null,
    round: null, // The province does not count.
    version: read.integer('version', 0, Number.MAX_SAFE_INTEGER)?.toString() ?? null,
    assignee: read.known('deptCode', 'a department', code => catalogue.department(code)),
  };
  return { value, gaps: read.gaps };
}

export function section(record: unknown, number: string, catalogue: Catalogue): Mapped<ProvinceSection> {
  const read = new Fields(record);
  const when = { reportedAt: time(read, 'reportTime'), own: isOwn(record).value };
  const { matter, unmapped } = itemOf(read, 'PROVINCE', ITEM, codeLookup(catalogue, 'PROVINCE', when));
  const taskNo = read.text('taskNo');
  const value: ProvinceSection = {
    number,
    ...statusOf(read),
    updatedAt: time(read, 'updateTime'),
    matter: matter.matter,
    unmapped,
    assignee: read.known('deptCode', 'a department', code => catalogue.department(code)),
    filing: filing(read),
    oversights:
      read.list('oversights')?.map(oversight => ({
        oversightNo: oversight.text('oversightNo'),
        level: oversight.text('level'),
        reason: oversight.text('reason'),
        issuedAt: time(oversight, 'issueTime'),
        dueAt: time(oversight, 'dueTime'),
        closedAt: time(oversight, 'closeTime'),
      })) ?? null,
    task: taskNo === null ? null : { taskNo, planNo: read.text('planNo') },
  };
  return { value, gaps: read.gaps };
}
