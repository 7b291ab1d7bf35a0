/** The four documents of an event (四类文书). */
import type { CityDocument } from '../city/record.ts';
import { workingDaysAfter } from './calendar.ts';
import type { Department } from './catalogue.ts';
import { type Course, isAssignment, type Step } from './course.ts';
import { documentNo, numbered } from './numbers.ts';
import type { Plan } from './plan.ts';
import { offsetTime } from './times.ts';

const KINDS = {
  assignment: ['JB', '交'],
  supervision: ['DB', '督'],
  recommendation: ['JY', '建'],
  reminder: ['TX', '提'],
} as const;
export type Kind = keyof typeof KINDS;

const KIND_OF: Partial<Record<Step['action'], Kind>> = {
  supervise: 'supervision',
  recommend: 'recommendation',
  remind: 'reminder',
};

/** A document before it has its texts; times are Unix seconds. */
export interface Issued {
  kind: Kind;
  /** The step that issued it. */
  step: Step;
  target: Department;
  /** Among those of the event, from 0. */
  number: number;
  state: CityDocument['state'];
  signedAt: number | null;
  answeredAt: number | null;
}

/** Every document issued so far, in the order of issue. */
export const documentsOf = (plan: Plan, course: Course): CityDocument[] =>
  issuedIn(course).map(issued => documentOf(plan, issued));

export function issuedIn({ steps }: Course): Issued[] {
  const documents: Issued[] = [];
  for (let at = 0; at < steps.length; at++) {
    const step = steps[at]!;
    const kind = isAssignment(step) ? 'assignment' : KIND_OF[step.action];
    if (!kind || !step.target) continue;
    const number = documents.length;
    const issued: Issued = {
      kind,
      step,
      target: step.target,
      number,
      state: 'issued',
      signedAt: null,
      answeredAt: null,
    };
    if (kind === 'assignment') followAssignment(issued, steps, at + 1);
    else if (kind === 'supervision') followSupervision(issued, steps, at + 1);
    documents.push(issued);
  }
  return documents;
}

/** Kinds in the order of their documents' ids. */
export const KINDS_BY_ID = (Object.keys(KINDS) as Kind[]).sort((a, b) =>
  KINDS[a][0] < KINDS[b][0] ? -1 : 1,
);

function documentOf(plan: Plan, { kind, step, target, number, ...issued }: Issued): CityDocument {
  const [prefix, mark] = KINDS[kind];
  const document: CityDocument = {
    id: `${numbered(prefix, step.at, plan)}${number}`,
    document_no: documentNo(target, mark, step.at, plan.serial * 10 + number),
    type: kind,
    to_department: target.code,
    content: step.text ?? '',
    issued_at: offsetTime(step.at),
    state: issued.state,
    issuer: step.actor.organisation,
  };
  if (kind === 'assignment') document.due_at = offsetTime(step.due);
  else if (kind === 'supervision') document.due_at = offsetTime(workingDaysAfter(step.at, 3));
  else if (kind === 'recommendation') document.due_at = offsetTime(workingDaysAfter(step.at, 15)); // L13
  if (issued.signedAt !== null) document.signed_at = offsetTime(issued.signedAt);
  if (issued.answeredAt !== null) document.answered_at = offsetTime(issued.answeredAt);
  return document;
}

/** Signed, then answered by the final feedback; cancelled when it is given back, voided or replaced. */
function followAssignment(document: Issued, steps: Step[], from: number): void {
  for (let at = from; at < steps.length; at++) {
    const step = steps[at]!;
    if (isAssignment(step) || step.to === 'RETURNED' || step.to === 'VOIDED') {
      if (document.state !== 'answered') document.state = 'cancelled';
      return;
    }
    if (step.action === 'sign' || (step.resolution === 'withdrawn' && document.state === 'issued')) {
      document.state = 'signed';
      document.signedAt = step.at;
    } else if (step.action === 'feedback' && step.final) {
      document.state = 'answered';
      document.answeredAt = step.at;
    }
  }
}

/** Answered by the final feedback that follows; open until then. */
function followSupervision(document: Issued, steps: Step[], from: number): void {
  for (let at = from; at < steps.length; at++) {
    if (steps[at]!.action !== 'feedback' || !steps[at]!.final) continue;
    document.state = 'answered';
    document.answeredAt = steps[at]!.at;
    return;
  }
}
