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

/** One step. What only some actions have is absent elsewhere. */
export interface Step {
  action: Action;
  /** Unix seconds at the system of record; the other platforms have it up to five minutes later. */
  at: number;
  from: Status | null;
  to: Status;
  actor: Actor;
  /** The command that all platforms note; null for what a platform does on its own. */
  command: string | null;
  /** Due time of the whole event once the step is done. */
  due: number;
  text?: string;
  /** Whom an assignment names, or a document is addressed to. */
  target?: Department;
  /** Feedback: whether it is the last. */
  final?: boolean;
  outcome?: Outcome;
  /** Verification. */
  passed?: boolean;
  /** Why it was voided: 1 not accepted, 2 duplicate, 3 false, 4 withdrawn, 5 nothing to act on. */
  voidReason?: '1' | '2' | '3' | '4' | '5';
  resolution?: 'assigned' | 'withdrawn' | 'not_actionable';
  /** Supervision by the city's centre is also brought before the province (W11). */
  byCity?: boolean;
  hearing?: { requestedAt: number; heldAt: number };
}

export interface Course {
  steps: Step[];
  status: Status;
  due: number;
  /** Whom the last assignment names; null before the first. */
  assignee: Department | null;
  round: number;
  extended: boolean;
  /** The last step of each action. */
  last: Partial<Record<Action, Step>>;
}

/** The longest that a platform takes to hear of a step: what it has not heard of has not happened yet. */
export const LAG = 360;

/** Walks the plan up to the world's clock, or to the status in which the event stays. */
export function courseOf(ground: Ground, plan: Plan, actors: Actors): Course {
  const steps: Step[] = [];
  for (const step of life(plan, actors)) {
    if (steps.length > 0 && step.at + LAG > ground.now) break;
    steps.push(step);
    if (step.to === plan.halt && step.from !== step.to) break;
  }
  const last = steps.at(-1);
  if (!last) throw new Error(`courseOf: expected at least the report of ${plan.no}, got no step`);
  return {
    steps,
    status: last.to,
    due: last.due,
    assignee: steps.findLast(step => isAssignment(step))?.target ?? null,
    round: 1 + steps.filter(step => step.action === 'verify' && !step.passed).length,
    extended: steps.some(step => step.action === 'extend'),
    last: lastOf(steps),
  };
}

/** Whether the step issues a 交办单: dispatch, a dispute settled by naming a department, a case handed over. */
export const isAssignment = (step: Step): boolean =>
  step.to === 'PENDING_RECEIPT' && step.target !== undefined;

export const stepOf = (course: Course, action: Action): Step | undefined => course.last[action];

function lastOf(steps: Step[]): Course['last'] {
  const last: Course['last'] = {};
  for (const step of steps) last[step.action] = step;
  return last;
}
