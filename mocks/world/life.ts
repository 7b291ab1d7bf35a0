/**
 * The whole life of an event, step by step, as its plan would have it. Whoever is told stops listening when the clock
 * or the plan says so. Transitions (T…) and limits (L…) are those of the contract, sections 2 and 4.
 */
import type { Actor, Actors } from './actors.ts';
import { byDay, daysAfter, inOffice, workingDaysAfter } from './calendar.ts';
import type { Department } from './catalogue.ts';
import type { Action, Outcome, Step } from './course.ts';
import { otherDepartment, type Plan, type Status } from './plan.ts';
import { between, chance, drawnFor, pick } from './random.ts';
import { finalText, interimText, phrases } from './texts.ts';
import { DAY, HOUR, MINUTE } from './times.ts';

/** Steps that carry a command; the rest happens on a platform and reaches the others by their own exchange. */
const COMMANDED = new Set<Action>([
  'registerClue',
  'dispatch',
  'sign',
  'return',
  'feedback',
  'verify',
  'close',
  'raiseDispute',
  'resolveDispute',
  'transfer',
  'supervise',
  'remind',
  'recommend',
  'consult',
]);

/** What only some actions have. */
type More = Partial<Omit<Step, 'action' | 'at' | 'from' | 'to' | 'actor' | 'command' | 'due'>>;
const NO_MORE: More = {};

