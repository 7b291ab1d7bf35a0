import { PLATFORMS } from '../../platform-modules.ts';
import { nameOf, PLATFORM_CODES, type PlatformCode } from '../../upstream/platform-code.ts';
import { WrongUse } from '../run.ts';

const numbersOf = (platform: PlatformCode) => PLATFORMS[nameOf(platform)].numbers;

/**
 * Refuses a number that its platform cannot have given, and says which was meant: in capitals, or of another platform.
 *
 * @throws WrongUse
 */
export function checkNumber(platform: PlatformCode, number: string): void {
  if (numbersOf(platform).pattern.test(number)) return;
  const { en, zh } = PLATFORMS[nameOf(platform)].name;
  const capitals = number.toUpperCase();
  const meant = [platform, ...PLATFORM_CODES].find(one => numbersOf(one).pattern.test(capitals));
  const like = `${platform}:${numbersOf(platform).example}`;
  throw new WrongUse({
    en: `${number} is no number of the ${en}; ${meant ? `did you mean ${meant}:${capitals}?` : `they look like ${like}`}`,
    zh: `${number} 不是${zh}的编号；${meant ? `是否应为 ${meant}:${capitals}？` : `编号形如 ${like}`}`,
  });
}
