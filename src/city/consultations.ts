import type { ResolversParentTypes } from '../generated/schema.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import { departmentsOf } from '../hub/records/departments.ts';
import type { Fields } from '../hub/records/fields.ts';
import { time } from './instant.ts';

/** Departments' talks about a clue; null where they could not be read. */
export function consultations(
  clue: Fields,
  catalogue: Catalogue,
): ResolversParentTypes['Consultation'][] | null {
  const list = clue.list('consultations')?.map(consultation => ({
    consultationNo: consultation.text('consultation_no'),
    departments: departmentsOf(consultation, 'departments', catalogue),
    question: consultation.text('question'),
    heldAt: time(consultation, 'held_at'),
    conclusion: consultation.text('conclusion'),
  }));
  return list ?? null;
}
