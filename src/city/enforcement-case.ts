import type { EnforcementCase, Officer, PenaltyKind } from '../generated/schema.ts';
import type { Fields } from '../hub/records/fields.ts';
import { yuan } from '../hub/records/money.ts';
import { CASE_STAGE, PARTY_KIND, PENALTY, PROCEDURE } from './codes.ts';
import { day, time } from './instant.ts';

const YUAN = 'yuan with at most two decimals';

/** The clue's penalty procedure; null where it has none. A case without a number is left out, and reported. */
export function enforcementCase(clue: Fields): EnforcementCase | null {
  const read = clue.nested('case');
  const caseNo = read?.text('case_no') ?? null;
  if (read === null) return null;
  if (caseNo === null) return read.gap('case_no', 'expected a number, got none; the case is left out');

  const party = read.nested('party');
  const hearing = read.nested('hearing');
  const decision = read.nested('decision');
  const payment = read.nested('payment');
  return {
    caseNo,
    procedure: read.code('procedure', PROCEDURE),
    stage: read.code('stage', CASE_STAGE),
    cause: read.text('cause'),
    filedAt: time(read, 'filed_at'),
    party: party && {
      kind: party.code('kind', PARTY_KIND),
      name: party.text('name'),
      idNo: party.text('id_no'),
      phone: party.text('phone'),
    },
    officers: officers(clue),
    noticeAt: time(read, 'notice_at'),
    hearing: hearing && { requestedAt: time(hearing, 'requested_at'), heldAt: time(hearing, 'held_at') },
    decision: decision && {
      decisionNo: decision.text('decision_no'),
      decidedAt: time(decision, 'decided_at'),
      penalties: penalties(decision),
      fine: decision.parsed('fine_amount', YUAN, yuan),
      servedAt: time(decision, 'served_at'),
    },
    payment: payment && {
      dueOn: day(payment, 'due_on'),
      paidAt: time(payment, 'paid_at'),
      amount: payment.parsed('amount', YUAN, yuan),
      surcharge: payment.parsed('surcharge', YUAN, yuan),
    },
    concludedAt: time(read, 'concluded_at'),
  };
}

/** They stand beside the case, since the clue has them before there is one; null where one or all are no records. */
function officers(clue: Fields): Officer[] | null {
  const list = clue
    .whole(() => clue.list('officers'))
    ?.map(officer => ({
      name: officer.text('name'),
      certificateNo: officer.text('certificate_no'),
    }));
  return list ?? null;
}

/** All of them or null: without the one that cannot be named, the rest would look like the whole. */
function penalties(decision: Fields): PenaltyKind[] | null {
  const codes = decision.records('penalties');
  if (codes === null) return null;
  const kinds = codes.flatMap(code => (isPenalty(code) ? PENALTY[code] : []));
  if (kinds.length === codes.length) return kinds;
  const stranger = codes.find(code => typeof code === 'string' && !isPenalty(code));
  return decision.gap(
    'penalties',
    `expected codes of the contract's ${Object.keys(PENALTY).length}, got ${codes.length - kinds.length} others`,
    stranger as string | undefined,
  );
}

function isPenalty(code: unknown): code is keyof typeof PENALTY {
  return typeof code === 'string' && Object.hasOwn(PENALTY, code);
}
