/** What an integrator reads, in both languages: the one that they want is chosen where it is printed. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

export const LANGUAGES = ['zh', 'en'] as const;

export type Language = (typeof LANGUAGES)[number];

/**
 * The words of a schema, which an editor shows as they stand: `six digits 六位数字`, the Chinese from its first character
 * on. A test sees that none lacks it.
 */
export function bothOf(words: string): Text {
  const begin = words.search(/\p{Script=Han}/u);
  return begin < 0
    ? { en: words, zh: words }
    : { en: words.slice(0, begin).trimEnd(), zh: words.slice(begin) };
}
