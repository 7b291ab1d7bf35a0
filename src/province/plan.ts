import type { ResolversParentTypes } from '../generated/schema.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import { Fields } from '../hub/records/fields.ts';
import type { Mapped } from '../hub/records/mapped.ts';
import { mattersOf } from './matters.ts';
import { regionOf } from './region.ts';

export type InspectionPlan = ResolversParentTypes['InspectionPlan'];

/** A department's plan of inspections for a year. */
export function plan(record: unknown, planNo: string, catalogue: Catalogue): Mapped<InspectionPlan> {
  const read = new Fields(record);
  const value: InspectionPlan = {
    planNo,
    name: read.text('planName'),
    year: read.integer('planYear', 1000, 9999),
    region: regionOf(read, catalogue),
    department: read.known('deptCode', 'a department', code => catalogue.department(code)),
    ...mattersOf(read, catalogue),
    mergedInto: read.text('mergedPlanNo'),
  };
  return { value, gaps: read.gaps };
}
