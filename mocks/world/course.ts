/**
 * The course of an event: the steps of its plan through the state machine of the contract (section 2), as far as
 * they have happened by the world's clock.
 */

import type { Actor, Actors } from './actors.ts';
import type { Department } from './catalogue.ts';
import { life } from './life.ts';
import type { Ground, Plan, Status } from './plan.ts';

export type Action =
  | 'report' // T01
  | 'register' // T02
  | 'accept'
  | 'registerClue'
  | 'dispatch'
  | 'sign'
  | 'return'
  | 'feedback'
  | 'verify'
  | 'close'
  | 'void'
  | 'raiseDispute'
  | 'resolveDispute'
  | 'transfer'
  | 'suspend'
  | 'resume'
  | 'extend'
  | 'supervise'
  | 'remind'
  | 'recommend'
  | 'consult'
  | 'fileCase'
  | 'caseNotice'
  | 'caseDecision'
  | 'caseServed'
  | 'casePaid'
  | 'caseConcluded'
  | 'caseWithdrawn';

export type Outcome = 'rectified' | 'persuaded' | 'penalised' | 'no_violation' | 'other';

/** One step. What only some actions have is undefined elsewhere. */
export interface Step {
  action: Action;
  /** Unix seconds at the system of record; the other platforms have it up to five minutes later. */
  at: number;
  from: Status | null;
  to: Status;
  actor: Actor;
  /** Number, from 1, of the command that all platforms note; null for what a platform does on its own. */
  command: number | null;
  /** Due time of the whole event once the step is done. */
  due: number;
  text: string | undefined;
  /** Whom an assignment names, or a document is addressed to. */
  target: Department | undefined;
  /** Feedback: whether it is the last. */
  final: boolean | undefined;
  outcome: Outcome | undefined;
  /** Verification. */
  passed: boolean | undefined;
  /** Why it was voided: 1 not accepted, 2 duplicate, 3 false, 4 withdrawn, 5 nothing to act on. */
  voidReason: '1' | '2' | '3' | '4' | '5' | undefined;
  resolution: 'assigned' | 'withdrawn' | 'not_actionable' | undefined;
  /** Supervision by the city's centre is also brought before the province (W11). */
  byCity: boolean | undefined;
  hearing: { requestedAt: number; heldAt: number } | undefined;
}

export interface Course {
  steps: Step[];
  status: Status;
  due: number;
  /** Whom the last assignment names; null before the first. */
  assignee: Department | null;
  round: number;
  extended: boolean;
}

/** The longest that a platform takes to hear of a step: what it has not heard of has not happened yet. */
export const LAG = 360;

/** Walks the plan up to the world's clock, or to the status in which the event stays. */
export function courseOf(ground: Ground, plan: Plan, actors: Actors): Course {
  const steps: Step[] = [];
  let over = false;
  life(plan, actors, step => {
    over ||= steps.length > 0 && step.at + LAG > ground.now;
    if (over) return;
    steps.push(step);
    over = step.to === plan.halt && step.from !== step.to;
  });
  const last = steps.at(-1);
  if (!last) throw new Error(`courseOf: expected at least the report of ${plan.no}, got no step`);
  let assignee: Department | null = null;
  let round = 1;
  let extended = false;
  for (const step of steps) {
    if (isAssignment(step)) assignee = step.target ?? null;
    else if (step.action === 'verify' && !step.passed) round++;
    else if (step.action === 'extend') extended = true;
  }
  return { steps, status: last.to, due: last.due, assignee, round, extended };
}

/** Whether the step issues a 交办单: dispatch, a dispute settled by naming a department, a case handed over. */
export const isAssignment = (step: Step): boolean =>
  step.to === 'PENDING_RECEIPT' && step.target !== undefined;

/** The last step of that action. */
export function stepOf({ steps }: Course, action: Action): Step | undefined {
  for (let at = steps.length - 1; at >= 0; at--) if (steps[at]!.action === action) return steps[at];
  return undefined;
}
