import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import { decideMatter } from '../hub/events/matter-decision.ts';
import type { Spine } from '../hub/events/spine.ts';
import { codeLookup } from '../hub/records/code-lookup.ts';
import type { Fields } from '../hub/records/fields.ts';

/**
 * The class that the grid chose sets the bound, the city's item that was written back picks inside it.
 *
 * @param reportedAt the time of the report or its day, by which both are read; the item was written after it.
 * @param own whether the event began on the grid: else the class was given after the report too.
 */
export function matterOf(
  read: Fields,
  catalogue: Catalogue,
  { reportedAt, own }: { reportedAt: string | null; own: boolean },
): Pick<Spine, 'matter' | 'unmapped'> {
  const gridClass = read.text('sjlb');
  const item = read.text('zfsxdm');
  const bound = gridClass === null ? [] : codeLookup(catalogue, 'GRASSROOTS', { reportedAt, own })(gridClass);
  const picked = item === null ? [] : codeLookup(catalogue, 'CITY', { reportedAt, own: false })(item);
  const matter = decideMatter('GRASSROOTS', bound, picked);
  if (gridClass !== null && bound.length === 0)
    return { matter, unmapped: { platform: 'GRASSROOTS', code: gridClass, name: read.text('sjlbmc') } };
  if (item !== null && picked.length === 0)
    return { matter, unmapped: { platform: 'CITY', code: item, name: null } };
  return { matter, unmapped: null };
}
