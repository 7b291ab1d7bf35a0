import type { ResolversParentTypes } from '../generated/schema.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import { Fields } from '../hub/records/fields.ts';
import type { Mapped } from '../hub/records/mapped.ts';
import { regionOf } from './region.ts';

export type EvaluationIndex = ResolversParentTypes['EvaluationIndex'];

const LARGEST_INT = 2 ** 31 - 1;

/** The score and rank of a region for a period. */
export function evaluationIndex(record: unknown, catalogue: Catalogue): Mapped<EvaluationIndex> {
  const read = new Fields(record);
  const value: EvaluationIndex = {
    region: regionOf(read, catalogue),
    name: read.text('indexName'),
    score: read.number('score', 'a number', score => (Number.isFinite(score) ? score : null)),
    rank: read.integer('rank', 1, LARGEST_INT),
    period: read.parsed('period', 'a quarter or a month', periodOf),
  };
  return { value, gaps: read.gaps };
}

/** `2024Q1` and `2024-06` in our terms: `2024-Q1`, `2024-06`. */
function periodOf(text: string): string | null {
  const quarter = /^(\d{4})(Q[1-4])$/.exec(text);
  if (quarter) return `${quarter[1]}-${quarter[2]}`;
  return isMonth(text) ? text : null;
}

/** The same the other way; null for what is neither a quarter nor a month. */
export function nativePeriod(period: string): string | null {
  if (/^\d{4}-Q[1-4]$/.test(period)) return period.replace('-', '');
  return isMonth(period) ? period : null;
}

function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}
