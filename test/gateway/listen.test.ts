import { once } from 'node:events';
import { Agent, get, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
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

describe('draining', () => {
  /** Asks over connections that are kept, as callers under load do. */
  function caller(url: string) {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    return async () => {
      const call = get(url, { agent });
      const [answer] = await once(call, 'response');
      return { body: await text(answer), connection: answer.headers.connection, reused: call.reusedSocket };
    };
  }

  it('answers who comes on a kept connection or a new one, and ends it with the answer', async () => {
    const draining = new AbortController();
    await using server = await listen(
      { handler: (_, res) => res.end('here') },
      { ...LOCAL, draining: draining.signal },
    );
    const ask = caller(server.url);
    expect(await ask()).toEqual({ body: 'here', connection: 'keep-alive', reused: false });
    expect(await ask()).toEqual({ body: 'here', connection: 'keep-alive', reused: true });
    draining.abort();
    expect(await ask()).toEqual({ body: 'here', connection: 'close', reused: true });
    expect(await ask()).toEqual({ body: 'here', connection: 'close', reused: false });
  });

  it('ends the connections of those being answered with their answer', async () => {
    const draining = new AbortController();
    const asked = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const handler = (_: unknown, res: ServerResponse) => {
      asked.resolve();
      finish.promise.then(() => res.end('whole'));
    };
    await using server = await listen({ handler }, { ...LOCAL, draining: draining.signal });
    const answer = caller(server.url)();
    await asked.promise;
    draining.abort();
    finish.resolve();
    expect(await answer).toEqual({ body: 'whole', connection: 'close', reused: false });
  });
});

describe('at the door', () => {
  it('a connection more than there may be is closed at once', async () => {
    await using server = await listen({ handler: (_, res) => res.end() }, { ...LOCAL, maxConnections: 1 });
    const first = connect(server.port, '127.0.0.1');
    await once(first, 'connect');
    const second = connect(server.port, '127.0.0.1');
    expect(await text(second)).toBe('');
    first.destroy();
  });

  it('an idle connection is kept longer than the 60 s of usual balancers', async () => {
    await using server = await listen({ handler: (_, res) => res.end() }, LOCAL);
    const { headers } = await fetch(server.url);
    expect(headers.get('keep-alive')).toBe('timeout=75, max=10000');
  });
});
