/** The four documents of an event (四类文书). */
import type { CityDocument } from '../city/record.ts';
import { workingDaysAfter } from './calendar.ts';
import type { Department } from './catalogue.ts';
import { type Course, isAssignment, type Step } from './course.ts';
import { documentNo } from './numbers.ts';
import type { Plan } from './plan.ts';
import { offsetTime, packedDate } from './times.ts';

const KINDS = {
  assignment: ['JB', '交'],
  supervision: ['DB', '督'],
  recommendation: ['JY', '建'],
  reminder: ['TX', '提'],
} as const;
type Kind = keyof typeof KINDS;

const KIND_OF: Partial<Record<Step['action'], Kind>> = {
  supervise: 'supervision',
  recommend: 'recommendation',
  remind: 'reminder',
};

/** Every document issued so far, in the order of issue. */
export function documentsOf(plan: Plan, course: Course): CityDocument[] {
  const documents: CityDocument[] = [];
  for (const [at, step] of course.steps.entries()) {
    const kind = isAssignment(step) ? 'assignment' : KIND_OF[step.action];
    if (!kind || !step.target) continue;
    documents.push(documentOf(plan, kind, step, step.target, course.steps.slice(at + 1), documents.length));
  }
  return documents;
}

function documentOf(
  plan: Plan,
  kind: Kind,
  step: Step,
  target: Department,
  later: Step[],
  number: number,
): CityDocument {
  const [prefix, mark] = KINDS[kind];
  const document: CityDocument = {
    id: `${prefix}${packedDate(step.at)}${String(plan.serial).padStart(6, '0')}${number}`,
    document_no: documentNo(target, mark, step.at, plan.serial * 10 + number),
    type: kind,
    to_department: target.code,
    content: step.text ?? '',
    issued_at: offsetTime(step.at),
    state: 'issued',
    issuer: step.actor.organisation,
  };
  if (kind === 'assignment') {
    document.due_at = offsetTime(step.due);
    followAssignment(document, later);
  } else if (kind === 'supervision') {
    document.due_at = offsetTime(workingDaysAfter(step.at, 3));
    followSupervision(document, later);
  } else if (kind === 'recommendation') document.due_at = offsetTime(workingDaysAfter(step.at, 15)); // L13
  return document;
}

/** Signed, then answered by the final feedback; cancelled when it is given back, voided or replaced. */
function followAssignment(document: CityDocument, later: Step[]): void {
  for (const step of later) {
    if (isAssignment(step) || step.to === 'RETURNED' || step.to === 'VOIDED') {
      if (document.state !== 'answered') document.state = 'cancelled';
      return;
    }
    if (step.action === 'sign' || (step.resolution === 'withdrawn' && document.state === 'issued')) {
      document.state = 'signed';
      document.signed_at = offsetTime(step.at);
    } else if (step.action === 'feedback' && step.final) {
      document.state = 'answered';
      document.answered_at = offsetTime(step.at);
    }
  }
}

/** Answered by the final feedback that follows; open until then. */
function followSupervision(document: CityDocument, later: Step[]): void {
  const answer = later.find(step => step.action === 'feedback' && step.final);
  if (!answer) return;
  document.state = 'answered';
  document.answered_at = offsetTime(answer.at);
}
