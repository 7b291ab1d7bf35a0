import type { Calendar } from '../../limits/calendar.ts';
import { endOfPeriod } from '../../limits/time-limits.ts';
import { allOf, fieldOf, isDispatched, type Rule } from '../comparison.ts';
import { said, saidNothing } from '../said.ts';
import type { Testimony } from '../testimony.ts';

/** The event was dispatched, and a platform that must know of it by then does not (section 6.3). */
export const counterpartMissing: Rule = ({ own, others, counterparts }, settled) =>
  [...others]
    .filter(([code, other]) => other === null && counterparts.get(code) === 'ONCE_DISPATCHED')
    .filter(() => isDispatched(own) && settled(own))
    .map(([code]) => ({
      kind: 'COUNTERPART_MISSING',
      field: fieldOf(code),
      values: [said(own, own.status, own.statusRaw.code), saidNothing(code)],
      chosen: null,
    }));

/** Several records of one event, none of which goes on under another. */
export const duplicateRecord: Rule = comparison =>
  allOf(comparison)
    .filter(({ live }) => live.length > 1)
    .map(({ platform, live }) => ({
      kind: 'DUPLICATE_RECORD',
      field: fieldOf(platform, 'number'),
      values: live.map(record => said({ platform, ...record }, record.number)),
      chosen: platform,
    }));

/** A case was filed more than a working day ago (section 6.3), and the province was not told. */
export const filingMissing: Rule = comparison => {
  const { own, others, counterparts, now, calendar } = comparison;
  const holder = allOf(comparison).find(record => record.case !== null);
  if (!holder?.case?.filedAt) return [];
  // By the clock of who keeps the case; while that is not learned nothing is held back, as with the lag.
  const clock = now(holder.platform);
  if (clock !== null && clock <= filingDue(Date.parse(holder.case.filedAt), calendar)) return [];
  const { number } = holder.case;
  return [[own.platform, own] as const, ...others]
    .filter(([code, record]) => counterparts.get(code) === 'ONCE_FILED' && !holdsFilingOf(record, number))
    .map(([code, record]) => ({
      kind: 'FILING_MISSING',
      field: fieldOf(code, 'filing'),
      values: [
        said(holder, number),
        record ? said(record, record.filing?.caseNo ?? null) : saidNothing(code),
      ],
      chosen: null,
    }));
};

/** A case is filed with the province within a working day (section 6.3; an assumption). */
const FILING_PERIOD = { working_days: 1 };
/** No run of rest days is as long. */
const BEYOND_ANY_HOLIDAY_MS = 15 * 86_400_000;

/** When a filing is due, Unix ms; in days that the calendar does not cover, when it is due whatever they were. */
function filingDue(filedAt: number, calendar: Calendar): number {
  return endOfPeriod(FILING_PERIOD, filedAt, calendar) ?? filedAt + BEYOND_ANY_HOLIDAY_MS;
}

/** A filing that does not say of which case it is may be of this one. */
function holdsFilingOf(record: Testimony | null, caseNo: string): boolean {
  return record?.filedCases.some(filed => filed === null || filed === caseNo) ?? false;
}
