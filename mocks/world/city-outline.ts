/**
 * What of an event the city has written down, and what can be asked of its clue, documents and dispute, without the
 * texts: a large world has its columns and changes from here, and a record when it is read.
 */
import type { CityFacts, DisputeFacts, DocumentFacts } from '../city/facts.ts';
import { type Issued, issuedIn, KINDS_BY_ID } from './city-documents.ts';
import { type Action, type Step, stepOf } from './course.ts';
import type { Sketch } from './draft.ts';
import { inNameOrder } from './name-order.ts';
import { clueNo } from './numbers.ts';
import type { Plan, Status } from './plan.ts';
import type { Titles } from './titles.ts';

export const STATUS: Record<Status, string> = {
  // No clue exists that early.
  PENDING_ACCEPTANCE: 'registered',
  PENDING_DISPATCH: 'pending_dispatch',
  PENDING_RECEIPT: 'dispatched',
  RETURNED: 'returned',
  IN_DISPUTE: 'in_dispute',
  IN_PROGRESS: 'processing',
  CASE_OPEN: 'case_filed',
  SUSPENDED: 'suspended',
  PENDING_VERIFICATION: 'pending_review',
  PENDING_CLOSURE: 'pending_close',
  CLOSED: 'closed',
  TRANSFERRED: 'transferred',
  VOIDED: 'cancelled',
};

/** The city's word for an action, and its seconds before or after the system of record. */
export const LOGGED: Partial<Record<Action, readonly [string, number]>> = {
  register: ['register', 0],
  registerClue: ['register', 0],
  dispatch: ['assign', 0],
  sign: ['sign', 0],
  return: ['return', 0],
  feedback: ['feedback', 0],
  verify: ['verify', 3],
  close: ['close', -3],
  void: ['cancel', 0],
  raiseDispute: ['dispute', 0],
  resolveDispute: ['resolve_dispute', 0],
  transfer: ['transfer', 0],
  suspend: ['suspend', 0],
  resume: ['resume', 0],
  extend: ['extend', 0],
  supervise: ['supervise', 0],
  remind: ['remind', 0],
  recommend: ['recommend', 0],
  consult: ['consult', 0],
  fileCase: ['file_case', 0],
  caseNotice: ['case_notice', 0],
  caseDecision: ['case_decision', 0],
  caseServed: ['case_served', 0],
  casePaid: ['case_paid', 0],
  caseConcluded: ['case_concluded', 0],
  caseWithdrawn: ['case_withdrawn', 0],
};

export const URGENCY = { 1: 'normal', 2: 'urgent', 3: 'critical' } as const;

export const writtenAt = (step: Step): number => step.at + (LOGGED[step.action]?.[1] ?? 0);

/** The city files the inspection of lift maintenance under another category than the catalogue (oddities.tsv). */
export const categoryOf = (plan: Plan): string =>
  plan.item.code === 'S-22-002' ? 'C19' : `C${plan.item.category}`;

export interface CityOutline {
  no: string;
  /** Those that it logs. */
  steps: Step[];
  /** The last that changed the status. */
  changed: Step;
  last: Step;
  /** Its code for what waits for dispatch. */
  early: string;
  status: string;
}

/** Null if the city knows nothing of the event. */
export function cityOutline({ plan, course }: Sketch): CityOutline | null {
  const no = clueNo(plan, course);
  if (!no) return null;
  const own = plan.origin === 'city';
  const first = course.steps.findIndex(step => step.action === (own ? 'register' : 'registerClue'));
  const steps = course.steps.slice(first).filter(step => LOGGED[step.action]);
  // What the patrol registers is looked through before it waits for dispatch.
  const early = own && plan.channel === 'patrol' ? 'registered' : 'pending_dispatch';
  return {
    no,
    steps,
    changed: steps.findLast(step => step.from !== step.to) ?? steps[0]!,
    last: steps.at(-1)!,
    early,
    status: course.status === 'PENDING_DISPATCH' ? early : STATUS[course.status],
  };
}

/** What `factsOf` would read from the clue. */
export function cityFacts(
  { plan, course }: Sketch,
  { status, changed, last }: CityOutline,
  titles: Titles,
): CityFacts {
  return {
    origin: plan.origin,
    region: plan.place.code,
    item: plan.item.cityCode,
    kind: plan.item.kind,
    category: categoryOf(plan),
    status,
    urgency: URGENCY[plan.urgency],
    department: course.assignee?.code ?? '',
    dueAt: last.due,
    closedAt: course.status === 'CLOSED' ? writtenAt(changed) : Number.NaN,
    title: plan.origin === 'city' ? titles.own : titles.clue,
  };
}

export const documentFacts = ({ plan }: Sketch, { kind, state, target }: Issued): DocumentFacts => ({
  type: kind,
  state,
  to: target.code,
  region: plan.place.code,
});

/** With the time when it was raised; null if there is none. */
export function disputeFacts({ plan, course }: Sketch): { at: number; facts: DisputeFacts } | null {
  const raised = stepOf(course, 'raiseDispute');
  if (!raised?.target) return null;
  const resolved = stepOf(course, 'resolveDispute');
  return {
    at: raised.at,
    facts: {
      state: resolved ? 'resolved' : 'open',
      outcome: resolved?.resolution ?? '',
      parties: `${plan.department.code} ${raised.target.code}`,
      region: plan.place.code,
      resolvedAt: resolved?.resolution ? resolved.at : Number.NaN,
    },
  };
}

/** The times of what `changesOf` would find in the clue, in the order of the changes' names. */
export function cityChangeTimes({ course }: Sketch, { steps, last }: CityOutline): number[] {
  const issued = issuedIn(course);
  return [
    ...KINDS_BY_ID.flatMap(kind => issued.filter(one => one.kind === kind).map(({ step }) => step.at)),
    writtenAt(last),
    ...inNameOrder(steps.length).map(at => writtenAt(steps[at]!)),
  ];
}
