import type { PlatformCode } from '../../upstream/platform-code.ts';
import { decideMatter, shared } from '../events/matter-decision.ts';
import type { Spine } from '../events/spine.ts';
import type { MatterKey } from '../situation/statistics.ts';
import type { CodeLookup } from './code-lookup.ts';
import type { Fields } from './fields.ts';

/**
 * The matter of a platform whose own item code is its whole word on it: nothing is written back to its record.
 *
 * @param fields the platform's names for the item's code and name.
 */
export function itemOf(
  read: Fields,
  platform: PlatformCode,
  fields: { code: string; name: string },
  mattersOf: CodeLookup,
): Pick<Spine, 'matter' | 'unmapped'> {
  const code = read.text(fields.code);
  const bound = code === null ? [] : mattersOf(code);
  const unknown = code !== null && bound.length === 0;
  return {
    matter: decideMatter(platform, bound, []),
    unmapped: unknown ? { platform, code, name: read.text(fields.name) } : null,
  };
}

/** The same with the category that the catalogue has it in, for a platform that says no other. */
export const inCatalogue = (item: Pick<Spine, 'matter' | 'unmapped'>): MatterKey => ({
  ...item,
  category: shared(item.matter, matter => matter.category),
});
