import type { Cache } from '../cache/cache.ts';
import { remembering } from '../cache/remembering.ts';
import type { ProvinceClient } from './client.ts';

/** The province's calls with a memory; what is asked by number or reference is remembered record by record elsewhere. */
export function remembered(client: ProvinceClient, cache: Cache): ProvinceClient {
  const whole = remembering(cache, 'PROVINCE');
  return {
    ...client,
    list: whole('list', 'event/list', client.list),
    statistics: whole('statistics', 'stat/query', client.statistics),
    items: whole('directory', 'item/list', client.items),
    page: whole('list', 'lists', client.page),
    tasks: whole('list', 'task/batchGet', client.tasks),
    indices: whole('list', 'index/list', client.indices),
  };
}
