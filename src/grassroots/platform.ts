import type { PlatformParts } from '../platform-module.ts';
import { touchedByWebhook } from './changes.ts';
import { grassrootsClient } from './client.ts';
import { type GrassrootsReader, grassrootsReader } from './loaders.ts';
import { grassroots } from './module.ts';
import { remembered } from './remembered.ts';
import { grassrootsResolvers } from './resolvers.ts';
import type { GrassrootsCredentials } from './signature.ts';

export const grassrootsPlatform: PlatformParts<GrassrootsCredentials, GrassrootsReader> = {
  open(address, credentials, { catalogue, cache, asking }) {
    const client = grassrootsClient(address, credentials, asking);
    const asked = remembered(client, cache);
    return {
      code: 'GRASSROOTS',
      nameZh: grassroots.name.zh,
      nameEn: grassroots.name.en,
      owns: ['网格上报的事件', '网格及网格员', '处置反馈', '核查'],
      pulse: client.pulse,
      counterpart: 'NEVER',
      open: request => grassrootsReader(asked, catalogue(), request, cache),
      touchedByWebhook,
      [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
    };
  },
  resolvers: grassrootsResolvers,
};
