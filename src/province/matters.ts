import type { UnmappedCode } from '../generated/schema.ts';
import type { Catalogue, Matter } from '../hub/catalogue/catalogue.ts';
import type { Fields } from '../hub/records/fields.ts';

export interface Matters {
  matters: Matter[] | null;
  unmapped: UnmappedCode[] | null;
}

/**
 * The matters of a record's item codes, and the codes that the catalogue does not know; null where there is no list.
 * The record is of no day that its filter could be bound to: a code is read as all that it ever stood for.
 */
export function mattersOf(read: Fields, catalogue: Catalogue): Matters {
  const codes = read.texts('itemCodes');
  if (codes === null) return { matters: null, unmapped: null };
  const known = codes.map(code => catalogue.mattersByCode('PROVINCE', code));
  return {
    matters: [...new Set(known.flat())],
    unmapped: codes
      .filter((_, index) => known[index]!.length === 0)
      .map(code => ({ platform: 'PROVINCE', code, name: null })),
  };
}
