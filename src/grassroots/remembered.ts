import type { Cache } from '../cache/cache.ts';
import { remembering } from '../cache/remembering.ts';
import type { GrassrootsClient } from './client.ts';

/** The grassroots system's calls with a memory; what is asked by number or reference is remembered record by record elsewhere. */
export function remembered(client: GrassrootsClient, cache: Cache): GrassrootsClient {
  const whole = remembering(cache, 'GRASSROOTS');
  return {
    ...client,
    list: whole('list', 'sj/lb', client.list),
    statistics: whole('statistics', 'tj/cx', client.statistics),
    classes: whole('directory', 'ml/lb', client.classes),
  };
}
