import { assertListed } from '../parameters.ts';
import type { CityClue } from './record.ts';

/** What a clue carries only when asked (lifecycle.md section 9); feedbacks come always. */
const PARTS = ['documents', 'case', 'dispute', 'consultations', 'logs'] as const;
export type Part = (typeof PARTS)[number];

/** `include` of a query (comma-joined or repeated) or of a body (an array). */
export function readInclude(values: readonly string[] = []): Part[] {
  const parts = values.flatMap(value => value.split(','));
  assertListed('include', parts, PARTS);
  return parts as Part[];
}

/** The clue as this caller asked for it. */
export function withParts(clue: CityClue, include: readonly Part[]): CityClue {
  const shown = { ...clue };
  for (const part of PARTS) if (!include.includes(part)) delete shown[part];
  return shown;
}
