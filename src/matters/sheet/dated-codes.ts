/** Codes that stood for a matter one after the other, in one cell: `CF-080831（2024-07-01前）；CF-080900（2024-07-01起）`. */
import { tidyCode } from './tidy.ts';

export interface DatedCode {
  readonly code: string;
  /** The first day, `2024-07-01`. */
  readonly from?: string;
  /** The first day on which it no longer is. */
  readonly to?: string;
}

/** One of a list, as the YAML files have it. */
export type ListedCode = string | DatedCode;

export const codesShown = (codes: readonly ListedCode[]): string => codes.map(codeShown).join('；');

function codeShown(one: ListedCode): string {
  const { code, from, to }: DatedCode = typeof one === 'string' ? { code: one } : one;
  const days = [...(from ? [`${from}起`] : []), ...(to ? [`${to}前`] : [])];
  return days.length === 0 ? code : `${code}（${days.join('，')}）`;
}

/** How the cell is written, for who wrote it otherwise. */
export const DATED_FORM = 'CF-050583（2024-07-01前）；CF-059001（2024-07-01起）';

const DAY = '(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?';
/** Once half-width: the code, then the days in brackets. */
const DATED = new RegExp(`^([^()]+)\\((?:自?${DAY}起)?[,至]?(?:${DAY}前)?\\)$`, 'u');

/** A line break, or a blank before a letter: what stands around it has been one code only where digits are grouped by blanks. */
const BETWEEN_CODES = /(?<=[\d)])(?:[^\S\n]*\n\s*(?=[A-Z\d])|\s+(?=[A-Z]))/giu;

/** A list where there are several codes or days; one code alone is text, and so is what cannot be read: no code looks like it. */
export function codesUnderstood(text: string): string | readonly ListedCode[] {
  const word = tidyCode(text.normalize('NFKC').replace(BETWEEN_CODES, ';'));
  const parts = word.split(/[;、]|,(?![^(]*\))/u).filter(Boolean);
  if (parts.length <= 1 && !word.includes('(')) return parts[0] ?? word;
  const codes = parts.map(codeUnderstood);
  return codes.every(code => code !== null) ? codes : word;
}

function codeUnderstood(part: string): ListedCode | null {
  if (!part.includes('(')) return part;
  const found = DATED.exec(part);
  if (!found) return null;
  const from = day(found.slice(2, 5));
  const to = day(found.slice(5, 8));
  return { code: found[1]!, ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) };
}

/** `['2024', '7', '1']` is `2024-07-01`. */
const day = ([year, month, date]: readonly (string | undefined)[]): string | null =>
  year === undefined ? null : `${year}-${month!.padStart(2, '0')}-${date!.padStart(2, '0')}`;
