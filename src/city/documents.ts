import type { ResolversParentTypes } from '../generated/schema.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import type { Fields } from '../hub/records/fields.ts';
import { inTime } from '../hub/records/in-time.ts';
import { DOCUMENT_KIND, DOCUMENT_STATE } from './codes.ts';
import { time } from './instant.ts';

type Documents = ResolversParentTypes['EnforcementDocument'][];

/** The papers of a clue in order of issue; null where they could not be read. */
export function documents(clue: Fields, catalogue: Catalogue): Documents | null {
  const list = clue.list('documents')?.map(document => ({
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
  return list?.toSorted((a, b) => inTime(a.issuedAt, b.issuedAt)) ?? null;
}

/** Whether a supervision order (督办单) is neither answered nor cancelled; null where one that could be it is unreadable. */
export function supervised(documents: Documents): boolean | null {
  const orders = documents.filter(({ kind }) => kind === null || kind === 'SUPERVISION_ORDER');
  const open = orders.filter(({ state }) => state !== 'ANSWERED' && state !== 'CANCELLED');
  if (open.some(({ kind, state }) => kind !== null && state !== null)) return true;
  return open.length > 0 ? null : false;
}
