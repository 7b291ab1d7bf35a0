/**
 * What of an event the grassroots system has written down, and what can be asked of its record, without the texts: a
 * large world has its columns and changes from here, and a record when it is read.
 */
import type { GrassrootsFacts } from '../grassroots/facts.ts';
import { type Action, type Step, stepOf } from './course.ts';
import type { Sketch } from './draft.ts';
import { inNameOrder } from './name-order.ts';
import { grassrootsNo } from './numbers.ts';
import type { Status } from './plan.ts';
import type { Titles } from './titles.ts';

export const STATUS: Record<Status, string> = {
  PENDING_ACCEPTANCE: 'DSL',
  PENDING_DISPATCH: 'DFP',
  PENDING_RECEIPT: 'DQS',
  RETURNED: 'YTH',
  IN_DISPUTE: 'ZYZ',
  IN_PROGRESS: 'CLZ',
  CASE_OPEN: 'YLA',
  SUSPENDED: 'YGQ',
  PENDING_VERIFICATION: 'DHC',
  PENDING_CLOSURE: 'DHC',
  CLOSED: 'YBJ',
  TRANSFERRED: 'YYS',
  VOIDED: 'YZF',
};

/** The system's word for an action, and how many seconds after the system of record it writes it down. */
export const LOGGED: Partial<Record<Action, readonly [string, number]>> = {
  report: ['SB', 0],
  accept: ['SL', 0],
  dispatch: ['FP', 2],
  sign: ['QS', 3],
  return: ['TH', 2],
  feedback: ['FK', 2],
  fileCase: ['LA', 31],
  verify: ['HC', 0],
  close: ['BJ', 0],
  raiseDispute: ['ZY', 2],
  resolveDispute: ['ZJ', 2],
  transfer: ['YS', 2],
  suspend: ['GQ', 2],
  resume: ['HF', 2],
  extend: ['YQ', 2],
  void: ['ZF', 0],
};

export const writtenAt = (step: Step): number => step.at + (LOGGED[step.action]?.[1] ?? 0);

export interface GrassrootsOutline {
  no: string;
  /** Those that it logs. */
  steps: Step[];
  /** The last that changed the status. */
  changed: Step;
  last: Step;
  status: string;
  verified: Step | undefined;
  closed: Step | undefined;
}

/** Null if the system knows nothing of the event: not sent down, or not dispatched yet. */
export function grassrootsOutline({ plan, course }: Sketch): GrassrootsOutline | null {
  const no = grassrootsNo(plan, course);
  if (!no) return null;
  const first = course.steps.findIndex(
    step => step.action === (plan.origin === 'grassroots' ? 'report' : 'dispatch'),
  );
  const steps = course.steps.slice(first).filter(step => LOGGED[step.action]);
  const changed = steps.findLast(step => step.from !== step.to) ?? steps[0]!;
  const last = steps.at(-1) ?? changed;
  const refused =
    course.status === 'VOIDED' && course.steps.find(step => step.to === 'VOIDED')?.voidReason === '1';
  return {
    no,
    steps,
    changed,
    last,
    status: refused ? 'BYSL' : STATUS[course.status],
    verified: course.status === 'PENDING_VERIFICATION' ? undefined : stepOf(course, 'verify'),
    closed: course.status === 'CLOSED' ? stepOf(course, 'close') : undefined,
  };
}

/** What `factsOf` would read from the record. */
export function grassrootsFacts(
  { plan, course }: Sketch,
  { status, last, verified, closed }: GrassrootsOutline,
  titles: Titles,
): GrassrootsFacts {
  const own = plan.origin === 'grassroots';
  return {
    source: own ? 'WG' : 'XF',
    region: plan.place.code,
    gridClass: plan.gridClass!.code,
    item: course.assignee === null ? '' : plan.item.cityCode,
    status,
    verified: verified ? (verified.passed ? '1' : '2') : '',
    urgency: URGENCY[plan.urgency],
    dueAt: last.due,
    closedAt: closed ? writtenAt(closed) : Number.NaN,
    title: own ? titles.own : titles.clue,
  };
}

const URGENCY = { 1: '1', 2: '2', 3: '3' } as const;

/** The times of what `changesOf` would find in the record, in the order of the changes' names. */
export function grassrootsChangeTimes({ steps, last }: GrassrootsOutline): number[] {
  return [writtenAt(last), ...inNameOrder(steps.length).map(at => writtenAt(steps[at]!))];
}
