import type { LinkHealth } from './cache/redis-link.ts';
import type { Readiness } from './gateway/health.ts';
import type { Platform } from './hub/platform.ts';

/**
 * Ready while some platform answers: the rest is served then, marked. Redis makes nobody unready. Why it is out of use is
 * in the log, and not here: it may name addresses.
 */
export function readiness(
  platforms: readonly Pick<Platform, 'code' | 'pulse'>[],
  redis: { health: LinkHealth } | null,
  files: { refused: boolean },
): Readiness {
  const healths = platforms.map(({ code, pulse: { health } }) => ({ code, ...health }));
  return {
    status: healths.some(({ status }) => status === 'UP') ? 'UP' : 'DOWN',
    platforms: Object.fromEntries(
      healths.map(({ code, status, checkedAt }) => [code, { status, checkedAt: timeOf(checkedAt) }]),
    ),
    ...(files.refused && { catalogue: 'REFUSED' }),
    ...(redis && { redis: shown(redis.health) }),
  };
}

function shown({ status, since, lost, back }: LinkHealth): NonNullable<Readiness['redis']> {
  return { status, since: timeOf(since), lost, back };
}

const timeOf = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
