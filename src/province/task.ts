import type { Catalogue, Department, Region } from '../hub/catalogue/catalogue.ts';
import { eventId } from '../hub/events/event-id.ts';
import type { EventKey } from '../hub/events/spine.ts';
import { departmentsOf } from '../hub/records/departments.ts';
import { Fields } from '../hub/records/fields.ts';
import type { Mapped } from '../hub/records/mapped.ts';
import { day } from './instant.ts';
import { type Matters, mattersOf } from './matters.ts';
import { regionOf } from './region.ts';

/** What an event says of the task that it was born of. */
export interface TaskReference {
  taskNo: string;
  planNo: string | null;
}

export interface TaskDetails extends Matters {
  name: string | null;
  region: Region | null;
  leadDepartment: Department | null;
  coDepartments: Department[] | null;
  jointVisit: boolean | null;
  randomised: boolean | null;
  inspectedOn: string | null;
  visits: number | null;
  events: EventKey[] | null;
}

/** An inspection task; without its details where nobody reads them, or the province does not know the task. */
export type Task = TaskReference & Partial<TaskDetails>;

const LARGEST_INT = 2 ** 31 - 1;

export function task(
  record: unknown,
  taskNo: string,
  catalogue: Catalogue,
): Mapped<TaskReference & TaskDetails> {
  const read = new Fields(record);
  const value = {
    taskNo,
    planNo: read.text('planNo'),
    name: read.text('taskName'),
    region: regionOf(read, catalogue),
    leadDepartment: read.known('leadDeptCode', 'a department', code => catalogue.department(code)),
    coDepartments: departmentsOf(read, 'coDeptCodes', catalogue),
    ...mattersOf(read, catalogue),
    jointVisit: read.flag('jointVisit'),
    randomised: read.flag('randomised'),
    inspectedOn: day(read, 'inspectDate'),
    visits: read.integer('visitCount', 0, LARGEST_INT),
    events: read.texts('eventNos')?.map(keyOf) ?? null,
  };
  return { value, gaps: read.gaps };
}

/** An event that began here. */
function keyOf(number: string): EventKey {
  return { id: eventId('PROVINCE', number), origin: 'PROVINCE', number };
}
