import type { ResolversParentTypes } from '../generated/schema.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import { Fields } from '../hub/records/fields.ts';
import { itemOf } from '../hub/records/item.ts';
import type { Mapped } from '../hub/records/mapped.ts';
import { DELEGATION_CHANGE, DELEGATION_STATE } from './codes.ts';
import { day } from './instant.ts';
import { regionOf } from './region.ts';

export type Delegation = ResolversParentTypes['Delegation'];
export type DelegationChange = ResolversParentTypes['DelegationChange'];

/** A matter in which a township may punish, from when to when. */
export function delegation(record: unknown, catalogue: Catalogue): Mapped<Delegation> {
  const read = new Fields(record);
  const value: Delegation = {
    ...whatAndWhere(read, catalogue),
    from: day(read, 'startDate'),
    to: day(read, 'endDate'),
    state: read.code('delegateState', DELEGATION_STATE),
  };
  return { value, gaps: read.gaps };
}

/** A matter that was added to a township's list or taken off it. */
export function delegationChange(record: unknown, catalogue: Catalogue): Mapped<DelegationChange> {
  const read = new Fields(record);
  const value: DelegationChange = {
    ...whatAndWhere(read, catalogue),
    kind: read.code('changeKind', DELEGATION_CHANGE),
    changedOn: day(read, 'changeDate'),
  };
  return { value, gaps: read.gaps };
}

function whatAndWhere(
  read: Fields,
  catalogue: Catalogue,
): Pick<Delegation, 'township' | 'matter' | 'unmapped'> {
  // As of the province's other lists, whose filters know no day of a report.
  const names = { code: 'itemCode', name: 'itemName' };
  const { matter, unmapped } = itemOf(read, 'PROVINCE', names, code =>
    catalogue.mattersByCode('PROVINCE', code),
  );
  return { township: regionOf(read, catalogue), matter: matter.matter, unmapped };
}
