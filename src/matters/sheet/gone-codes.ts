import { codesUnderstood, type DatedCode } from './dated-codes.ts';

/** Codes that a cell had and has no more, with their days. */
export function goneCodes(before: string, after: string): readonly DatedCode[] {
  const kept = new Set(codesIn(after).map(({ code }) => code));
  return codesIn(before).filter(({ code }) => !kept.has(code));
}

/** A cell's codes, each with its days. */
export const codesIn = (cell: string): DatedCode[] =>
  [codesUnderstood(cell)]
    .flat()
    .filter(one => one !== '')
    .map(one => (typeof one === 'string' ? { code: one } : one));
