import type { PlatformName } from './upstream/platform-code.ts';
import * as wired from './wiring.ts';

/** What each wired platform hands to the gateway, by its name. Where the compiler finds fault here, run `npm run codegen`. */
export const PLATFORMS: typeof wired = wired satisfies Record<PlatformName, unknown>;