/** Tells each step in turn. Not a generator: a world has millions of steps, and those would take most of its time. */
export function life(plan: Plan, actors: Actors, tell: (step: Step) => void): void {
  const random = drawnFor(plan.seed, 'life');
  const { story } = plan;
  // What waits for a status further on has been quick about the ones before it.
  const pace = plan.halt ? 0.3 : 1;
  let at = plan.reportedAt;
  let status = null as Status | null;
  let due = workingDaysAfter(at, 7);
  let commands = 0;
  let assignee = plan.department;

  const step = (action: Action, to: Status, actor: Actor, more: More = NO_MORE): void => {
    const commanded = COMMANDED.has(action);
    if (commanded && action !== 'registerClue') commands++;
    const number = action === 'registerClue' ? commands + 1 : commands;
    tell({
      action,
      at,
      from: status,
      to,
      actor,
      command: commanded ? number : null,
      due,
      // Every step has the same shape, so that those who read millions of them are quick.
      text: more.text,
      target: more.target,
      final: more.final,
      outcome: more.outcome,
      passed: more.passed,
      voidReason: more.voidReason,
      resolution: more.resolution,
      byCity: more.byCity,
      hearing: more.hearing,
    });
    status = to;
  };
  const soon = (low: number, high: number): void => {
    at = byDay(at + Math.round(between(random, low * 60, high * 60) * pace), random);
  };
  const hours = (low: number, high: number): void => {
    at = inOffice(at + Math.round(between(random, low * HOUR, high * HOUR) * pace), random);
  };
  const days = (low: number, high: number): void => hours(low * 24, high * 24);

  function assign(
    target: Department,
    action: 'dispatch' | 'resolveDispute' | 'transfer',
    by: Actor,
    more: More = NO_MORE,
  ): void {
    assignee = target;
    due = workingDaysAfter(at, plan.urgency === 1 ? 5 : 1); // L4
    step(action, 'PENDING_RECEIPT', by, { target, text: phrases.assignment(random), ...more });
  }
  function sign(): void {
    hours(0.3, plan.urgency === 1 ? 6 : 1.5); // L3
    step('sign', 'IN_PROGRESS', actors.officer(assignee));
  }
  function verifyAndClose(fail: boolean): void {
    hours(1, 14); // L8
    if (fail) {
      due = workingDaysAfter(at, 5);
      step('verify', 'IN_PROGRESS', actors.verifier, { passed: false, text: phrases.failed(random) });
      finish('rectified', 0.4, 3);
      hours(1, 12);
    }
    step('verify', 'PENDING_CLOSURE', actors.verifier, { passed: true, text: phrases.passed(random) });
    hours(0.4, 5); // L9
    step('close', 'CLOSED', actors.dispatcher, { text: '同意办结' });
  }
  function finish(outcome: Outcome, low: number, high: number): void {
    days(low, high);
    const more = { final: true, outcome, text: finalText(outcome, random) };
    step('feedback', 'PENDING_VERIFICATION', actors.officer(assignee), more);
  }
  function dispute(): void {
    hours(0.5, 5);
    const raiser = status === 'RETURNED' ? actors.dispatcher : actors.officer(assignee);
    step('raiseDispute', 'IN_DISPUTE', raiser, {
      target: otherDepartment(plan),
      text: phrases.dispute(plan),
    });
    days(1, 4); // L12
    if (story === 'disputeVoided') {
      const more = { resolution: 'not_actionable', voidReason: '5', text: '经协调，认定无需处置' } as const;
      step('resolveDispute', 'VOIDED', actors.countyCentre, more);
    } else if (story === 'disputeWithdrawn') {
      const more = { resolution: 'withdrawn', text: '双方协商一致，由原单位继续办理' } as const;
      step('resolveDispute', 'IN_PROGRESS', actors.countyCentre, more);
    } else {
      const more = { resolution: 'assigned', text: '经协调，明确由该单位牵头办理' } as const;
      assign(plan.department, 'resolveDispute', actors.countyCentre, more);
      sign();
    }
  }
  function pause(low: number, high: number): void {
    const back = status ?? 'IN_PROGRESS';
    step('suspend', 'SUSPENDED', actors.officer(assignee), { text: phrases.suspension(random) });
    const since = at;
    days(low, high);
    due = daysAfter(due, Math.ceil((at - since) / DAY)); // the clock stood still
    step('resume', back, actors.officer(assignee), { text: '挂起事由消除，恢复办理' });
  }
  function penalty(): void {
    const simple = plan.item.procedure === 'simple';
    const second = actors.second(assignee);
    days(0.3, simple ? 1.5 : 6); // L6
    due = daysAfter(at, 90); // L7
    step('fileCase', 'CASE_OPEN', second);
    if (story === 'caseTransferred') {
      days(2, 6);
      step('transfer', 'TRANSFERRED', second, { text: '涉嫌犯罪，移送公安机关处理' });
      return;
    }
    if (story === 'caseHandedOver') {
      days(2, 6);
      assign(otherDepartment(plan), 'transfer', second, { text: '属其他部门管辖，移送处理' });
      sign();
      return;
    }
    if (story === 'caseWithdrawn') {
      days(6, 20);
      step('caseWithdrawn', 'CASE_OPEN', second, { text: '违法事实不成立，予以撤案' });
      return;
    }
    if (simple) {
      at += between(random, 10, 30) * MINUTE; // art. 51: on the spot
      step('caseDecision', 'CASE_OPEN', second);
    } else {
      if (story === 'caseSuspended') {
        days(3, 8);
        pause(5, 20);
      }
      days(6, 18);
      step('caseNotice', 'CASE_OPEN', second); // art. 44
      remindOf('案件办理进度提醒', 0.25);
      if ((plan.item.fineMax ?? 0) >= 300000 && chance(random, 0.4)) {
        const requestedAt = inOffice(at + between(random, DAY, 3 * DAY), random); // art. 64
        at = inOffice(requestedAt + between(random, 12 * DAY, 14 * DAY), random);
        const heldAt = at;
        days(3, 8);
        step('caseDecision', 'CASE_OPEN', second, { hearing: { requestedAt, heldAt } });
      } else {
        days(6, 18);
        step('caseDecision', 'CASE_OPEN', second);
      }
    }
    if (simple) at += 2 * MINUTE;
    else hours(1, 60); // art. 61
    step('caseServed', 'CASE_OPEN', second);
    if (chance(random, 0.06))
      days(17, 24); // late, with a surcharge (art. 72)
    else if (simple && chance(random, 0.5)) at += 3 * MINUTE;
    else days(1, 9);
    step('casePaid', 'CASE_OPEN', { ...second, name: '' });
    hours(2, 30);
    step('caseConcluded', 'CASE_OPEN', second);
  }
  function remindOf(text: string, probability: number): void {
    if (!chance(random, probability)) return;
    hours(2, 30);
    step('remind', status ?? 'IN_PROGRESS', actors.countyCentre, { target: assignee, text });
  }

  // Intake.
  if (plan.origin === 'grassroots') {
    step('report', 'PENDING_ACCEPTANCE', actors.reporter);
    if (story === 'voidedAtIntake') {
      soon(5, 100);
      const voidReason =
        plan.gridClass?.code === 'G10901' ? '1' : pick(random, ['1', '1', '2', '3', '4'] as const);
      step('void', 'VOIDED', actors.township, { voidReason, text: phrases.voided[voidReason] });
      return;
    }
    soon(3, plan.urgency === 1 ? 95 : 25); // L1
    step('accept', 'PENDING_DISPATCH', actors.township);
  } else {
    step('register', 'PENDING_DISPATCH', actors.registrar);
  }
  if (story === 'voidedAtDispatch') {
    soon(10, 180);
    const voidReason = pick(random, ['2', '3', '4'] as const);
    step('void', 'VOIDED', actors.dispatcher, { voidReason, text: phrases.voided[voidReason] });
    return;
  }

  // Dispatch.
  soon(4, plan.urgency === 1 ? 150 : 25); // L2
  if (plan.origin !== 'city') {
    step('registerClue', 'PENDING_DISPATCH', actors.dispatcher);
    at += 1;
  }
  const returns = story === 'returned' || story === 'returnedThenVoided';
  const misses = returns || (story === 'disputeAssigned' && chance(random, 0.3));
  assign(misses ? otherDepartment(plan) : plan.department, 'dispatch', actors.dispatcher);
  if (misses) {
    hours(0.5, 6);
    step('return', 'RETURNED', actors.officer(assignee), { text: phrases.returned(plan) });
    if (story === 'returnedThenVoided') {
      soon(30, 200);
      step('void', 'VOIDED', actors.dispatcher, { voidReason: '2', text: phrases.voided['2'] });
      return;
    }
    if (returns) {
      soon(20, 150);
      assign(plan.department, 'dispatch', actors.dispatcher);
    }
  }
  const disputed = story.startsWith('dispute');
  if (disputed) {
    if (!misses && chance(random, 0.5)) sign(); // T16, else T09 or T11
    dispute();
    if (story === 'disputeVoided') return;
  } else sign();

  // Handling.
  if (chance(random, 0.35)) {
    hours(1, 8);
    step('feedback', 'IN_PROGRESS', actors.officer(assignee), {
      final: false,
      text: interimText(random),
    });
  }
  if (chance(random, 0.05)) {
    hours(1, 6);
    const target = otherDepartment(plan);
    step('consult', 'IN_PROGRESS', actors.dispatcher, { target, text: '职责边界和处置方式如何把握' });
  }
  if (story === 'transferred') {
    days(0.5, 3);
    step('transfer', 'TRANSFERRED', actors.officer(assignee), { text: '移送平台外机关处理' });
    return;
  }
  if (story === 'suspended') {
    hours(3, 10);
    pause(4, 16);
  }
  if (story === 'extended') {
    hours(2, 20);
    due = workingDaysAfter(due, 5); // T36
    step('extend', 'IN_PROGRESS', actors.officer(assignee), { text: '情况复杂，申请延期' });
  }
  let outcome: Outcome = pick(random, [
    'rectified',
    'rectified',
    'rectified',
    'persuaded',
    'no_violation',
    'other',
  ] as const);
  if (story.startsWith('case')) {
    penalty();
    if (status === 'TRANSFERRED') return;
    if (story === 'caseWithdrawn') outcome = 'no_violation';
    else if (story !== 'caseHandedOver') outcome = 'penalised';
  }
  if (plan.slow) {
    at = inOffice(Math.max(at, due + 9 * HOUR + between(random, 0, 5 * HOUR)), random);
    const supervisor = chance(random, 0.4) ? actors.cityCentre : actors.countyCentre;
    const byCity = supervisor === actors.cityCentre;
    const more = { target: assignee, byCity, text: '逾期未办结，请限期办结并反馈' };
    step('supervise', status ?? 'IN_PROGRESS', supervisor, more);
  } else if (!story.startsWith('case')) remindOf('临近办理期限，请抓紧办理', 0.04);
  finish(outcome, story.startsWith('case') ? 0.02 : 0.2, story.startsWith('case') ? 0.5 : 3);

  // Verification and closing.
  verifyAndClose(story === 'failedOnce');
  if (story === 'reopened') {
    days(4, 20);
    due = workingDaysAfter(at, 5);
    const text = '回头看发现问题反弹，予以重启';
    step('verify', 'IN_PROGRESS', actors.countyCentre, { passed: false, text }); // T27
    finish('rectified', 0.5, 3);
    verifyAndClose(false);
  } else if (chance(random, 0.03)) {
    days(1, 6);
    const text = '建议加强源头管理和日常巡查';
    step('recommend', 'CLOSED', actors.countyCentre, { target: assignee, text }); // T34
  }
}
