import { badInput } from '../bad-input.ts';
import type { Catalogue } from './catalogue.ts';

/**
 * What a code of an argument stands for in the catalogue; null for null, which means unfiltered.
 *
 * @throws `BAD_USER_INPUT` for a code that the catalogue does not know: a misspelt filter that matched nothing would
 *   look like an answer.
 */
export function knownCode<Thing>(
  argument: string,
  code: string | null | undefined,
  find: (code: string) => Thing | undefined,
): Thing | null {
  if (code == null) return null;
  const thing = find(code);
  if (thing === undefined) {
    throw badInput(`${argument}: expected a code of the catalogue, got ${JSON.stringify(code.slice(0, 40))}`);
  }
  return thing;
}

/**
 * The region's code of a filter.
 *
 * @throws as `knownCode` does
 */
export function regionOf(
  filter: { region?: string | null } | null | undefined,
  catalogue: Catalogue,
): string | null {
  return knownCode('filter.region', filter?.region, code => catalogue.region(code))?.code ?? null;
}

/** The department's, likewise. */
export function departmentOf(
  filter: { department?: string | null } | null | undefined,
  catalogue: Catalogue,
): string | null {
  return knownCode('filter.department', filter?.department, code => catalogue.department(code))?.code ?? null;
}
