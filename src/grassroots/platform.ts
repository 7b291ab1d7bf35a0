import type { Cache } from '../cache/cache.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import type { Platform } from '../hub/platform.ts';
import type { Request } from '../request.ts';
import { touchedByWebhook } from './changes.ts';
import type { GrassrootsClient } from './client.ts';
import { type GrassrootsReader, grassrootsReader } from './loaders.ts';
import { remembered } from './remembered.ts';

export interface GrassrootsPlatform extends Platform {
  open(request: Request): GrassrootsReader;
}

export function grassrootsPlatform(
  client: GrassrootsClient,
  catalogue: () => Catalogue,
  cache: Cache,
): GrassrootsPlatform {
  const asked = remembered(client, cache);
  return {
    code: 'GRASSROOTS',
    nameZh: '基层智治系统',
    nameEn: 'Grassroots governance system',
    owns: ['网格上报的事件', '网格及网格员', '处置反馈', '核查'],
    pulse: client.pulse,
    counterpart: 'NEVER',
    open: request => grassrootsReader(asked, catalogue(), request, cache),
    touchedByWebhook,
  };
}
