import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { listen } from '../../src/gateway/listen.ts';

const LOCAL = { host: '127.0.0.1', port: 0 };

describe('listening', () => {
  it('says where, and serves there', async () => {
    await using server = await listen({ handler: (_, res) => res.end('here') }, LOCAL);
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
    expect(await (await fetch(server.url)).text()).toBe('here');
  });

  it('on a port that is taken fails with what to do', async () => {
    await using first = await listen({ handler: () => {} }, LOCAL);
    await expect(listen({ handler: () => {} }, { host: '127.0.0.1', port: first.port })).rejects.toThrow(
      `127.0.0.1:${first.port} is taken by another process. End it, or set PORT to a free one.`,
    );
  });

  it('on an address of another machine fails with what to do', async () => {
    await expect(listen({ handler: () => {} }, { host: '192.0.2.1', port: 0 })).rejects.toThrow(
      'This machine has no address 192.0.2.1. Set HOST to one of its own, such as 127.0.0.1 or 0.0.0.0.',
    );
  });
});

describe('closing', () => {
  it('lets an answer under way finish, and takes no new ones', async () => {
    const asked = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const server = await listen(
      {
        handler: (_, res) => {
          asked.resolve();
          finish.promise.then(() => res.end('whole'));
        },
      },
      LOCAL,
    );
    const answer = fetch(server.url);
    await asked.promise;
    const closed = server[Symbol.asyncDispose]();
    await expect(once(connect(server.port, '127.0.0.1'), 'connect')).rejects.toThrow('ECONNREFUSED');
    finish.resolve();
    const { headers } = await answer;
    expect(headers.get('connection')).toBe('close');
    expect(await (await answer).text()).toBe('whole');
    await closed;
  });

  it('ends what does not finish in its time', async () => {
    const asked = Promise.withResolvers<void>();
    const server = await listen({ handler: () => asked.resolve() }, { ...LOCAL, graceMs: 0 });
    const answer = fetch(server.url);
    await asked.promise;
    await Promise.all([server[Symbol.asyncDispose](), expect(answer).rejects.toThrow('fetch failed')]);
  });
});
