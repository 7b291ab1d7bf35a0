import type { Catalogue, Region } from '../hub/catalogue/catalogue.ts';
import type { Fields } from '../hub/records/fields.ts';
import { regionCode } from '../hub/records/region-code.ts';

/** Of the record's twelve digits. */
export function regionOf(read: Fields, catalogue: Catalogue): Region | null {
  return read.known('regionCode', 'a region', code => catalogue.region(regionCode(code)));
}
