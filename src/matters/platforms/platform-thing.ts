import { PLATFORMS } from '../../platform-modules.ts';
import { PLATFORM_CODES, type PlatformCode } from '../../upstream/platform-code.ts';
import { WrongUse } from '../run.ts';

/** Something of a platform's own, an item's code or a record's number. */
export interface PlatformThing {
  platform: PlatformCode;
  rest: string;
}

const WHAT = {
  CODE: { en: 'code', zh: '编码', example: 'CF-280901' },
  NUMBER: { en: 'number', zh: '编号', example: PLATFORMS.city.numbers.example },
} as const;

/**
 * Reads `CITY:CF-280901`, in which the platform may also be written as in an event's id, and the colon as in Chinese.
 *
 * @throws WrongUse
 */
export function readPlatformThing(word: string, kind: keyof typeof WHAT): PlatformThing {
  const [, name = '', rest = ''] = /^([^:：]*)[:：](.*)$/su.exec(word) ?? [];
  const platform = PLATFORM_CODES.find(code => code === name.toUpperCase());
  if (platform && rest.trim()) return { platform, rest: rest.trim() };
  const what = WHAT[kind];
  const names = PLATFORM_CODES.join(', ');
  throw new WrongUse({
    en: `expected a platform (${names}), a colon and its ${what.en}, such as CITY:${what.example}; got "${word}"`,
    zh: `应为平台（${PLATFORM_CODES.join('、')}）、冒号和${what.zh}，如 CITY:${what.example}；实为“${word}”`,
  });
}
