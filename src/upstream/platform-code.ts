/**
 * The three platforms, in the order that sorts their events at one second (`city:` before `grassroots:` before
 * `province:`), which is the order everything here walks them in.
 */
export const PLATFORM_CODES = ['CITY', 'GRASSROOTS', 'PROVINCE'] as const;

export type PlatformCode = (typeof PLATFORM_CODES)[number];

export function isPlatformCode(value: unknown): value is PlatformCode {
  return PLATFORM_CODES.includes(value as PlatformCode);
}
