import type { Cache } from '../cache/cache.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import type { Platform } from '../hub/platform.ts';
import type { Request } from '../request.ts';
import { touchedBy } from './changes.ts';
import type { CityClient } from './client.ts';
import { type CityReader, cityReader } from './loaders.ts';
import { remembered } from './remembered.ts';

export interface CityPlatform extends Platform {
  open(request: Request): CityReader;
}

export function cityPlatform(client: CityClient, catalogue: () => Catalogue, cache: Cache): CityPlatform {
  const asked = remembered(client, cache);
  return {
    code: 'CITY',
    nameZh: '丽水市智慧执法系统',
    nameEn: 'City smart-enforcement system',
    owns: ['线索', '四类文书', '案件', '争议', '联合会商', '队伍与执法人员'],
    pulse: client.pulse,
    counterpart: 'ONCE_DISPATCHED',
    open: request => cityReader(asked, catalogue(), request, cache),
    touchedByWebhook: touchedBy,
  };
}
