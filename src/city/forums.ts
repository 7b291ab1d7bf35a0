import type { ResolversParentTypes } from '../generated/schema.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import { departmentsOf } from '../hub/records/departments.ts';
import { Fields } from '../hub/records/fields.ts';
import type { Mapped } from '../hub/records/mapped.ts';
import { day } from './instant.ts';

export type Forum = ResolversParentTypes['Forum'];

/** A forum with its meetings in the city's order, newest first; they are null where they could not be read. */
export function forum(record: unknown, catalogue: Catalogue): Mapped<Forum> {
  const read = new Fields(record);
  const meetings = read.list('meetings')?.map(meeting => ({
    meetingNo: meeting.text('meeting_no'),
    heldOn: day(meeting, 'held_on'),
    topic: meeting.text('topic'),
    departments: departmentsOf(meeting, 'departments', catalogue),
  }));
  const value: Forum = {
    forumNo: read.text('forum_no'),
    name: read.text('name'),
    meetings: meetings ?? null,
  };
  return { value, gaps: read.gaps };
}
