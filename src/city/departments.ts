import type { Catalogue, Department } from '../hub/catalogue/catalogue.ts';
import type { Fields } from '../hub/records/fields.ts';

/** Of a `{code, name}`. */
export function departmentOf(read: Fields | null, catalogue: Catalogue): Department | null {
  return read?.known('code', 'a department', code => catalogue.department(code)) ?? null;
}

/** Of a list of codes. */
export function departmentsOf(read: Fields, name: string, catalogue: Catalogue): Department[] {
  return read
    .texts(name)
    .flatMap(
      code =>
        catalogue.department(code) ?? read.gap(name, 'expected a department of the catalogue', code) ?? [],
    );
}
