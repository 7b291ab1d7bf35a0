/** The city's record of an event: its own clue, or the one registered when the event was first dispatched. */
import type { CityClue, CityDispute, CityFeedback, CityLog } from '../city/record.ts';
import { caseOf } from './city-case.ts';
import { documentsOf } from './city-documents.ts';
import { categoryOf, cityOutline, LOGGED, STATUS, URGENCY, writtenAt } from './city-outline.ts';
import { type Course, type Step, stepOf } from './course.ts';
import type { Draft } from './draft.ts';
import { commandNo, numbered } from './numbers.ts';
import { otherDepartment, type Plan, type Status } from './plan.ts';
import { between, chance, drawnFor, randomOf } from './random.ts';
import { offsetTime } from './times.ts';

/** Steps that leave the status as it is are logged without one, but for feedback. */
const STATUSLESS = /^(supervise|remind|recommend|consult|case)/;

/** Null if the city knows nothing of the event. */
export function cityRecord(draft: Draft): CityClue | null {
  const outline = cityOutline(draft);
  if (!outline) return null;
  const { plan, course, actors, words, location, now } = draft;
  const { no, steps, changed, last, early } = outline;
  const own = plan.origin === 'city';
  const { assignee } = course;
  const signed = stepOf(course, 'sign');
  const co = assignee && chance(drawnFor(plan.seed, 'city'), 0.08) ? otherDepartment(plan) : null;
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
    received_at: offsetTime(steps[0]!.at),
    due_at: offsetTime(last.due),
    urgency: URGENCY[plan.urgency],
    status: outline.status,
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
        consultation_no: numbered('HS', consulted.at, plan),
        departments: [plan.department.code, consulted.target.code],
        question: consulted.text ?? '',
        held_at: offsetTime(consulted.at),
        conclusion: '由主办单位牵头，协办单位配合',
      },
    ];
  }
  return clue;
}

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
    dispute_no: numbered('ZY', raised.at, plan),
    state: resolved ? 'resolved' : 'open',
    parties: [plan.department.code, raised.target.code],
    grounds: raised.text ?? '',
    raised_at: offsetTime(raised.at),
    ...(resolved?.resolution ? { resolved_at: offsetTime(resolved.at), outcome: resolved.resolution } : {}),
  };
}
