import type { PlatformParts } from '../platform-module.ts';
import { touchedByWebhook } from './changes.ts';
import { provinceClient } from './client.ts';
import { type ProvinceReader, provinceReader } from './loaders.ts';
import { province } from './module.ts';
import { remembered } from './remembered.ts';
import { provinceResolvers } from './resolvers.ts';
import type { ProvinceCredentials } from './signature.ts';

export const provincePlatform: PlatformParts<ProvinceCredentials, ProvinceReader> = {
  open(address, credentials, { catalogue, cache, asking }) {
    const client = provinceClient(address, credentials, asking);
    const asked = remembered(client, cache);
    return {
      code: 'PROVINCE',
      nameZh: province.name.zh,
      nameEn: province.name.en,
      owns: ['事项目录', '检查计划与任务', '赋权清单', '监管“一件事”', '备案', '省督办', '评价指数'],
      pulse: client.pulse,
      counterpart: 'ONCE_FILED',
      open: request => provinceReader(asked, catalogue(), request, cache),
      touchedByWebhook,
      [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
    };
  },
  resolvers: provinceResolvers,
};
