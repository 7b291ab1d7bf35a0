/** The enforcement case of an event, as the city's system holds it. */
import type { CityCase } from '../city/record.ts';
import { type Course, stepOf } from './course.ts';
import { caseNo, decisionNo } from './numbers.ts';
import { penaltyOf } from './penalty.ts';
import type { Plan } from './plan.ts';
import { DAY, dateOf, offsetTime } from './times.ts';

export const STAGES = [
  'filed',
  'investigation',
  'review',
  'notice',
  'decision',
  'execution',
  'concluded',
  'withdrawn',
  'transferred_out',
] as const;
export type Stage = (typeof STAGES)[number];

/** Where the case stands; between filing and notice, by its age at the world's clock. Null if none was filed. */
export function stageOf(course: Course, now: number): Stage | null {
  const filed = stepOf(course, 'fileCase');
  if (!filed) return null;
  const has = (action: Parameters<typeof stepOf>[1]): boolean => stepOf(course, action) !== undefined;
  if (course.steps.some(step => step.action === 'transfer')) return 'transferred_out';
  if (has('caseWithdrawn')) return 'withdrawn';
  if (has('caseConcluded')) return 'concluded';
  if (has('caseServed')) return 'execution';
  if (has('caseDecision')) return 'decision';
  if (has('caseNotice')) return 'notice';
  const age = now - filed.at;
  return age < 2 * DAY ? 'filed' : age < 12 * DAY ? 'investigation' : 'review';
}

export function caseOf(plan: Plan, course: Course, now: number): CityCase | null {
  const filed = stepOf(course, 'fileCase');
  const no = caseNo(plan, course);
  const stage = stageOf(course, now);
  if (!filed || !no || !stage) return null;
  const { party, penalties, fine, cause } = penaltyOf(plan);
  const notice = stepOf(course, 'caseNotice');
  const decided = stepOf(course, 'caseDecision');
  const served = stepOf(course, 'caseServed');
  const paid = stepOf(course, 'casePaid');
  const concluded = stepOf(course, 'caseConcluded');
  const record: CityCase = {
    case_no: no,
    procedure: plan.item.procedure === 'simple' ? 'simple' : 'ordinary',
    stage,
    cause,
    filed_at: offsetTime(filed.at),
    party,
  };
  if (notice) record.notice_at = offsetTime(notice.at);
  if (decided?.hearing) {
    const { requestedAt, heldAt } = decided.hearing;
    record.hearing = { requested_at: offsetTime(requestedAt), held_at: offsetTime(heldAt) };
  }
  if (decided) {
    record.decision = {
      decision_no: decisionNo(plan.department, decided.at, plan),
      decided_at: offsetTime(decided.at),
      penalties,
      ...(fine === null ? {} : { fine_amount: fine.toFixed(2) }),
      ...(served ? { served_at: offsetTime(served.at) } : {}),
    };
  }
  if (served && fine !== null) {
    // Art. 67: within 15 days of receipt; art. 72: three per cent a day after that, never above the fine itself.
    const late = paid ? Math.max(0, Math.floor((paid.at - served.at) / DAY) - 15) : 0;
    record.payment = {
      due_on: dateOf(served.at + 15 * DAY),
      ...(paid
        ? {
            paid_at: offsetTime(paid.at),
            amount: fine.toFixed(2),
            surcharge: Math.min(fine, fine * 0.03 * late).toFixed(2),
          }
        : {}),
    };
  }
  if (concluded) record.concluded_at = offsetTime(concluded.at);
  return record;
}
