import type { Cache } from '../cache/cache.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import type { Platform } from '../hub/platform.ts';
import type { Request } from '../request.ts';
import { touchedByWebhook } from './changes.ts';
import type { ProvinceClient } from './client.ts';
import { type ProvinceReader, provinceReader } from './loaders.ts';
import { remembered } from './remembered.ts';

export interface ProvincePlatform extends Platform {
  open(request: Request): ProvinceReader;
}

export function provincePlatform(
  client: ProvinceClient,
  catalogue: () => Catalogue,
  cache: Cache,
): ProvincePlatform {
  const asked = remembered(client, cache);
  return {
    code: 'PROVINCE',
    nameZh: '省执法监管数字应用',
    nameEn: 'Provincial supervision app',
    owns: ['事项目录', '检查计划与任务', '赋权清单', '监管“一件事”', '备案', '省督办', '评价指数'],
    pulse: client.pulse,
    counterpart: 'ONCE_FILED',
    open: request => provinceReader(asked, catalogue(), request, cache),
    touchedByWebhook,
  };
}
