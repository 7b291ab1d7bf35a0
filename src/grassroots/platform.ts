import type { PlatformParts } from '../platform-module.ts';
import { touchedByWebhook } from './changes.ts';
import { grassrootsClient } from './client.ts';
import { type GrassrootsReader, grassrootsReader } from './loaders.ts';
import { remembered } from './remembered.ts';
import { grassrootsResolvers } from './resolvers.ts';
import type { GrassrootsCredentials } from './signature.ts';

export const grassrootsPlatform: PlatformParts<GrassrootsCredentials, GrassrootsReader> = {
  open(address, credentials, { catalogue, cache, asking }) {
    const client = grassrootsClient(address, credentials, asking);
    const asked = remembered(client, cache);
    return {
      pulse: client.pulse,
      open: request => grassrootsReader(asked, catalogue(), request, cache),
      touchedByWebhook,
      [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
    };
  },
  resolvers: grassrootsResolvers,
};
