/** The city's record of an event: its own clue, or the one registered when the event was first dispatched. */
import type { CityClue, CityDispute, CityFeedback, CityLog } from '../city/record.ts';
import { caseOf } from './city-case.ts';
import { documentsOf } from './city-documents.ts';
import { type Action, type Course, type Step, stepOf } from './course.ts';
import type { Draft } from './draft.ts';
import { clueNo, commandNo } from './numbers.ts';
import { otherDepartment, type Plan, type Status } from './plan.ts';
import { between, chance, drawnFor, randomOf } from './random.ts';
import { offsetTime, packedDate } from './times.ts';

const STATUS: Record<Status, string> = {
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
const LOGGED: Partial<Record<Action, readonly [string, number]>> = {
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

/** Steps that leave the status as it is are logged without one, but for feedback. */
const STATUSLESS = /^(supervise|remind|recommend|consult|case)/;

const URGENCY = { 1: 'normal', 2: 'urgent', 3: 'critical' } as const;

/** Null if the city knows nothing of the event. */
export function cityRecord({ plan, course, actors, words, location, now }: Draft): CityClue | null {
  const no = clueNo(plan, course);
  if (!no) return null;
  const own = plan.origin === 'city';
  const random = drawnFor(plan.seed, 'city');
  const first = course.steps.findIndex(step => step.action === (own ? 'register' : 'registerClue'));
  const steps = course.steps.slice(first).filter(step => LOGGED[step.action]);
  const received = steps[0]!.at;
  const changed = steps.findLast(step => step.from !== step.to) ?? steps[0]!;
  const last = steps.at(-1)!;
  // What the patrol registers is looked through before it waits for dispatch.
  const early = own && plan.channel === 'patrol' ? 'registered' : 'pending_dispatch';
  const { assignee } = course;
  const signed = stepOf(course, 'sign');
  const co = assignee && chance(random, 0.08) ? otherDepartment(plan) : null;
  const clue: CityClue = {
    clue_no: no,
    ...(own
      ? {}
      : { source: { platform: plan.origin === 'province' ? 'province' : 'grassroots', no: plan.no } }),
    channel: plan.channel,
    title: own ? words.title : words.clueTitle,
    item_code: plan.item.cityCode,
    item_name: plan.item.name,
    item_kind: plan.item.kind,
    category_code: categoryOf(plan),
    region_code: plan.place.code,
    location: { address: words.address, ...location },
    reported_at: offsetTime(plan.reportedAt),
    received_at: offsetTime(received),
    due_at: offsetTime(last.due),
    urgency: URGENCY[plan.urgency],
    status: course.status === 'PENDING_DISPATCH' ? early : STATUS[course.status],
    ...(assignee ? { department: { code: assignee.code, name: assignee.name } } : {}),
    co_departments: co && co.code !== assignee?.code ? [{ code: co.code, name: co.name }] : [],
    officers:
      assignee && signed
        ? [actors.officer(assignee), actors.second(assignee)].map(({ name }) => ({
            name,
            certificate_no: '1111********',
          }))
        : [],
    round: course.round,
    extended: course.extended,
    feedbacks: steps.filter(step => step.action === 'feedback').map((step, at) => feedbackOf(step, at)),
    documents: documentsOf(plan, course),
    logs: steps.map((step, at) => logOf(plan, step, at, early)),
    status_changed_at: offsetTime(writtenAt(changed)),
    etag: `"${steps.length}"`,
    updated_at: offsetTime(writtenAt(last)),
  };
  const verified = stepOf(course, 'verify');
  if (verified && plan.origin !== 'grassroots') {
    clue.verification = {
      outcome: verified.passed ? 'passed' : 'failed',
      at: offsetTime(writtenAt(verified)),
      by: verified.actor.name,
      text: verified.text ?? '',
    };
  }
  const filed = caseOf(plan, course, now);
  if (filed) clue.case = filed;
  const dispute = disputeOf(plan, course);
  if (dispute) clue.dispute = dispute;
  const consulted = stepOf(course, 'consult');
  if (consulted?.target) {
    clue.consultations = [
      {
        consultation_no: `HS${packedDate(consulted.at)}${String(plan.serial).padStart(6, '0')}`,
        departments: [plan.department.code, consulted.target.code],
        question: consulted.text ?? '',
        held_at: offsetTime(consulted.at),
        conclusion: '由主办单位牵头，协办单位配合',
      },
    ];
  }
  return clue;
}

const writtenAt = (step: Step): number => step.at + (LOGGED[step.action]?.[1] ?? 0);

/** The city files the inspection of lift maintenance under another category than the catalogue (oddities.tsv). */
const categoryOf = (plan: Plan): string => (plan.item.code === 'S-22-002' ? 'C19' : `C${plan.item.category}`);

function logOf(plan: Plan, step: Step, at: number, early: string): CityLog {
  const [action = ''] = LOGGED[step.action] ?? [];
  const code = (status: Status): string => (status === 'PENDING_DISPATCH' ? early : STATUS[status]);
  const log: CityLog = {
    id: String(at + 1),
    action,
    operator: step.actor.name,
    department_name: step.actor.organisation,
    at: offsetTime(writtenAt(step)),
  };
  if (!STATUSLESS.test(step.action)) {
    // The first entry has no status before it.
    if (step.from && at > 0) log.from = code(step.from);
    log.to = code(step.to);
  }
  if (step.text && step.action !== 'feedback') log.note = step.text;
  const command = commandNo(plan, step);
  if (command) log.command_id = command;
  return log;
}

function feedbackOf(step: Step, at: number): CityFeedback {
  return {
    id: `FK${String(at + 1).padStart(2, '0')}`,
    at: offsetTime(step.at),
    by: step.actor.name,
    final: step.final ?? false,
    ...(step.outcome ? { outcome: step.outcome } : {}),
    text: step.text ?? '',
    attachments: step.final
      ? Array.from({ length: between(randomOf(step.at), 1, 3) }, (_, n) => `f${n + 1}.jpg`)
      : [],
  };
}

function disputeOf(plan: Plan, course: Course): CityDispute | null {
  const raised = stepOf(course, 'raiseDispute');
  if (!raised?.target) return null;
  const resolved = stepOf(course, 'resolveDispute');
  return {
    dispute_no: `ZY${packedDate(raised.at)}${String(plan.serial).padStart(6, '0')}`,
    state: resolved ? 'resolved' : 'open',
    parties: [plan.department.code, raised.target.code],
    grounds: raised.text ?? '',
    raised_at: offsetTime(raised.at),
    ...(resolved?.resolution ? { resolved_at: offsetTime(resolved.at), outcome: resolved.resolution } : {}),
  };
}
