import type { EnforcementDocument as Shown } from '../generated/schema.ts';
import type { Catalogue, Department } from '../hub/catalogue/catalogue.ts';
import { Fields } from '../hub/records/fields.ts';
import { inTime } from '../hub/records/in-time.ts';
import type { Mapped } from '../hub/records/mapped.ts';
import { type Belonging, belonging } from './belonging.ts';
import { DOCUMENT_KIND, DOCUMENT_STATE } from './codes.ts';
import { time } from './instant.ts';

/** As the schema has it, but its event is still a key. */
export type EnforcementDocument = Omit<Shown, 'to' | keyof Belonging> & Belonging & { to: Department | null };

/** The papers of a clue in order of issue; null where they could not be read. */
export function documents(clue: Fields, catalogue: Catalogue): EnforcementDocument[] | null {
  const hangsOn = belonging(clue);
  const list = clue.list('documents')?.map(document => documentOf(document, hangsOn, catalogue));
  return list?.toSorted((a, b) => inTime(a.issuedAt, b.issuedAt)) ?? null;
}

/** A paper of the list of all, which comes with its clue. */
export function listedDocument(record: unknown, catalogue: Catalogue): Mapped<EnforcementDocument> {
  const read = new Fields(record);
  const value = documentOf(read.part('document'), belonging(read), catalogue);
  return { value, gaps: read.gaps };
}

function documentOf(document: Fields, hangsOn: Belonging, catalogue: Catalogue): EnforcementDocument {
  return {
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
    ...hangsOn,
  };
}

/** Whether a supervision order (督办单) is neither answered nor cancelled; null where one that could be it is unreadable. */
export function supervised(documents: readonly EnforcementDocument[]): boolean | null {
  const orders = documents.filter(({ kind }) => kind === null || kind === 'SUPERVISION_ORDER');
  const open = orders.filter(({ state }) => state !== 'ANSWERED' && state !== 'CANCELLED');
  if (open.some(({ kind, state }) => kind !== null && state !== null)) return true;
  return open.length > 0 ? null : false;
}
