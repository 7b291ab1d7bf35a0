/** Departments as the city names them. A list is whole or null: without the one that is not known, the rest would look like all. */
import type { Catalogue, Department } from '../hub/catalogue/catalogue.ts';
import type { Fields } from '../hub/records/fields.ts';

/** Of a `{code, name}`. */
export function departmentOf(read: Fields | null, catalogue: Catalogue): Department | null {
  return read?.known('code', 'a department', code => catalogue.department(code)) ?? null;
}

/** The departments that help; null where one or all could not be read. */
export function coDepartments(clue: Fields, catalogue: Catalogue): Department[] | null {
  return clue.whole(() => {
    const list = clue.list('co_departments') ?? [];
    return list.flatMap(one => {
      if (!one.says('code')) one.gap('code', 'expected a department, got none');
      return departmentOf(one, catalogue) ?? [];
    });
  });
}
