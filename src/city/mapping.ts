/**
 * The city's words in ours (lifecycle, sections 6.1 and 9). Pure and total: whatever the record holds, each field is
 * read, or is null with a gap that says why.
 */
import { GRAPHQL_MAX_INT } from 'graphql';
import type { ResolversParentTypes } from '../generated/schema.ts';
import type { Catalogue, Department } from '../hub/catalogue/catalogue.ts';
import { eventId } from '../hub/events/event-id.ts';
import { decideMatter, type MatterDecision, shared } from '../hub/events/matter-decision.ts';
import type { Spine } from '../hub/events/spine.ts';
import { Fields } from '../hub/records/fields.ts';
import { latest } from '../hub/records/latest.ts';
import { degrees, location } from '../hub/records/location.ts';
import type { Mapped } from '../hub/records/mapped.ts';
import type { NumberedRecord } from '../hub/records/record-reader.ts';
import { regionCode } from '../hub/records/region-code.ts';
import {
  CHANNEL,
  DISPUTE_OUTCOME,
  DISPUTE_STATE,
  DOCUMENT_KIND,
  DOCUMENT_STATE,
  ITEM_KIND,
  OUTCOME,
  STATUS,
  URGENCY,
  VERIFICATION,
} from './codes.ts';
import { enforcementCase } from './enforcement-case.ts';
import { instant, time } from './instant.ts';

export type CitySection = ResolversParentTypes['CitySection'];

type Documents = NonNullable<CitySection['documents']>;

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
  const elsewhere = read.nested('source')?.code('platform', { grassroots: true, province: true });
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
  const item = itemOf(read, catalogue);
  const value: Spine = {
    id: eventId('CITY', number),
    origin: 'CITY',
    number,
    channel: read.code('channel', CHANNEL),
    title: read.text('title') ?? read.text('item_name') ?? '',
    matter: item.matter,
    unmapped: item.unmapped,
    kind: read.code('item_kind', ITEM_KIND),
    category: shared(item.matter, one => one.category),
    region: read.known('region_code', 'a region', code => catalogue.region(regionCode(code))),
    location: locationOf(read),
    reportedAt: time(read, 'reported_at'),
    finalDueAt: time(read, 'due_at'),
    closedAt: read.text('status') === 'closed' ? time(read, 'status_changed_at') : null,
    urgency: read.code('urgency', URGENCY, { none: 'NORMAL' }),
    ...statusOf(read),
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
  const documents = documentsOf(read, catalogue);
  const verification = read.nested('verification');
  const dispute = read.nested('dispute');
  const { matter, unmapped } = itemOf(read, catalogue);
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
      reportedAt: time(read, 'reported_at'),
      receivedAt: time(read, 'received_at'),
      mergedInto: read.text('merged_into'),
    },
    clueNos: [...clueNos],
    assignee: departmentOf(read.nested('department'), catalogue),
    coDepartments: (read.list('co_departments') ?? []).flatMap(one => departmentOf(one, catalogue) ?? []),
    supervised: documents && supervised(documents),
    documents,
    feedbacks: feedbacksOf(read),
    verification: verification && {
      outcome: verification.code('outcome', VERIFICATION),
      at: time(verification, 'at'),
      by: verification.text('by'),
      text: verification.text('text'),
      photos: [], // The city keeps none with it.
    },
    enforcementCase: enforcementCase(read),
    dispute: dispute && {
      disputeNo: dispute.text('dispute_no'),
      state: dispute.code('state', DISPUTE_STATE),
      parties: departmentsOf(dispute, 'parties', catalogue),
      grounds: dispute.text('grounds'),
      raisedAt: time(dispute, 'raised_at'),
      resolvedAt: time(dispute, 'resolved_at'),
      outcome: dispute.code('outcome', DISPUTE_OUTCOME),
    },
    consultations:
      read.list('consultations')?.map(consultation => ({
        consultationNo: consultation.text('consultation_no'),
        departments: departmentsOf(consultation, 'departments', catalogue),
        question: consultation.text('question'),
        heldAt: time(consultation, 'held_at'),
        conclusion: consultation.text('conclusion'),
      })) ?? null,
  };
  return { value, gaps: read.gaps };
}

