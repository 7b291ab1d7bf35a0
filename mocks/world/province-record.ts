/** The province's record of an event: its own task's, or the one born of the filing of a case. */
import type { ProvinceEvent, ProvinceLog, ProvinceOversight } from '../province/record.ts';
import { workingDaysAfter } from './calendar.ts';
import { STAGES, stageOf } from './city-case.ts';
import { type Course, type Step, stepOf } from './course.ts';
import type { Draft } from './draft.ts';
import { caseNo, decisionNo, filingNo, numbered, planNo, taskNo } from './numbers.ts';
import { penaltyOf } from './penalty.ts';
import type { Plan } from './plan.ts';
import { LOGGED, oversightsIn, provinceOutline, writtenAt } from './province-outline.ts';
import { chance, drawnFor } from './random.ts';
import { plainTime } from './times.ts';

/** Null if the province knows nothing of the event. */
export function provinceRecord(draft: Draft): ProvinceEvent | null {
  const outline = provinceOutline(draft);
  if (!outline) return null;
  const { plan, course, words, location, now } = draft;
  const { no, steps, statuses, verified, changed, last } = outline;
  const own = plan.origin === 'province';
  const disputed = course.status === 'IN_DISPUTE';
  const department = course.assignee;
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
    coordinating: disputed ? '1' : own && chance(drawnFor(plan.seed, 'province'), 0.3) ? null : '0',
    reviewResult: verified ? (verified.passed ? '1' : '2') : null,
    deptCode: department?.code ?? null,
    deptName: department?.name ?? null,
    taskNo: own ? taskNo(no) : null,
    planNo: own ? planNo(plan.reportedAt, plan.place.county, plan.item.category) : null,
    ...filingOf(plan, course, now),
    oversights: oversightsOf(plan, steps),
    logs: logsOf(steps, statuses),
    statusTime: plainTime(writtenAt(changed)),
    version: steps.length,
    updateTime: plainTime(writtenAt(last)),
  };
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

const oversightsOf = (plan: Plan, steps: Step[]): ProvinceOversight[] =>
  oversightsIn(steps).map(({ step, closed }) => ({
    oversightNo: numbered('DC', step.at, plan),
    level: '2',
    reason: step.text ?? '',
    issueTime: plainTime(writtenAt(step)),
    dueTime: plainTime(workingDaysAfter(step.at, 3)),
    closeTime: closed ? plainTime(writtenAt(closed)) : null,
  }));
