import type { PlatformParts } from '../platform-module.ts';
import { touchedBy } from './changes.ts';
import { cityClient } from './client.ts';
import { type CityReader, cityReader } from './loaders.ts';
import { remembered } from './remembered.ts';
import { cityResolvers } from './resolvers.ts';
import type { CityCredentials } from './token.ts';

export const cityPlatform: PlatformParts<CityCredentials, CityReader> = {
  open(address, credentials, { catalogue, cache, asking }) {
    const client = cityClient(address, credentials, asking);
    const asked = remembered(client, cache);
    return {
      pulse: client.pulse,
      open: request => cityReader(asked, catalogue(), request, cache),
      touchedByWebhook: touchedBy,
      [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
    };
  },
  resolvers: cityResolvers,
};