/** The department responsible as the city has it; null where none is named yet. */
export function assignee(record: unknown, catalogue: Catalogue): Mapped<Department | null> {
  const read = new Fields(record);
  return { value: departmentOf(read.nested('department'), catalogue), gaps: read.gaps };
}

/** The city's own item code is its whole word on the matter: there is nothing to write back to it. */
function itemOf(read: Fields, catalogue: Catalogue): { matter: MatterDecision; unmapped: Spine['unmapped'] } {
  const code = read.text('item_code');
  const bound = code === null ? [] : catalogue.mattersByCode('CITY', code);
  const unknown = code !== null && bound.length === 0;
  return {
    matter: decideMatter('CITY', bound, []),
    unmapped: unknown ? { platform: 'CITY', code, name: read.text('item_name') } : null,
  };
}

function statusOf(read: Fields): Pick<Spine, 'status' | 'statusRaw'> {
  const code = read.text('status') ?? '';
  const known = Object.hasOwn(STATUS, code) ? STATUS[code as keyof typeof STATUS] : null;
  const statusRaw = { platform: 'CITY' as const, code, name: known?.name ?? null };
  if (known) return { status: known.status, statusRaw };
  read.gap(
    'status',
    `expected one of the contract's ${Object.keys(STATUS).length} codes; the status is UNKNOWN`,
    code,
  );
  return { status: 'UNKNOWN', statusRaw };
}

function documentsOf(read: Fields, catalogue: Catalogue): Documents | null {
  const documents = read.list('documents')?.map(document => ({
    number: document.text('id'),
    documentNo: document.text('document_no'),
    kind: document.code('type', DOCUMENT_KIND),
    to: document.known('to_department', 'a department', code => catalogue.department(code)),
    content: document.text('content'),
    issuedAt: time(document, 'issued_at'),
    dueAt: time(document, 'due_at'),
    signedAt: time(document, 'signed_at'),
    answeredAt: time(document, 'answered_at'),
    state: document.code('state', DOCUMENT_STATE),
    issuer: document.text('issuer'),
  }));
  return documents?.toSorted((a, b) => inTime(a.issuedAt, b.issuedAt)) ?? null;
}

/** Whether a supervision order (督办单) is neither answered nor cancelled; null where one that could be it is unreadable. */
function supervised(documents: Documents): boolean | null {
  const orders = documents.filter(({ kind }) => kind === null || kind === 'SUPERVISION_ORDER');
  const open = orders.filter(({ state }) => state !== 'ANSWERED' && state !== 'CANCELLED');
  if (open.some(({ kind, state }) => kind !== null && state !== null)) return true;
  return open.length > 0 ? null : false;
}

function feedbacksOf(read: Fields): CitySection['feedbacks'] {
  const feedbacks = read.list('feedbacks')?.map(feedback => ({
    number: feedback.text('id'),
    at: time(feedback, 'at'),
    by: feedback.text('by'),
    final: feedback.flag('final'),
    outcome: feedback.code('outcome', OUTCOME),
    text: feedback.text('text'),
    attachments: feedback.texts('attachments'),
  }));
  return feedbacks?.toSorted((a, b) => inTime(a.at, b.at)) ?? null;
}

/** Sorts `DateTime`s, which compare as texts since all have one offset; what has no time comes last. */
function inTime(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

function locationOf(read: Fields): Spine['location'] {
  const place = read.nested('location');
  return (
    place &&
    location(place, () => ({
      address: place.text('address'),
      lng: place.number('lng', 'a longitude in degrees', value => degrees('lng', value)),
      lat: place.number('lat', 'a latitude in degrees', value => degrees('lat', value)),
    }))
  );
}

/** Of a `{code, name}`. */
function departmentOf(read: Fields | null, catalogue: Catalogue): Department | null {
  return read?.known('code', 'a department', code => catalogue.department(code)) ?? null;
}

/** Of a list of codes. */
function departmentsOf(read: Fields, name: string, catalogue: Catalogue): Department[] {
  return read
    .texts(name)
    .flatMap(
      code =>
        catalogue.department(code) ?? read.gap(name, 'expected a department of the catalogue', code) ?? [],
    );
}
