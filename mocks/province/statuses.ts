import type { Phase } from '../measures.ts';

/** The province's 13 status codes (lifecycle.md section 6.1) and what each means for its statistics. */
export const STATUS_PHASES: Record<string, Phase> = {
  '11': 'open',
  '20': 'open',
  '21': 'open',
  '22': 'open',
  '23': 'open',
  '29': 'other',
  '30': 'open',
  '31': 'open',
  '40': 'open',
  '90': 'closed',
  '91': 'transferred',
  '99': 'voided',
  '98': 'other',
};

export const STATUS_CODES = Object.keys(STATUS_PHASES);

export function phaseOf(code: string): Phase {
  return Object.hasOwn(STATUS_PHASES, code) ? STATUS_PHASES[code]! : 'other';
}
