/**
 * The three platforms of the report, for tests that are about these: what they hold and how they speak is told there
 * one by one. Whoever else is wired is tested in a folder of its own, and by all tests that ask which platforms there are.
 */
import { PLATFORM_NAMES, type PlatformName } from '../src/upstream/platform-code.ts';

/** In the order in which people read of them. */
export const THREE = ['province', 'city', 'grassroots'] as const satisfies readonly PlatformName[];

export type OneOfThree = (typeof THREE)[number];

export const isOneOfThree = (name: PlatformName): name is OneOfThree =>
  (THREE as readonly PlatformName[]).includes(name);

/** None in this project as it stands. */
export const OTHERS: readonly PlatformName[] = PLATFORM_NAMES.filter(name => !isOneOfThree(name));

/** What a table of all platforms says of these. */
export const ofThree = <Value>(table: Readonly<Record<OneOfThree, Value>>): Record<OneOfThree, Value> => ({
  province: table.province,
  city: table.city,
  grassroots: table.grassroots,
});
