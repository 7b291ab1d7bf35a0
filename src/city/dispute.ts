import type { ResolversParentTypes } from '../generated/schema.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import type { Fields } from '../hub/records/fields.ts';
import { DISPUTE_OUTCOME, DISPUTE_STATE } from './codes.ts';
import { departmentsOf } from './departments.ts';
import { time } from './instant.ts';

/** Who contests responsibility for a clue; null where nobody did. */
export function dispute(clue: Fields, catalogue: Catalogue): ResolversParentTypes['Dispute'] | null {
  const read = clue.nested('dispute');
  return (
    read && {
      disputeNo: read.text('dispute_no'),
      state: read.code('state', DISPUTE_STATE),
      parties: departmentsOf(read, 'parties', catalogue),
      grounds: read.text('grounds'),
      raisedAt: time(read, 'raised_at'),
      resolvedAt: time(read, 'resolved_at'),
      outcome: read.code('outcome', DISPUTE_OUTCOME),
    }
  );
}
