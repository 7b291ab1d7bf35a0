import { describe, expect, it } from '@jest/globals';
import { authorised } from '../../src/city/token.ts';
import { type Call, get, type Reply } from '../../src/upstream/call.ts';
import { UpstreamError } from '../../src/upstream/upstream-error.ts';
import { handClock } from '../clock.ts';

const CREDENTIALS = { clientId: 'lsgt-city-demo', clientSecret: 'city-secret-demo' };
const GRANT = { token_type: 'Bearer', expires_in: 600, scope: 'event.read' };

interface Platform {
  /** What the n-th (from 0) asking for a token answers; a good one by default. */
  grant?: (n: number) => Reply | Promise<Reply>;
  /** Whether a token is taken; every one by default. */
  takes?: (token: string) => boolean;
}

/** The layer above a platform that is played here. */
function city({ grant = granted, takes = () => true }: Platform = {}) {
  const clock = handClock();
  const asked: Call[] = [];
  const bearers: string[] = [];
  const send = authorised(
    CREDENTIALS,
    clock,
  )(async call => {
    if (call.name === 'oauth2/token') return await grant(asked.push(call) - 1);
    const bearer = call.headers.authorization!;
    bearers.push(bearer);
    return takes(bearer.replace('Bearer ', '')) ? reply(200, { items: [] }) : reply(401, undefined, REFUSED);
  });
  const list = (signal = new AbortController().signal) => send(get('CITY', 'clues', {}, { signal }));
  return { clock, asked, bearers, list };
}

const REFUSED = { 'www-authenticate': 'Bearer realm="clues", error="invalid_token"' };
const reply = (status: number, body?: unknown, headers: Reply['headers'] = {}): Reply => ({
  status,
  headers,
  body,
});
const granted = (n: number) => reply(200, { ...GRANT, access_token: `token-${n + 1}` });
const failure = (sent: Promise<unknown>): Promise<UpstreamError> =>
  sent.then(
    () => {
      throw new Error('expected the call to fail, it was answered');
    },
    error => error,
  );

