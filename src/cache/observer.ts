/** What the cache tells while it works; metrics listen. Nothing here may throw or wait. */
import type { Kind } from './policy.ts';

/**
 * Where an answer came from. Out of the memory of this process: `FRESH`, `REVALIDATE` (given while it is asked for
 * again) or `IF_ERROR` (the platform does not answer). `SHARED`: another gateway had it. `ASKED`: from the platform,
 * alone or with others who wait for the same. `FAILED`: from nowhere.
 */
export type AnswerFrom = 'FRESH' | 'REVALIDATE' | 'IF_ERROR' | 'SHARED' | 'ASKED' | 'FAILED';

export interface CacheObserver {
  /** A question of this kind of data has its answer, or none. */
  remembered(kind: Kind, from: AnswerFrom): void;
}

/** Listens to nothing. */
export const nobody: CacheObserver = { remembered() {} };
