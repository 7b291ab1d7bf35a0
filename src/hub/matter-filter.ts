import type { MatterFilter } from '../generated/schema.ts';
import type { Catalogue, Matter } from './catalogue/catalogue.ts';
import { knownCode } from './known-code.ts';

/**
 * Whether a matter is one that the filter asks for; a null field means unfiltered.
 *
 * @throws `BAD_USER_INPUT` for a category or department that the catalogue does not know.
 */
export function matterMatches(filter: MatterFilter, catalogue: Catalogue): (matter: Matter) => boolean {
  const { kind, onPlatforms, notOnPlatforms, delegable } = filter;
  const category = knownCode('filter.category', filter.category, code => catalogue.category(code));
  const department = knownCode('filter.department', filter.department, code => catalogue.department(code));
  const text = filter.text?.trim().toLowerCase();
  return matter =>
    (kind == null || matter.kind === kind) &&
    (category === null || matter.category === category) &&
    (department === null || matter.department === department) &&
    (onPlatforms?.every(platform => matter.codes[platform] !== null) ?? true) &&
    (notOnPlatforms?.every(platform => matter.codes[platform] === null) ?? true) &&
    (delegable == null || matter.delegable === delegable) &&
    (!text || searched(matter).some(words => words.toLowerCase().includes(text)));
}

function searched({ code, nameZh, nameEn, legalBasis, penalty }: Matter): string[] {
  return [code, nameZh, nameEn, legalBasis, ...(penalty ? [penalty.basis] : [])];
}
