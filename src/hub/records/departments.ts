import type { Catalogue, Department } from '../catalogue/catalogue.ts';
import type { Fields } from './fields.ts';

/** The departments of a list of codes; null where one is not known: without it, the rest would look like all. */
export function departmentsOf(read: Fields, name: string, catalogue: Catalogue): Department[] | null {
  return read.whole(() => {
    const codes = read.texts(name) ?? [];
    return codes.flatMap(
      code =>
        catalogue.department(code) ?? read.gap(name, 'expected a department of the catalogue', code) ?? [],
    );
  });
}
