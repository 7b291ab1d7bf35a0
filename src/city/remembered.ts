import type { Cache } from '../cache/cache.ts';
import { remembering } from '../cache/remembering.ts';
import type { CityClient } from './client.ts';

/** The city's calls with a memory; what is asked by number or reference is remembered record by record elsewhere. */
export function remembered(client: CityClient, cache: Cache): CityClient {
  const whole = remembering(cache, 'CITY');
  return {
    ...client,
    list: whole('list', 'clues', client.list),
    resumed: whole('list', 'clues resumed', client.resumed),
    documents: whole('list', 'documents', client.documents),
    disputes: whole('list', 'disputes', client.disputes),
    forums: whole('list', 'forums', client.forums),
    statistics: whole('statistics', 'statistics', client.statistics),
    items: whole('directory', 'items', client.items),
  };
}
