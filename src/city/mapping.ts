/**
 * The city's words in ours (lifecycle, sections 6.1 and 9). Pure and total: whatever the record holds, each field is
 * read, or is null with a gap that says why.
 */
import { GRAPHQL_MAX_INT } from 'graphql';
import type { ResolversParentTypes } from '../generated/schema.ts';
import type { Catalogue, Department } from '../hub/catalogue/catalogue.ts';
import { eventId } from '../hub/events/event-id.ts';
import { shared } from '../hub/events/matter-decision.ts';
import type { Spine } from '../hub/events/spine.ts';
import { codeLookup } from '../hub/records/code-lookup.ts';
import { Fields } from '../hub/records/fields.ts';
import { itemOf } from '../hub/records/item.ts';
import { latest } from '../hub/records/latest.ts';
import type { Mapped } from '../hub/records/mapped.ts';
import { regionCode } from '../hub/records/region-code.ts';
import { titleOf } from '../hub/records/title.ts';
import type { NumberedRecord } from '../hub/records/wire.ts';
import { CHANNEL, ITEM, ITEM_KIND, SOURCE, URGENCY, VERIFICATION } from './codes.ts';
import { consultations } from './consultations.ts';
import { coDepartments, departmentOf } from './departments.ts';
import { dispute } from './dispute.ts';
import { documents, supervised } from './documents.ts';
import { enforcementCase } from './enforcement-case.ts';
import { feedbacks } from './feedbacks.ts';
import { instant, time } from './instant.ts';
import { locationOf } from './location.ts';
import { statusOf } from './status.ts';

export type CitySection = ResolversParentTypes['CitySection'];

/** A record's own number, by which batches are matched; null for a record that cannot be placed. */
export function numberOf(record: unknown): string | null {
  return new Fields(record).text('clue_no');
}

/** When the record last changed, for choosing among several of one event. */
export function updatedAtOf(record: unknown): number {
  return instant(new Fields(record), 'updated_at') ?? 0;
}

/** The second (Unix) that the record is ordered by; null where it cannot be read. */
export function reportedSecondOf(record: unknown): number | null {
  const ms = instant(new Fields(record), 'reported_at');
  return ms === null ? null : Math.floor(ms / 1000);
}

/** Whether the event began in the city; others name their source and are events of their own origin. */
export function isOwn(record: unknown): Mapped<boolean> {
  const read = new Fields(record);
  const elsewhere = read.nested('source')?.code('platform', SOURCE);
  return { value: !elsewhere, gaps: read.gaps };
}

/**
 * The clue that speaks for an event that has several (lifecycle, sections 5, 12 and 13): a live one before one that
 * goes on under another; then the later updated, then the greater number.
 */
export function speaking(clues: readonly NumberedRecord[]): NumberedRecord | null {
  const live = clues.filter(({ record }) => new Fields(record).text('status') !== 'merged');
  return latest(live.length > 0 ? live : clues, updatedAtOf);
}

export function spine(record: unknown, number: string, catalogue: Catalogue): Mapped<Spine> {
  const read = new Fields(record);
  const status = statusOf(read);
  const reportedAt = time(read, 'reported_at');
  const own = isOwn(record).value; // Who asks why has the record of another's event read as one too.
  const item = itemOf(read, 'CITY', ITEM, codeLookup(catalogue, 'CITY', { reportedAt, own }));
  const value: Spine = {
    id: eventId('CITY', number),
    origin: 'CITY',
    number,
    channel: read.code('channel', CHANNEL),
    title: titleOf(read, 'title', 'item_name'),
    matter: item.matter,
    unmapped: item.unmapped,
    kind: read.code('item_kind', ITEM_KIND),
    category: shared(item.matter, one => one.category),
    region: read.known('region_code', 'a region', code => catalogue.region(regionCode(code))),
    location: locationOf(read),
    reportedAt,
    statusChangedAt: time(read, 'status_changed_at'),
    finalDueAt: time(read, 'due_at'),
    closedAt: status.status === 'CLOSED' ? time(read, 'status_changed_at') : null,
    urgency: read.code('urgency', URGENCY, { none: 'NORMAL' }),
    ...status,
    voidReason: null, // The record does not say; only the command that cancelled it did.
    extended: read.flag('extended'),
    round: read.integer('round', 1, GRAPHQL_MAX_INT),
    version: read.text('etag'),
    assignee: departmentOf(read.nested('department'), catalogue),
  };
  return { value, gaps: read.gaps };
}

/** @param clueNos the numbers of all clues of the event, this one's too. */
export function section(
  record: unknown,
  number: string,
  clueNos: readonly string[],
  catalogue: Catalogue,
): Mapped<CitySection> {
  const read = new Fields(record);
  const papers = documents(read, catalogue);
  const verification = read.nested('verification');
  const reportedAt = time(read, 'reported_at');
  const own = isOwn(record).value;
  const { matter, unmapped } = itemOf(read, 'CITY', ITEM, codeLookup(catalogue, 'CITY', { reportedAt, own }));
  const value: CitySection = {
    number,
    ...statusOf(read),
    updatedAt: time(read, 'updated_at'),
    clue: {
      clueNo: number,
      title: read.text('title'),
      matter: matter.matter,
      unmapped,
      region: read.known('region_code', 'a region', code => catalogue.region(regionCode(code))),
      reportedAt,
      receivedAt: time(read, 'received_at'),
      mergedInto: read.text('merged_into'),
    },
    clueNos: [...clueNos],
    assignee: departmentOf(read.nested('department'), catalogue),
    coDepartments: coDepartments(read, catalogue),
    supervised: papers && supervised(papers),
    documents: papers,
    feedbacks: feedbacks(read),
    verification: verification && {
      outcome: verification.code('outcome', VERIFICATION),
      at: time(verification, 'at'),
      by: verification.text('by'),
      text: verification.text('text'),
      photos: [], // The city keeps none with it.
    },
    enforcementCase: enforcementCase(read),
    dispute: dispute(read, catalogue),
    consultations: consultations(read, catalogue),
  };
  return { value, gaps: read.gaps };
}

/** The department responsible as the city has it; null where none is named yet. */
export function assignee(record: unknown, catalogue: Catalogue): Mapped<Department | null> {
  const read = new Fields(record);
  return { value: departmentOf(read.nested('department'), catalogue), gaps: read.gaps };
}
