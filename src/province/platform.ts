import type { PlatformParts } from '../platform-module.ts';
import { touchedByWebhook } from './changes.ts';
import { provinceClient } from './client.ts';
import { type ProvinceReader, provinceReader } from './loaders.ts';
import { remembered } from './remembered.ts';
import { provinceResolvers } from './resolvers.ts';
import type { ProvinceCredentials } from './signature.ts';

export const provincePlatform: PlatformParts<ProvinceCredentials, ProvinceReader> = {
  open(address, credentials, { catalogue, cache, asking }) {
    const client = provinceClient(address, credentials, asking);
    const asked = remembered(client, cache);
    return {
      pulse: client.pulse,
      open: request => provinceReader(asked, catalogue(), request, cache),
      touchedByWebhook,
      [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
    };
  },
  resolvers: provinceResolvers,
};
