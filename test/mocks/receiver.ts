/** Takes webhooks, in the place of a gateway. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Webhook } from '../../mocks/webhooks.ts';

export async function receiver() {
  const received: Webhook[] = [];
  const server = createServer(async (request, response) => {
    received.push((await json(request)) as Webhook);
    response.writeHead(204).end();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    received,
    /** When for a while nothing more has come. */
    async settled(): Promise<void> {
      for (let quiet = 0, seen = received.length; quiet < 100; quiet++) {
        await new Promise(setImmediate);
        if (received.length > seen) [quiet, seen] = [0, received.length];
      }
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
