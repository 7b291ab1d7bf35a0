/**
 * What of an event the province has heard of, and what can be asked of its record, without the texts: a large world has
 * its columns and changes from here, and a record when it is read.
 */
import type { ProvinceFacts } from '../province/facts.ts';
import { type Action, type Step, stepOf } from './course.ts';
import type { Sketch } from './draft.ts';
import { inNameOrder } from './name-order.ts';
import { provinceNo } from './numbers.ts';
import type { Status } from './plan.ts';
import type { Titles } from './titles.ts';

/** The province's word for an action, and how many seconds after the system of record it hears of it. */
export const LOGGED: Partial<Record<Action, readonly [string, number]>> = {
  register: ['report', 0],
  dispatch: ['dispatch', 5],
  sign: ['sign', 6],
  return: ['return', 5],
  fileCase: ['filing', 300],
  caseDecision: ['decision', 305],
  caseConcluded: ['conclude', 300],
  caseWithdrawn: ['conclude', 300],
  verify: ['review', 6],
  close: ['close', 6],
  transfer: ['transfer', 5],
  suspend: ['suspend', 5],
  resume: ['resume', 5],
  extend: ['extend', 5],
  void: ['revoke', 5],
  resolveDispute: ['coordinate', 5],
  raiseDispute: ['coordinate', 5],
  supervise: ['oversight', 5],
  feedback: ['feedback', 6],
};

export const writtenAt = (step: Step): number => step.at + (LOGGED[step.action]?.[1] ?? 0);

/** Interim feedback and the county's own supervision do not reach the province. */
function isHeard(step: Step): boolean {
  if (step.action === 'feedback') return step.final === true;
  if (step.action === 'supervise') return step.byCity === true;
  return LOGGED[step.action] !== undefined;
}

const STATUS: Partial<Record<Status, string>> = {
  PENDING_DISPATCH: '11',
  PENDING_RECEIPT: '20',
  RETURNED: '23',
  SUSPENDED: '29',
  PENDING_VERIFICATION: '40',
  PENDING_CLOSURE: '40',
  CLOSED: '90',
  TRANSFERRED: '91',
  VOIDED: '99',
};

/** The province's code after each step: `22` once extended, `31` once decided, and a dispute changes nothing. */
function statusesOf(before: Step[], steps: Step[], own: boolean): string[] {
  let extended = before.some(step => step.action === 'extend');
  let decided = false;
  let status = own ? '11' : '30';
  return steps.map(step => {
    if (step.action === 'extend') extended = true;
    if (step.action === 'caseDecision') decided = true;
    if (step.to === 'IN_PROGRESS') status = extended ? '22' : '21';
    else if (step.to === 'CASE_OPEN') status = decided ? '31' : '30';
    else if (step.to !== 'IN_DISPUTE') status = STATUS[step.to] ?? status;
    return status;
  });
}

export interface ProvinceOutline {
  no: string;
  /** Those that it hears of. */
  steps: Step[];
  /** Its status code after each. */
  statuses: string[];
  /** The last that changed the status. */
  changed: Step;
  last: Step;
  verified: Step | undefined;
}

/** Null if the province knows nothing of the event. */
export function provinceOutline({ plan, course }: Sketch): ProvinceOutline | null {
  const no = provinceNo(plan, course);
  if (!no) return null;
  const own = plan.origin === 'province';
  const first = course.steps.findIndex(step => step.action === (own ? 'register' : 'fileCase'));
  const steps = course.steps.slice(first).filter(isHeard);
  const statuses = statusesOf(course.steps.slice(0, first), steps, own);
  const changed = steps.findLastIndex((_, at) => statuses[at] !== statuses[at - 1]);
  return {
    no,
    steps,
    statuses,
    changed: steps[Math.max(0, changed)]!,
    last: steps.at(-1)!,
    verified: course.status === 'PENDING_VERIFICATION' ? undefined : stepOf(course, 'verify'),
  };
}

/** What `factsOf` would read from the record. */
export function provinceFacts(
  { plan, course }: Sketch,
  { statuses, verified, changed, last }: ProvinceOutline,
  titles: Titles,
): ProvinceFacts {
  const own = plan.origin === 'province';
  const status = statuses.at(-1)!;
  return {
    source: own ? 'self' : plan.origin,
    region: twelveDigits(own ? plan.place.code : plan.place.county),
    item: plan.item.provinceCode,
    kind: plan.item.kind === 'supervision' ? '1' : '2',
    category: plan.item.category,
    status,
    coordinating: course.status === 'IN_DISPUTE' ? '1' : '0',
    reviewed: verified ? (verified.passed ? '1' : '2') : '',
    urgency: URGENCY[plan.urgency],
    department: course.assignee?.code ?? '',
    dueAt: last.due,
    closedAt: status === CLOSED ? writtenAt(changed) : Number.NaN,
    title: own ? titles.own : titles.ofCase,
  };
}

const CLOSED = '90';
const URGENCY = { 1: '1', 2: '2', 3: '3' } as const;

const padded = new Map<string, string>();
function twelveDigits(region: string): string {
  let code = padded.get(region);
  if (code === undefined) {
    code = region.padEnd(12, '0');
    padded.set(region, code);
  }
  return code;
}

/** The times of what `changesOf` would find in the record, in the order of the changes' names. */
export function provinceChangeTimes({ steps, last }: ProvinceOutline): number[] {
  return [
    ...inNameOrder(steps.length).map(at => writtenAt(steps[at]!)),
    ...oversightsIn(steps).flatMap(({ step, closed }) => (closed ? [step, closed] : [step]).map(writtenAt)),
    writtenAt(last),
  ];
}

/** What the city's centre supervised, and the closing that answered it. */
export const oversightsIn = (steps: Step[]): { step: Step; closed: Step | undefined }[] =>
  steps
    .filter(step => step.action === 'supervise')
    .map(step => ({ step, closed: steps.find(later => later.at > step.at && later.action === 'close') }));
