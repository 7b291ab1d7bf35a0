import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { type Call, get, post } from '../../src/upstream/call.ts';
import { openPool, type PoolOptions } from '../../src/upstream/pool.ts';
import { handClock } from '../clock.ts';

const lives = new AbortController().signal;

/** A platform of one answer, and a pool to it. */
async function platform(answer: RequestListener, options: Partial<PoolOptions> = {}) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const pool = openPool(new URL(`http://127.0.0.1:${port}/zfjg/api/`), options);
  return {
    url: `http://127.0.0.1:${port}`,
    send: pool.send,
    async [Symbol.asyncDispose]() {
      await pool[Symbol.asyncDispose]();
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

const list = (signal: AbortSignal = lives): Call => get('PROVINCE', 'event/list', {}, { signal });
const code = (code: string, message: string) => ({
  name: 'UpstreamError',
  code,
  platform: 'PROVINCE',
  message,
});

describe('a pool of connections to a platform', () => {
  it('gives status, headers and the parsed JSON, whatever the status', async () => {
    await using province = await platform((_request, response) => {
      response.writeHead(409, { 'content-type': 'application/json', 'X-Say': 'yes' }).end('{"code":40903}');
    });
    const reply = await province.send(list());
    expect(reply).toMatchObject({ status: 409, headers: { 'x-say': 'yes' }, body: { code: 40903 } });
  });

  it('gives an undefined body where it is no JSON, and leaves the verdict to the contract’s layer', async () => {
    await using province = await platform((_request, response) => {
      response.writeHead(502).end('<html>Bad Gateway</html>');
    });
    expect(await province.send(list())).toMatchObject({ status: 502, body: undefined });
  });

  it('calls below the base address, with the query’s blanks as %20', async () => {
    await using province = await platform((request, response) => {
      const { method, url, headers } = request;
      response.end(JSON.stringify({ method, url, accept: headers.accept, key: headers['x-key'] }));
    });
    const call = get('PROVINCE', 'event/list', { keyword: '建 +', page: 1 }, { signal: lives });
    expect((await province.send({ ...call, headers: { 'x-key': 'k' } })).body).toEqual({
      method: 'GET',
      url: '/zfjg/api/event/list?keyword=%E5%BB%BA%20%2B&page=1',
      accept: 'application/json, application/problem+json',
      key: 'k',
    });
    expect((await province.send(list())).body).toMatchObject({ url: '/zfjg/api/event/list' });
  });

  it('sends a body as it stands', async () => {
    await using province = await platform(async (request, response) => {
      let body = '';
      for await (const piece of request) body += piece;
      response.end(JSON.stringify({ body, type: request.headers['content-type'] }));
    });
    const call = post('PROVINCE', 'event/batch', { eventNos: ['RW1'] }, { signal: lives });
    expect((await province.send(call)).body).toEqual({
      body: '{"eventNos":["RW1"]}',
      type: 'application/json',
    });
  });
});

describe('what a network in front of a platform may do', () => {
  const packed =
    (body: Buffer, encoding = 'gzip'): RequestListener =>
    (_request, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body);
  const unusable = (message: string) => code('UPSTREAM_INVALID_DATA', `event/list: ${message}`);

  it('it compresses though nobody asked for it', async () => {
    await using province = await platform(packed(gzipSync('{"code":"00"}')));
    expect((await province.send(list())).body).toEqual({ code: '00' });
  });

  it.each([
    [
      'it says gzip and sends something else',
      packed(Buffer.from('{"code":"00"}')),
      'expected gzip, got what cannot be unpacked',
    ],
    [
      'it cuts what is packed',
      packed(gzipSync('{"code":"00"}').subarray(0, 20)),
      'expected gzip, got what cannot be unpacked',
    ],
    [
      'it packs what is far larger when unpacked',
      packed(gzipSync(' '.repeat(100_000))),
      'the answer is larger than the contract allows',
    ],
    [
      'it packs in another way',
      packed(Buffer.from('{}'), 'br'),
      'expected JSON or gzip, got another encoding',
    ],
  ])('%s, which is not read', async (_, answer, message) => {
    await using province = await platform(answer, { maxResponseBytes: 50_000 });
    await expect(province.send(list())).rejects.toMatchObject(unusable(message));
  });

  it('it redirects, to wherever, and is not followed', async () => {
    const asked: string[] = [];
    await using elsewhere = await platform(({ url }) => void asked.push(url!));
    await using province = await platform((_request, response) =>
      response.writeHead(302, { location: `${elsewhere.url}/event/list` }).end(),
    );
    expect(await province.send(list())).toMatchObject({ status: 302, body: undefined });
    expect(asked).toEqual([]);
  });

  it('it moves to another machine: no connection is used for longer than its life', async () => {
    const ports = new Set<number | undefined>();
    await using province = await platform(
      ({ socket }, response) => {
        ports.add(socket.remotePort);
        response.end('{}');
      },
      { connectionLifeMs: 1 },
    );
    await province.send(list());
    for (const until = Date.now() + 3; Date.now() < until; );
    await province.send(list());
    expect(ports.size).toBe(2);
  });
});

describe('where no answer comes, a pool says that the platform is', () => {
  const unavailable = code('UPSTREAM_UNAVAILABLE', 'event/list: no answer; try again later');

  it('unavailable: nobody listens', async () => {
    const gone = await platform(() => {});
    await gone[Symbol.asyncDispose]();
    await using pool = openPool(new URL('http://127.0.0.1:1/zfjg/api'));
    await expect(pool.send(list())).rejects.toMatchObject(unavailable);
    await expect(gone.send(list())).rejects.toMatchObject(unavailable);
  });

  it('unavailable: the connection breaks, before the answer or in it', async () => {
    await using early = await platform(request => request.socket.destroy());
    await expect(early.send(list())).rejects.toMatchObject(unavailable);
    await using late = await platform((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"code":0,', () => response.destroy());
    });
    await expect(late.send(list())).rejects.toMatchObject(unavailable);
  });

  it('one whose answer is larger than the contract allows, whether or not it says so first', async () => {
    const invalid = code(
      'UPSTREAM_INVALID_DATA',
      'event/list: the answer is larger than the contract allows',
    );
    const large = JSON.stringify('x'.repeat(2_000));
    await using announced = await platform((_request, response) => response.end(large), {
      maxResponseBytes: 1_000,
    });
    await expect(announced.send(list())).rejects.toMatchObject(invalid);
    await using chunked = await platform(
      (_request, response) => {
        for (const piece of large.match(/.{1,500}/g)!) response.write(piece);
        response.end();
      },
      { maxResponseBytes: 1_000 },
    );
    await expect(chunked.send(list())).rejects.toMatchObject(invalid);
  });

  it('too late: the deadline passes', async () => {
    const clock = handClock();
    const signal = clock.timeout(3_000);
    await using silent = await platform(() => clock.advance(3_000));
    const timeout = code('UPSTREAM_TIMEOUT', 'event/list: no answer by the deadline; try again');
    await expect(silent.send(list(signal))).rejects.toMatchObject(timeout);
    await expect(silent.send(list(signal))).rejects.toMatchObject(timeout);
  });

  it('too late as well where the deadline passes in the middle of the answer', async () => {
    const clock = handClock();
    await using slow = await platform((_request, response) => {
      response.writeHead(200).write('{"code":0,', () => clock.advance(3_000));
    });
    await expect(slow.send(list(clock.timeout(3_000)))).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
  });

  it('not asked any more: the caller goes away, by a signal of any shape', async () => {
    const left = code('UPSTREAM_UNAVAILABLE', 'event/list: the caller went away');
    for (const reason of [undefined, new Error('hung up'), 'gone', null]) {
      const caller = new AbortController();
      await using silent = await platform(() => caller.abort(reason));
      await expect(silent.send(list(caller.signal))).rejects.toMatchObject(left);
    }
  });

  it('and keeps the cause for the log alone', async () => {
    await using pool = openPool(new URL('http://127.0.0.1:1/'));
    const error = await pool.send(list()).catch(error => error);
    expect(error.cause).toMatchObject({ code: 'ECONNREFUSED' });
    expect(error.message).not.toContain('127.0.0.1');
    expect(error.extensions).toEqual({ code: 'UPSTREAM_UNAVAILABLE', platform: 'PROVINCE' });
  });
});
