import type { Filing } from '../generated/schema.ts';
import type { Fields } from '../hub/records/fields.ts';
import { yuanFromWan } from '../hub/records/money.ts';
import { CASE_STAGE, PROCEDURE } from './codes.ts';
import { time } from './instant.ts';

/** The case's record with the province; null where none was filed. Its fields stand in the event's own record. */
export function filing(event: Fields): Filing | null {
  const filingNo = event.text('filingNo');
  if (filingNo === null) return null;
  return {
    filingNo,
    filedAt: time(event, 'filingTime'),
    caseNo: event.text('cityCaseNo'),
    stage: event.code('caseStage', CASE_STAGE),
    procedure: event.code('procedure', PROCEDURE),
    decisionNo: event.text('decisionNo'),
    decidedAt: time(event, 'decisionTime'),
    fine: event.parsed('fineAmount', 'ten thousand yuan with four decimals', yuanFromWan),
  };
}
