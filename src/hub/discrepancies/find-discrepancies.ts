/**
 * Where platforms disagree about one event, or one of them says what cannot be (lifecycle, sections 5, 6.3, 12, 13).
 * Pure: what the platforms said goes in, and their clocks.
 */
import type { Discrepancy } from '../../generated/schema.ts';
import { dateTime } from '../records/time.ts';
import type { Comparison, Rule } from './comparison.ts';
import { inOrder } from './kinds.ts';
import { settledBy } from './lag.ts';
import { dueTime, location, region, reportedTime } from './rules/copied-facts.ts';
import { finalOutcome, verification } from './rules/handling.ts';
import { matterConflict, writeBackMissing } from './rules/matter.ts';
import { clueAndCaseNumbers } from './rules/numbers.ts';
import { filedCase } from './rules/penalty.ts';
import { counterpartMissing, duplicateRecord, filingMissing } from './rules/presence.ts';
import { closedWithOpenCase, statusConflict, unknownCode } from './rules/status.ts';
import { timeOrder } from './rules/time-order.ts';

const RULES: readonly Rule[] = [
  statusConflict,
  closedWithOpenCase,
  unknownCode,
  region,
  matterConflict,
  writeBackMissing,
  counterpartMissing,
  duplicateRecord,
  filingMissing,
  filedCase,
  reportedTime,
  timeOrder,
  location,
  dueTime,
  finalOutcome,
  verification,
  clueAndCaseNumbers,
];

/** In the order of kinds, then of fields. */
export function findDiscrepancies(comparison: Comparison): Discrepancy[] {
  const settled = settledBy(comparison.now, comparison.lagMs);
  const now = comparison.now(comparison.own.platform);
  const detectedAt = now === null ? null : dateTime(now);
  return RULES.flatMap(rule => rule(comparison, settled))
    .map(finding => ({ ...finding, detectedAt }))
    .toSorted(inOrder);
}
