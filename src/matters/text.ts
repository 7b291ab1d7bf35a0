import type { Language } from '../hub/files/text.ts';

export { LANGUAGES, type Language, type Text } from '../hub/files/text.ts';

/** The language of the locale that the environment names (POSIX: `LC_ALL`, then `LC_MESSAGES`, then `LANG`). */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^zh\b|^zh_/i.test(locale) ? 'zh' : 'en';
}
