import { PLATFORMS, type PlatformName } from '../role.ts';

/** As the schema has it (`PlatformCode`): the platform's name in capitals. */
export type PlatformCode = Uppercase<PlatformName>;

/**
 * The platforms, in the order that sorts their events at one second (`city:` before `grassroots:` before `province:`),
 * which is the order everything here walks them in: that of their names, as a module's exports are always listed.
 */
export const PLATFORM_CODES = Object.keys(PLATFORMS).map(name => codeOf(name as PlatformName));

export function isPlatformCode(value: unknown): value is PlatformCode {
  return PLATFORM_CODES.includes(value as PlatformCode);
}

export function codeOf(name: PlatformName): PlatformCode {
  return name.toUpperCase() as PlatformCode;
}

/** As files and ids name it. */
export function nameOf(code: PlatformCode): PlatformName {
  return code.toLowerCase() as PlatformName;
}
