/** The province's record of an event: its own task's, or the one born of the filing of a case. */
import type { ProvinceEvent, ProvinceLog, ProvinceOversight } from '../province/record.ts';
import { workingDaysAfter } from './calendar.ts';
import { STAGES, stageOf } from './city-case.ts';
import { type Action, type Course, type Step, stepOf } from './course.ts';
import type { Draft } from './draft.ts';
import { caseNo, decisionNo, filingNo, provinceNo } from './numbers.ts';
import { penaltyOf } from './penalty.ts';
import type { Plan, Status } from './plan.ts';
import { chance, drawnFor } from './random.ts';
import { packedDate, plainTime, yearOf } from './times.ts';

/** The province's word for an action, and how many seconds after the system of record it hears of it. */
const LOGGED: Partial<Record<Action, readonly [string, number]>> = {
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

/** Null if the province knows nothing of the event. */
export function provinceRecord({ plan, course, words, location, now }: Draft): ProvinceEvent | null {
  const no = provinceNo(plan, course);
  if (!no) return null;
  const own = plan.origin === 'province';
  const first = course.steps.findIndex(step => step.action === (own ? 'register' : 'fileCase'));
  const steps = course.steps.slice(first).filter(isHeard);
  const statuses = statusesOf(course.steps.slice(0, first), steps, own);
  const random = drawnFor(plan.seed, 'province');
  const disputed = course.status === 'IN_DISPUTE';
  const verified = course.status === 'PENDING_VERIFICATION' ? undefined : stepOf(course, 'verify');
  const changed = steps.findLastIndex((_, at) => statuses[at] !== statuses[at - 1]);
  const changedAt = writtenAt(steps[Math.max(0, changed)]!);
  const department = course.assignee;
  const last = steps.at(-1)!;
  return {
    eventNo: no,
    eventSource: own ? 'self' : (plan.origin as 'city' | 'grassroots'),
    sourcePlatform: own ? null : (plan.origin as 'city' | 'grassroots'),
    sourceNo: own ? null : plan.no,
    cityCaseNo: caseNo(plan, course),
    eventTitle: own ? words.title : words.caseTitle,
    itemCode: plan.item.provinceCode,
    itemName: plan.item.name,
    itemKind: plan.item.kind === 'supervision' ? '1' : '2',
    categoryCode: plan.item.category,
    regionCode: (own ? plan.place.code : plan.place.county).padEnd(12, '0'),
    address: words.address,
    lngLat: `${location.lng.toFixed(4)},${location.lat.toFixed(4)}`,
    reportTime: plainTime(plan.reportedAt),
    dueTime: plainTime(last.due),
    urgency: String(plan.urgency),
    eventStatus: statuses.at(-1)!,
    coordinating: disputed ? '1' : own && chance(random, 0.3) ? null : '0',
    reviewResult: verified ? (verified.passed ? '1' : '2') : null,
    deptCode: department?.code ?? null,
    deptName: department?.name ?? null,
    taskNo: own ? `JC${packedDate(plan.reportedAt)}${String(plan.serial).padStart(6, '0')}` : null,
    planNo: own ? `JH${yearOf(plan.reportedAt)}${plan.place.county}${plan.item.category}` : null,
    ...filingOf(plan, course, now),
    oversights: oversightsOf(plan, steps),
    logs: logsOf(steps, statuses),
    statusTime: plainTime(changedAt),
    version: steps.length,
    updateTime: plainTime(writtenAt(last)),
  };
}

const writtenAt = (step: Step): number => step.at + (LOGGED[step.action]?.[1] ?? 0);

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

function logsOf(steps: Step[], statuses: string[]): ProvinceLog[] {
  return steps.map((step, at) => ({
    logId: String(at + 1),
    action: step.to === 'IN_PROGRESS' && step.from === 'CLOSED' ? 'reopen' : (LOGGED[step.action]?.[0] ?? ''),
    operator: step.action === 'register' ? step.actor.name : 'system',
    orgName: step.actor.organisation,
    time: plainTime(writtenAt(step)),
    fromStatus: statuses[at - 1] ?? null,
    toStatus: statuses[at] ?? null,
    remark: step.action === 'feedback' ? null : (step.text ?? null),
  }));
}

type Filing = Pick<
  ProvinceEvent,
  'filingNo' | 'filingTime' | 'caseStage' | 'procedure' | 'decisionNo' | 'decisionTime' | 'fineAmount'
>;

function filingOf(plan: Plan, course: Course, now: number): Filing {
  const filed = stepOf(course, 'fileCase');
  const decided = stepOf(course, 'caseDecision');
  const stage = stageOf(course, now);
  const fine = decided ? penaltyOf(plan).fine : null;
  return {
    filingNo: filed ? filingNo(plan, filed.at) : null,
    filingTime: filed ? plainTime(writtenAt(filed)) : null,
    caseStage: stage ? String(STAGES.indexOf(stage) + 1) : null,
    procedure: filed ? (plan.item.procedure === 'simple' ? '1' : '2') : null,
    decisionNo: decided ? decisionNo(plan.department, decided.at, plan) : null,
    decisionTime: decided ? plainTime(decided.at) : null,
    // Ten thousand yuan.
    fineAmount: fine === null ? null : (fine / 10000).toFixed(4),
  };
}

function oversightsOf(plan: Plan, steps: Step[]): ProvinceOversight[] {
  return steps
    .filter(step => step.action === 'supervise')
    .map(step => {
      const answered = steps.find(later => later.at > step.at && later.action === 'close');
      return {
        oversightNo: `DC${packedDate(step.at)}${String(plan.serial).padStart(6, '0')}`,
        level: '2',
        reason: step.text ?? '',
        issueTime: plainTime(writtenAt(step)),
        dueTime: plainTime(workingDaysAfter(step.at, 3)),
        closeTime: answered ? plainTime(writtenAt(answered)) : null,
      };
    });
}
