/** The layers together, over a real socket: what a platform's client gets, and what the platform sees. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { answered } from '../../src/city/answer.ts';
import { get } from '../../src/upstream/call.ts';
import { openLink } from '../../src/upstream/link.ts';
import { DEFAULT_UPSTREAM_POLICY, type UpstreamPolicy } from '../../src/upstream/upstream-policy.ts';
import { handClock } from '../clock.ts';
import { aRequest } from '../request.ts';
import { listening, settled } from './sending.ts';

async function platform(answer: RequestListener, policy: Partial<UpstreamPolicy> = {}) {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url!);
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const clock = handClock();
  const { heard, observer } = listening();
  const link = openLink({
    platform: 'CITY',
    base: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`),
    answered: answered(clock),
    authorised: next => async call => {
      await next(get('CITY', 'oauth2/token', {}, { signal: call.signal }));
      return await next(call);
    },
    clock,
    observer,
    random: () => 0,
    policy: { ...DEFAULT_UPSTREAM_POLICY, ...policy },
  });
  return {
    clock,
    heard,
    paths,
    link,
    /** The statuses of the sources of the request that asked. */
    async ask(name = 'clues') {
      const request = { ...aRequest(), clock };
      const call = get('CITY', name, {}, { request, signal: request.signal });
      const answer = await link.ask(call, ({ body }) => body).catch(error => error);
      return { answer, calls: request.sources.calls };
    },
    async [Symbol.asyncDispose]() {
      await link[Symbol.asyncDispose]();
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

/** Moves the clock on by what the layers wait for, until the answer is there. */
async function meanwhile<Answer>(
  clock: { advance(ms: number): void },
  answer: Promise<Answer>,
): Promise<Answer> {
  let there = false;
  const end = answer.finally(() => {
    there = true;
  });
  while (!there) {
    await settled();
    clock.advance(0);
  }
  return await end;
}

describe('the way to a platform and back', () => {
  it('repeats what failed for once, which is one call to the reader and each one to whom watches', async () => {
    let failures = 1;
    await using city = await platform((request, response) => {
      if (request.url === '/api/v1/clues' && failures-- > 0) response.writeHead(502).end('<html>');
      else response.writeHead(200).end('{"items":[]}');
    });
    const { answer, calls } = await meanwhile(city.clock, city.ask());
    expect(answer).toEqual({ items: [] });
    expect(calls).toMatchObject([{ call: 'clues' }]);
    expect(city.heard).toEqual([
      'sent oauth2/token OK 0',
      'sent clues UPSTREAM_UNAVAILABLE 0',
      'repeated clues',
      'sent oauth2/token OK 0',
      'sent clues OK 0',
    ]);
  });

  it('asks nothing while it is under maintenance for as long as it says, but whether it is well', async () => {
    await using city = await platform((_, response) =>
      response.writeHead(503, { 'retry-after': '120' }).end('{}'),
    );
    expect((await city.ask()).answer).toMatchObject({ message: 'clues: it is under maintenance' });
    city.clock.advance(118_000);
    const before = city.paths.length;
    expect((await city.ask('forums')).answer).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(city.paths.length).toBe(before);
    await city.link.probe(get('CITY', 'health', {}, aRequest())).catch(() => {});
    expect(city.paths.at(-1)).toBe('/api/v1/health');
    city.clock.advance(2_000);
    await city.ask('forums');
    expect(city.paths.slice(-2)).toEqual(['/api/v1/oauth2/token', '/api/v1/forums']);
  });

  it('gives a platform that hangs its time, and no more of it when that happens again and again', async () => {
    await using city = await platform(() => {});
    for (let nth = 1; nth <= 5; nth++) {
      const asked = city.ask();
      while (city.paths.length < nth) await settled();
      city.clock.advance(2_000);
      expect((await asked).answer).toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    }
    expect((await city.ask()).answer).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(city.paths).toHaveLength(5);
  });

  it('sends nothing of what waited for its turn when the platform asked for a pause', async () => {
    const first = Promise.withResolvers<void>();
    await using city = await platform(
      (request, response) => {
        if (request.url !== '/api/v1/clues') return void response.writeHead(200).end('{}');
        void first.promise.then(() => response.writeHead(503, { 'retry-after': '120' }).end('{}'));
      },
      { concurrency: 1, queue: 5 },
    );
    const asked = [city.ask(), city.ask('forums'), city.ask()];
    while (!city.paths.includes('/api/v1/clues')) await settled();
    first.resolve();
    for (const one of asked) expect((await one).answer).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(city.paths).toEqual(['/api/v1/oauth2/token', '/api/v1/clues']);
    expect(city.heard.slice(2)).toEqual(['not sent forums PAUSE', 'not sent clues PAUSE']);
  });

  it('breaks off a call that hangs however many of its kind find the queue full meanwhile', async () => {
    await using city = await platform(() => {}, { concurrency: 1, queue: 0 });
    for (let nth = 1; nth <= 5; nth++) {
      const hanging = city.ask();
      while (city.paths.length < nth) await settled();
      for (let more = 0; more < 4; more++)
        expect((await city.ask()).answer).toMatchObject({ code: 'UPSTREAM_OVERLOADED' });
      city.clock.advance(2_000);
      expect((await hanging).answer).toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    }
    expect(city.heard.at(-1)).toBe('clues OPEN');
  });

  it('gives a call the time of its signal, and no other: a platform may take longer over a token than over data', async () => {
    await using city = await platform(
      // On the machine's own clock, by which undici's timers go, to the second; the clock in hand stands still.
      (_, response) => void setTimeout(() => response.writeHead(200).end('{"items":[]}'), 1_300),
      { callMs: 10 },
    );
    expect((await city.ask()).answer).toEqual({ items: [] });
  });
});
