/**
 * The grassroots system's words in ours (lifecycle, sections 6.1 and 10). Pure and total: whatever the record holds,
 * each field is read, or is null with a gap that says why.
 */
import { GRAPHQL_MAX_INT } from 'graphql';
import type { ResolversParentTypes } from '../generated/schema.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import { eventId } from '../hub/events/event-id.ts';
import { shared } from '../hub/events/matter-decision.ts';
import type { Spine } from '../hub/events/spine.ts';
import { Fields } from '../hub/records/fields.ts';
import type { Mapped } from '../hub/records/mapped.ts';
import { regionCode } from '../hub/records/region-code.ts';
import { dateTime } from '../hub/records/time.ts';
import { titleOf } from '../hub/records/title.ts';
import { URGENCY, VERIFICATION } from './codes.ts';
import { feedbacks } from './feedbacks.ts';
import { fileNames } from './file-names.ts';
import { changedInstant, instant, time } from './instant.ts';
import { locationOf } from './location.ts';
import { matterOf } from './matter.ts';
import { statusOf, voidReasonOf } from './status.ts';

export type GrassrootsSection = ResolversParentTypes['GrassrootsSection'];

/** A record's own number, by which batches are matched; null for a record that cannot be placed. */
export function numberOf(record: unknown): string | null {
  return new Fields(record).text('sjbh');
}

/** When the record last changed, for choosing among several of one event. */
export function updatedAtOf(record: unknown): number {
  return changedInstant(new Fields(record)) ?? 0;
}

/** The second (Unix) that the record is ordered by; null where it cannot be read. */
export function reportedSecondOf(record: unknown): number | null {
  const ms = instant(new Fields(record), 'sbsj');
  return ms === null ? null : ms / 1000;
}

/** Whether the event began on the grid; others were sent down and are events of their own origin. */
export function isOwn(record: unknown): Mapped<boolean> {
  const read = new Fields(record);
  return { value: read.code('sjly', { WG: true, XF: false }) ?? true, gaps: read.gaps };
}

export function spine(record: unknown, number: string, catalogue: Catalogue): Mapped<Spine> {
  const read = new Fields(record);
  const status = statusOf(read);
  const reportedAt = time(read, 'sbsj');
  const own = isOwn(record).value; // Who asks why has the record of another's event read as one too.
  const { matter, unmapped } = matterOf(read, catalogue, { reportedAt, own });
  const value: Spine = {
    id: eventId('GRASSROOTS', number),
    origin: 'GRASSROOTS',
    number,
    channel: 'GRID_REPORT',
    title: titleOf(read, 'sjbt', 'sjlbmc'),
    matter,
    unmapped,
    kind: shared(matter, one => one.kind),
    category: shared(matter, one => one.category),
    region: read.known('xzqh', 'a region', code => catalogue.region(regionCode(code))),
    location: locationOf(read),
    reportedAt,
    statusChangedAt: time(read, 'ztsj'),
    finalDueAt: time(read, 'blsx'),
    closedAt: status.status === 'CLOSED' ? time(read, 'bjsj') : null,
    urgency: read.code('jjcd', URGENCY, { none: 'NORMAL' }),
    ...status,
    voidReason: voidReasonOf(read, status.statusRaw.code),
    extended: read.flag('sfyq', { none: false }),
    round: read.integer('lc', 1, GRAPHQL_MAX_INT),
    version: read.text('bbh'),
    assignee: read.known('cbdw', 'a department', code => catalogue.department(code)),
  };
  return { value, gaps: read.gaps };
}

export function section(record: unknown, number: string, catalogue: Catalogue): Mapped<GrassrootsSection> {
  const read = new Fields(record);
  const status = statusOf(read);
  const gridClass = read.text('sjlb');
  const grid = read.text('wgbm');
  const changed = changedInstant(read);
  const value: GrassrootsSection = {
    number,
    ...status,
    updatedAt: changed === null ? null : dateTime(changed),
    report: {
      description: read.text('sjms'),
      gridClass: gridClass === null ? null : { code: gridClass, name: read.text('sjlbmc') },
      grid: grid === null ? null : { code: grid, name: read.text('wgmc') },
      reporter:
        read.says('wgy') || read.says('wgydh') ? { name: read.text('wgy'), phone: read.text('wgydh') } : null,
      photos: fileNames(read, 'zp'),
    },
    assignee: read.known('cbdw', 'a department', found => catalogue.department(found)),
    clueNo: read.text('xsbh'),
    caseNo: read.text('ajbh'),
    feedbacks: feedbacks(read),
    verification: read.says('hcjg')
      ? {
          outcome: read.code('hcjg', VERIFICATION),
          at: time(read, 'hcsj'),
          by: read.text('hcr'),
          text: read.text('hcyj'),
          photos: fileNames(read, 'hczp'),
        }
      : null,
    // Both fields stay from an earlier round while the event is open again.
    closing:
      status.status === 'CLOSED' && (read.says('bjsj') || read.says('bjyj'))
        ? { at: time(read, 'bjsj'), summary: read.text('bjyj') }
        : null,
  };
  return { value, gaps: read.gaps };
}
