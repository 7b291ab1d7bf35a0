import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import { decideMatter } from '../hub/events/matter-decision.ts';
import type { Spine } from '../hub/events/spine.ts';
import type { Fields } from '../hub/records/fields.ts';

/**
 * The class that the grid chose sets the bound, the city's item that was written back picks inside it.
 *
 * @param day the day of the report, by which both are read; the item was written after it.
 */
export function matterOf(
  read: Fields,
  catalogue: Catalogue,
  day: string | null,
): Pick<Spine, 'matter' | 'unmapped'> {
  const gridClass = read.text('sjlb');
  const item = read.text('zfsxdm');
  const bound = gridClass === null ? [] : catalogue.mattersByCode('GRASSROOTS', gridClass, day);
  const picked = item === null ? [] : catalogue.mattersByLaterCode('CITY', item, day);
  const matter = decideMatter('GRASSROOTS', bound, picked);
  if (gridClass !== null && bound.length === 0)
    return { matter, unmapped: { platform: 'GRASSROOTS', code: gridClass, name: read.text('sjlbmc') } };
  if (item !== null && picked.length === 0)
    return { matter, unmapped: { platform: 'CITY', code: item, name: null } };
  return { matter, unmapped: null };
}
