import { PLATFORM_CODES, type PlatformCode } from '../../upstream/platform-code.ts';
import { WrongUse } from '../run.ts';

/** Something of a platform's own, an item's code or a record's number. */
export interface PlatformThing {
  platform: PlatformCode;
  rest: string;
}

/**
 * Reads `CITY:CF-280901`, in which the platform may also be written as in an event's id.
 *
 * @throws WrongUse
 */
export function readPlatformThing(word: string): PlatformThing {
  const at = word.indexOf(':');
  const platform = PLATFORM_CODES.find(code => code === word.slice(0, at).toUpperCase());
  const rest = word.slice(at + 1).trim();
  if (platform && rest) return { platform, rest };
  const names = PLATFORM_CODES.join(', ');
  throw new WrongUse({
    en: `expected a platform (${names}), a colon and its code, such as CITY:CF-280901; got "${word}"`,
    zh: `应为平台（${PLATFORM_CODES.join('、')}）、英文冒号和代码，如 CITY:CF-280901；实为“${word}”`,
  });
}
