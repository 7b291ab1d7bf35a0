/** Values of the catalogue beside the code that they were read from. */
import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { Catalogue, Matter, Region } from '../catalogue/catalogue.ts';
import type { Coded } from '../discrepancies/testimony.ts';
import type { Fields } from './fields.ts';
import { regionCode } from './region-code.ts';

/** The matters that a platform's code stands for, none where it is unmapped; null where none was sent. */
export function codedMatters(
  read: Fields,
  name: string,
  platform: PlatformCode,
  catalogue: Catalogue,
): Coded<readonly Matter[]> | null {
  const raw = read.text(name);
  return raw === null ? null : { value: catalogue.mattersByCode(platform, raw), raw };
}

export function codedRegion(read: Fields, name: string, catalogue: Catalogue): Coded<Region> | null {
  const value = read.known(name, 'a region', code => catalogue.region(regionCode(code)));
  return value && { value, raw: read.text(name) };
}
