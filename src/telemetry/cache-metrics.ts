import { Counter, type Registry } from 'prom-client';
import type { CacheObserver } from '../cache/observer.ts';

/** What the cache tells. */
export function cacheMetrics(registry: Registry): CacheObserver {
  const answers = new Counter({
    name: 'guantong_cache_answers_total',
    help:
      'Answers to the questions put to the cache by kind of data and where they came from: FRESH, REVALIDATE, IF_ERROR ' +
      '(memory), SHARED (Redis), ASKED (the platform), FAILED (nowhere). Many IF_ERROR: a platform is down.',
    labelNames: ['kind', 'from'] as const,
    registers: [registry],
  });
  return { remembered: (kind, from) => answers.inc({ kind, from }) };
}
