import { badInput } from '../bad-input.ts';

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
