import { closest } from '../../files/closest.ts';

/**
 * The short code of the bureau that people call so: `市综合行政执法局` or `综合执法局` for 丽水市综合行政执法局, since who
 * abbreviates leaves characters out. Null where none is, or several are.
 *
 * @param bureaus names by short code.
 */
export function bureauNamed(given: string, bureaus: ReadonlyMap<string, string>): string | null {
  const all = [...bureaus];
  const named = all.filter(([, name]) => hasInOrder(name, given));
  const name = named.length === 1 ? named[0]![1] : closest(given, [...bureaus.values()]);
  return all.find(([, other]) => other === name)?.[0] ?? null;
}

function hasInOrder(name: string, given: string): boolean {
  let at = 0;
  return [...given].every(character => {
    at = name.indexOf(character, at) + 1;
    return at > 0;
  });
}
