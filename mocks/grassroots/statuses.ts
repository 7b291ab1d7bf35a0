import type { Phase } from '../measures.ts';

/** The grassroots system's 14 status codes (lifecycle.md section 6.1) and what each means for its statistics. */
export const STATUS_PHASES: Record<string, Phase> = {
  DSL: 'open',
  BYSL: 'voided',
  DFP: 'open',
  DQS: 'open',
  YTH: 'open',
  ZYZ: 'open',
  CLZ: 'open',
  YLA: 'open',
  YGQ: 'other',
  DHC: 'open',
  YBJ: 'closed',
  YYS: 'transferred',
  YZF: 'voided',
  QTZT: 'other',
};

export const STATUS_CODES = Object.keys(STATUS_PHASES);

export function phaseOf(code: string): Phase {
  return Object.hasOwn(STATUS_PHASES, code) ? STATUS_PHASES[code]! : 'other';
}
