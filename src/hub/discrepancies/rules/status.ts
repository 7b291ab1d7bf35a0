import type { CaseStage } from '../../../generated/schema.ts';
import { allOf, fieldOf, presentOf, type Rule } from '../comparison.ts';
import { said } from '../said.ts';
import type { Testimony } from '../testimony.ts';

/** A status that may not stand beside the event's (section 6.3). An event whose status is unknown is not judged. */
export const statusConflict: Rule = (comparison, settled) => {
  const { own } = comparison;
  if (own.status === 'UNKNOWN') return [];
  const contradict = presentOf(comparison).filter(
    other => contradicts(own, other) && (settled(own, other) || !isOneChangeApart(own, other)),
  );
  if (contradict.length === 0) return [];
  const values = allOf(comparison)
    .filter(({ statusRaw }) => statusRaw.code !== '')
    .map(statusOf);
  return [{ kind: 'STATUS_CONFLICT', field: 'status', values, chosen: own.platform }];
};

/** A record that is closed while its case is not (section 6.3), which no write-back of another platform cures. */
export const closedWithOpenCase: Rule = comparison => {
  if (comparison.own.status === 'UNKNOWN') return [];
  return allOf(comparison).flatMap(record => {
    const stage = record.case?.stage ?? null;
    if (record.status !== 'CLOSED' || stage === null || ENDED.has(stage.value)) return [];
    return [
      {
        kind: 'STATUS_CONFLICT' as const,
        field: fieldOf(record.platform, 'enforcementCase.stage'),
        values: [statusOf(record), said(record, stage.value, stage.raw)],
        chosen: record.platform,
      },
    ];
  });
};

/** A status code that the platform's own contract does not list (section 6.1). */
export const unknownCode: Rule = comparison =>
  allOf(comparison)
    .filter(({ statusRaw: { code, name } }) => code !== '' && name === null)
    .map(record => ({
      kind: 'UNKNOWN_CODE',
      field: record === comparison.own ? 'status' : fieldOf(record.platform, 'status'),
      values: [statusOf(record)],
      chosen: record.platform,
    }));

/** The stages of a case that is no longer open. */
const ENDED: ReadonlySet<CaseStage> = new Set(['CONCLUDED', 'WITHDRAWN', 'TRANSFERRED_OUT']);

function contradicts(own: Testimony, other: Testimony): boolean {
  return other.agreesWith !== null && !other.agreesWith.includes(own.status);
}

/**
 * Whether one more write-back may bring the two together: one of them is where the other was before its last change.
 * Where a log does not tell, it may.
 */
function isOneChangeApart(own: Testimony, other: Testimony): boolean {
  const isBehind = own.statusBefore === null || !contradicts({ ...own, status: own.statusBefore }, other);
  const isAhead = other.statusBefore === null || other.statusBefore === own.status;
  return isBehind || isAhead;
}

const statusOf = (record: Testimony) => said(record, record.status, record.statusRaw.code);
