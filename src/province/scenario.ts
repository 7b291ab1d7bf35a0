import type { ResolversParentTypes } from '../generated/schema.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import { departmentsOf } from '../hub/records/departments.ts';
import { Fields } from '../hub/records/fields.ts';
import type { Mapped } from '../hub/records/mapped.ts';
import { mattersOf } from './matters.ts';
import { regionOf } from './region.ts';

export type IntegratedScenario = ResolversParentTypes['IntegratedScenario'];

/** A theme that departments supervise as one chain. */
export function scenario(
  record: unknown,
  scenarioNo: string,
  catalogue: Catalogue,
): Mapped<IntegratedScenario> {
  const read = new Fields(record);
  const value: IntegratedScenario = {
    scenarioNo,
    name: read.text('scenarioName'),
    region: regionOf(read, catalogue),
    leadDepartment: read.known('leadDeptCode', 'a department', code => catalogue.department(code)),
    coDepartments: departmentsOf(read, 'coDeptCodes', catalogue),
    ...mattersOf(read, catalogue),
    selected: read.flag('selected'),
  };
  return { value, gaps: read.gaps };
}
