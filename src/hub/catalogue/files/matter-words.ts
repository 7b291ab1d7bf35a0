import { didYouMean } from '../../files/common-words.ts';
import type { Reword } from '../../files/shape.ts';
import type { Text } from '../../files/text.ts';
import { bureauNamed } from './bureau-named.ts';
import { numberOf } from './matter-file.ts';

/**
 * What the schema cannot say of a value, being one for all matter files: its examples are of category 08, and it does
 * not know what bureaus are called.
 *
 * @param bureaus names by short code.
 */
export function wordsForMatters(file: string, bureaus: ReadonlyMap<string, string>): Reword {
  const own = (words: string) => words.replace(/\b08\b/u, numberOf(file));
  return (path, given, words) => {
    const kind = path.at(-1) === 'department' ? bureauNamed(given, bureaus) : null;
    if (kind !== null) return { ...words, remedy: didYouMeanBureau(kind, bureaus.get(kind)!) };
    if (path.at(-1) !== 'code') return words;
    return { ...words, remedy: { en: own(words.remedy.en), zh: own(words.remedy.zh) } };
  };
}

const didYouMeanBureau = (kind: string, name: string): Text => ({
  en: didYouMean(`${kind} (${name})`).en,
  zh: didYouMean(`${kind}（${name}）`).zh,
});
