/** What an integrator reads, in both languages: the one that they want is chosen where it is printed. */
export interface Text {
  en: string;
  zh: string;
}

export const LANGUAGES = ['zh', 'en'] as const;

export type Language = (typeof LANGUAGES)[number];

/** The language of the locale that the environment names (POSIX: `LC_ALL`, then `LC_MESSAGES`, then `LANG`). */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^zh\b|^zh_/i.test(locale) ? 'zh' : 'en';
}