describe('the city’s token', () => {
  it('is asked for with HTTP Basic and a form, and for reading only', async () => {
    const { asked, bearers, list } = city();
    expect(await list()).toMatchObject({ status: 200 });
    expect(asked).toMatchObject([
      {
        platform: 'CITY',
        method: 'POST',
        path: '/oauth2/token',
        headers: {
          authorization: 'Basic bHNndC1jaXR5LWRlbW86Y2l0eS1zZWNyZXQtZGVtbw==',
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: 'grant_type=client_credentials&scope=event.read',
      },
    ]);
    expect(bearers).toEqual(['Bearer token-1']);
  });

  it('is the gateway’s own call, not counted to the request that needed it', async () => {
    const { asked, list } = city();
    await list();
    expect(asked[0]).not.toHaveProperty('request');
  });

  it('is asked for once by all calls that begin together', async () => {
    const { asked, bearers, list } = city();
    await Promise.all([list(), list(), list()]);
    expect(asked).toHaveLength(1);
    expect(bearers).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-1']);
  });

  it('is replaced after nine tenths of its life, while it still serves', async () => {
    const { asked, bearers, clock, list } = city();
    await list();
    clock.advance(539_999);
    await list();
    expect(asked).toHaveLength(1);
    clock.advance(1);
    await list();
    expect(asked).toHaveLength(2);
    await list();
    expect(asked).toHaveLength(2);
    expect(bearers.map(bearer => bearer.at(-1))).toEqual(['1', '1', '1', '2']);
  });

  it('serves to its last seconds where it cannot be replaced, and is asked for again meanwhile', async () => {
    const { asked, bearers, clock, list } = city({ grant: nth => (nth > 0 ? reply(503) : granted(nth)) });
    await list();
    clock.advance(540_000);
    await list();
    clock.advance(54_999);
    await list();
    expect([asked.length, bearers.length]).toEqual([3, 3]);
    clock.advance(1);
    expect(await failure(list())).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it('is replaced when it is refused, and the call repeated', async () => {
    const { asked, bearers, list } = city({ takes: token => token !== 'token-1' });
    expect(await list()).toMatchObject({ status: 200 });
    expect(bearers).toEqual(['Bearer token-1', 'Bearer token-2']);
    await list();
    expect(asked).toHaveLength(2);
  });

  it('is replaced once for all calls that were refused with it', async () => {
    const { asked, list } = city({ takes: token => token !== 'token-1' });
    const replies = await Promise.all([list(), list(), list()]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(asked).toHaveLength(2);
  });

  it('is replaced no more than once for a call: a second refusal is the answer', async () => {
    const { asked, bearers, list } = city({ takes: () => false });
    expect(await list()).toMatchObject({ status: 401 });
    expect([asked.length, bearers.length]).toEqual([2, 2]);
  });

  it('is not replaced for a 401 that is not about it', async () => {
    const clock = handClock();
    let calls = 0;
    const send = authorised(
      CREDENTIALS,
      clock,
    )(async ({ name }) => {
      if (name === 'oauth2/token') return granted(0);
      calls += 1;
      return reply(401);
    });
    const { signal } = new AbortController();
    expect(await send(get('CITY', 'clues', {}, { signal }))).toMatchObject({ status: 401 });
    expect(calls).toBe(1);
  });
});

describe('when the city gives no token', () => {
  it.each([
    [
      401,
      'UPSTREAM_UNAVAILABLE',
      "oauth2/token: expected a token, got HTTP 401; check the client's id and secret",
    ],
    [429, 'UPSTREAM_OVERLOADED', 'oauth2/token: it is asked too much; try again in some seconds'],
    [503, 'UPSTREAM_UNAVAILABLE', 'oauth2/token: it is under maintenance'],
  ])('but HTTP %i, the call fails with %s', async (status, code, message) => {
    const { bearers, list } = city({ grant: () => reply(status, { detail: 'city-secret-demo' }) });
    const error = await failure(list());
    expect(error).toBeInstanceOf(UpstreamError);
    expect(error).toMatchObject({ code, platform: 'CITY', message });
    expect(bearers).toEqual([]);
  });

  it.each([
    ['no token', { ...GRANT }],
    ['a token that fits no header', { ...GRANT, access_token: 'a\nb' }],
    ['another kind of token', { ...GRANT, access_token: 'a', token_type: 'MAC' }],
    ['no end of its life', { ...GRANT, access_token: 'a', expires_in: '600' }],
    ['no JSON', undefined],
  ])('but %s, the call fails with UPSTREAM_INVALID_DATA', async (_, body) => {
    const error = await failure(city({ grant: () => reply(200, body) }).list());
    expect(error).toMatchObject({ code: 'UPSTREAM_INVALID_DATA', platform: 'CITY' });
  });

  it('fails all calls that waited for it, and is asked again by the next', async () => {
    const { asked, list } = city({ grant: n => (n === 0 ? reply(500) : granted(n)) });
    const errors = await Promise.all([failure(list()), failure(list())]);
    expect(errors.map(({ code }) => code)).toEqual(['UPSTREAM_UNAVAILABLE', 'UPSTREAM_UNAVAILABLE']);
    expect(await list()).toMatchObject({ status: 200 });
    expect(asked).toHaveLength(2);
  });

  it('never says the secret or a token', async () => {
    const refusing = city({ grant: () => reply(200, { ...GRANT, access_token: 'to\nken' }) });
    const error = await failure(refusing.list());
    expect(JSON.stringify([error, error.message, error.stack, error.cause])).not.toMatch(
      /city-secret|to\\nken|bHNndC/,
    );
  });

  it('in the time of one request, that one gives up and the others go on waiting', async () => {
    const { promise, resolve } = Promise.withResolvers<Reply>();
    const { asked, list } = city({ grant: () => promise });
    const deadline = new AbortController();
    const [late, patient] = [failure(list(deadline.signal)), list()];
    deadline.abort(new DOMException('the time is up', 'TimeoutError'));
    expect(await late).toMatchObject({ code: 'UPSTREAM_TIMEOUT', platform: 'CITY' });
    resolve(granted(0));
    expect(await patient).toMatchObject({ status: 200 });
    expect(asked).toHaveLength(1);
  });

  it('is given five seconds for it', async () => {
    const { asked, clock, list } = city({
      grant: () => Promise.reject(new UpstreamError('UPSTREAM_TIMEOUT', 'CITY', 'x')),
    });
    expect(await failure(list())).toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    clock.advance(4_999);
    expect(asked[0]!.signal.aborted).toBe(false);
    clock.advance(1);
    expect(asked[0]!.signal.aborted).toBe(true);
  });
});
