import type { PlatformCode } from '../upstream/platform-code.ts';

/**
 * Up to where each platform's changes were told to the cache. It is kept where the answers are kept that outlive a
 * process, and is lost with them: those that are there are older than the position by told changes alone.
 */
export interface Positions {
  /** Null where none is kept. Rejects while the store does not answer. */
  get(platform: PlatformCode): Promise<string | null>;
  /** Rejects where it could not be kept; the older one then stays, and changes are told again. */
  set(platform: PlatformCode, position: string): Promise<void>;
}

/** For answers that are remembered in this process alone. */
export function positionsInProcess(): Positions {
  const positions = new Map<PlatformCode, string>();
  return {
    get: async platform => positions.get(platform) ?? null,
    async set(platform, position) {
      positions.set(platform, position);
    },
  };
}
