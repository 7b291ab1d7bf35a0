/** Which platforms there are, by the names and the codes that everything knows them by. */
import { WIRED } from '../generated/platforms.ts';

/** As files and ids name one: `city`. */
export type PlatformName = keyof typeof WIRED;

/** As the schema has it (`PlatformCode`): the name in capitals. */
export type PlatformCode = Uppercase<PlatformName>;

/** In the order in which people read of them. */
export const PLATFORM_NAMES = Object.keys(WIRED) as readonly PlatformName[];

/**
 * The order that sorts the platforms' events at one second (`city:` before `grassroots:` before `province:`), which is
 * the order everything here walks them in.
 */
export const PLATFORM_CODES: readonly PlatformCode[] = PLATFORM_NAMES.map(codeOf).sort();

export function isPlatformCode(value: unknown): value is PlatformCode {
  return PLATFORM_CODES.includes(value as PlatformCode);
}

export function codeOf(name: PlatformName): PlatformCode {
  return name.toUpperCase() as PlatformCode;
}

export function nameOf(code: PlatformCode): PlatformName {
  return code.toLowerCase() as PlatformName;
}

/** A value for each platform, in their order; `place` counts from 0. */
export const ofEach = <Value>(
  of: (platform: PlatformName, place: number) => Value,
): Record<PlatformName, Value> =>
  Object.fromEntries(PLATFORM_NAMES.map((name, place) => [name, of(name, place)])) as Record<
    PlatformName,
    Value
  >;
