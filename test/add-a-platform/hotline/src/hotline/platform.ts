import { remembering } from '../cache/remembering.ts';
import type { PlatformParts } from '../platform-module.ts';
import { touchedByWebhook } from './changes.ts';
import { type HotlineCredentials, hotlineClient } from './client.ts';
import { type HotlineReader, hotlineReader } from './reader.ts';

export const hotlinePlatform: PlatformParts<HotlineCredentials, HotlineReader> = {
  open(address, credentials, { catalogue, cache, asking }) {
    const client = hotlineClient(address, credentials, asking);
    const whole = remembering(cache, 'HOTLINE');
    // Tickets that are asked for by number are remembered one by one elsewhere.
    const asked = {
      ...client,
      list: whole('list', 'tickets', client.list),
      count: whole('statistics', 'tickets/count', client.count),
      classes: whole('directory', 'classes', client.classes),
    };
    return {
      pulse: client.pulse,
      open: request => hotlineReader(asked, catalogue(), request, cache),
      touchedByWebhook,
      [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
    };
  },
  resolvers: {
    Event: { hotline: (event, _arguments, { hotline }) => hotline.section(event) },
  },
};
