import { allOf, fieldOf, presentOf, type Rule } from '../comparison.ts';
import { said } from '../said.ts';
import type { Testimony } from '../testimony.ts';

/** A status that may not stand beside the event's (section 6.3). An event whose status is unknown is not judged. */
export const statusConflict: Rule = (comparison, settled) => {
  const { own } = comparison;
  if (own.status === 'UNKNOWN') return [];
  const contradict = presentOf(comparison).filter(
    other => other.agreesWith && !other.agreesWith.includes(own.status) && settled(own, other),
  );
  if (contradict.length === 0) return [];
  const values = allOf(comparison)
    .filter(({ statusRaw }) => statusRaw.code !== '')
    .map(statusOf);
  return [{ kind: 'STATUS_CONFLICT', field: 'status', values, chosen: own.platform }];
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

const statusOf = (record: Testimony) => said(record, record.status, record.statusRaw.code);
