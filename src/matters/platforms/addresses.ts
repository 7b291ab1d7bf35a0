import { addressVariable } from '../../config-platforms.ts';
import { PLATFORM_NAMES } from '../../upstream/platform-code.ts';
import type { Text } from '../text.ts';

/** The variables that say where the platforms are. */
export const ADDRESS_VARIABLES: readonly string[] = PLATFORM_NAMES.map(addressVariable);

/** The same in a sentence. */
export const ADDRESSES: Text = { en: ADDRESS_VARIABLES.join(', '), zh: ADDRESS_VARIABLES.join('、') };
