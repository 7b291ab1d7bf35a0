import type { Dispute as Shown } from '../generated/schema.ts';
import type { Catalogue, Department, Matter, Region } from '../hub/catalogue/catalogue.ts';
import { departmentsOf } from '../hub/records/departments.ts';
import { Fields } from '../hub/records/fields.ts';
import { itemOf } from '../hub/records/item.ts';
import type { Mapped } from '../hub/records/mapped.ts';
import { regionCode } from '../hub/records/region-code.ts';
import { type Belonging, belonging } from './belonging.ts';
import { DISPUTE_OUTCOME, DISPUTE_STATE, ITEM } from './codes.ts';
import { time } from './instant.ts';

/** As the schema has it, but its event is still a key. */
export type Dispute = Omit<Shown, 'parties' | 'region' | 'matter' | keyof Belonging> &
  Belonging & { parties: Department[] | null; region: Region | null; matter: Matter | null };

/** Who contests responsibility for a clue; null where nobody did. */
export function dispute(clue: Fields, catalogue: Catalogue): Dispute | null {
  const read = clue.nested('dispute');
  return read && disputeOf(read, clue, catalogue);
}

/** A dispute of the list of all, about a clue or about a matter alone. */
export function listedDispute(record: unknown, catalogue: Catalogue): Mapped<Dispute> {
  const read = new Fields(record);
  return { value: disputeOf(read.part('dispute'), read, catalogue), gaps: read.gaps };
}

/** @param about the clue, or the place in the list: both say what it is about in the same words. */
function disputeOf(read: Fields, about: Fields, catalogue: Catalogue): Dispute {
  // The list of all does not say when the clue was reported, and both are to say the same.
  const { matter, unmapped } = itemOf(about, 'CITY', ITEM, code => catalogue.mattersByCode('CITY', code));
  return {
    disputeNo: read.text('dispute_no'),
    state: read.code('state', DISPUTE_STATE),
    parties: departmentsOf(read, 'parties', catalogue),
    grounds: read.text('grounds'),
    raisedAt: time(read, 'raised_at'),
    resolvedAt: time(read, 'resolved_at'),
    outcome: read.code('outcome', DISPUTE_OUTCOME),
    region: about.known('region_code', 'a region', code => catalogue.region(regionCode(code))),
    matter: matter.matter,
    unmapped,
    ...belonging(about),
  };
}
