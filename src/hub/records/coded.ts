/** Values of the catalogue beside the code that they were read from. */
import type { Catalogue, Matter, Region } from '../catalogue/catalogue.ts';
import type { Coded } from '../discrepancies/testimony.ts';
import type { CodeLookup } from './code-lookup.ts';
import type { Fields } from './fields.ts';
import { regionCode } from './region-code.ts';

/** The matters that a platform's code stands for, none where it is unmapped on the day; null where none was sent. */
export function codedMatters(
  read: Fields,
  name: string,
  mattersOf: CodeLookup,
): Coded<readonly Matter[]> | null {
  const raw = read.text(name);
  return raw === null ? null : { value: mattersOf(raw), raw };
}

export function codedRegion(read: Fields, name: string, catalogue: Catalogue): Coded<Region> | null {
  const value = read.known(name, 'a region', code => catalogue.region(regionCode(code)));
  return value && { value, raw: read.text(name) };
}
