import type { Phase } from '../measures.ts';

/** The city's 14 statuses (lifecycle.md section 6.1) and what each means for its statistics. */
export const STATUS_PHASES: Record<string, Phase> = {
  registered: 'open',
  pending_dispatch: 'open',
  dispatched: 'open',
  processing: 'open',
  returned: 'open',
  in_dispute: 'open',
  case_filed: 'open',
  suspended: 'other',
  pending_review: 'open',
  pending_close: 'open',
  closed: 'closed',
  transferred: 'transferred',
  cancelled: 'voided',
  merged: 'other',
};

export const STATUS_CODES = Object.keys(STATUS_PHASES);

export function phaseOf(code: string): Phase {
  return Object.hasOwn(STATUS_PHASES, code) ? STATUS_PHASES[code]! : 'other';
}
