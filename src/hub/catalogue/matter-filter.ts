/** A filter of matters as it is asked of the catalogue: checked, with codes looked up; equal filters are equal values. */
import type { MatterFilter as MatterFilterInput } from '../../generated/schema.ts';
import { PLATFORM_CODES, type PlatformCode } from '../../upstream/platform-code.ts';
import type { Catalogue, Category, Department, Matter, MatterKind } from './catalogue.ts';
import { knownCode } from './known-code.ts';

/** `null` means unfiltered, and so does an empty list. */
export interface MatterFilter {
  kind: MatterKind | null;
  category: Category | null;
  department: Department | null;
  onPlatforms: readonly PlatformCode[];
  notOnPlatforms: readonly PlatformCode[];
  delegable: boolean | null;
  /** In lower case. */
  text: string | null;
}

/** @throws `BAD_USER_INPUT` for a category or department that the catalogue does not know. */
export function matterFilter(
  input: MatterFilterInput | null | undefined,
  catalogue: Catalogue,
): MatterFilter {
  const { category, department, onPlatforms, notOnPlatforms } = input ?? {};
  return {
    kind: input?.kind ?? null,
    category: knownCode('filter.category', category, code => catalogue.category(code)),
    department: knownCode('filter.department', department, code => catalogue.department(code)),
    onPlatforms: PLATFORM_CODES.filter(code => onPlatforms?.includes(code)),
    notOnPlatforms: PLATFORM_CODES.filter(code => notOnPlatforms?.includes(code)),
    delegable: input?.delegable ?? null,
    text: input?.text?.trim().toLowerCase() || null,
  };
}

/** Whether a matter is one that the filter asks for. */
export function matterMatches(filter: MatterFilter, matter: Matter): boolean {
  const { kind, category, department, onPlatforms, notOnPlatforms, delegable, text } = filter;
  return (
    (kind === null || matter.kind === kind) &&
    (category === null || matter.category === category) &&
    (department === null || matter.department === department) &&
    onPlatforms.every(platform => matter.codes[platform].length > 0) &&
    notOnPlatforms.every(platform => matter.codes[platform].length === 0) &&
    (delegable === null || matter.delegable === delegable) &&
    (text === null || searched(matter).some(words => words.toLowerCase().includes(text)))
  );
}

function searched({ code, nameZh, nameEn, legalBasis, penalty }: Matter): string[] {
  return [code, nameZh, nameEn, legalBasis, ...(penalty ? [penalty.basis] : [])];
}
