import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { type CityClient, cityClient } from '../../src/city/client.ts';
import { systemClock } from '../../src/clock.ts';
import { ONE_TRY } from '../upstream/one-try.ts';
import { asking } from './asking.ts';

const CREDENTIALS = { clientId: 'lsgt-city-demo', clientSecret: 'city-secret-demo' };
const SECRET_DETAIL = '当事人张三';

/** A city that gives a token and answers everything else with this. */
async function city(status: number, body: unknown) {
  const requests: { path: string; authorization: string | undefined; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const text = (await request.toArray()).join('');
    const token = request.url === '/api/v1/oauth2/token';
    if (!token)
      requests.push({ path: request.url!, authorization: request.headers.authorization, body: text });
    response.writeHead(token ? 200 : status, { 'content-type': 'application/json' });
    const answer = token ? { access_token: 'demo', token_type: 'Bearer', expires_in: 600 } : body;
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = cityClient(new URL(`http://127.0.0.1:${port}/api/v1`), CREDENTIALS, {
    clock: systemClock,
    policy: ONE_TRY,
  });
  return {
    client,
    requests,
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]();
      server.close();
      server.closeAllConnections();
    },
  };
}

const problem = (status: number, type: string) => ({
  type: `/problems/${type}`,
  title: SECRET_DETAIL,
  status,
  detail: SECRET_DETAIL,
  instance: `/api/v1/clues?q=${SECRET_DETAIL}`,
  trace_id: '4bf92f3577b34da6',
});

const listed = (client: CityClient, parameters = {}) => client.list(parameters, asking());

describe('a problem of the city, in our terms', () => {
  it.each([
    [
      400,
      'invalid-request',
      'UPSTREAM_INVALID_DATA',
      'clues: it takes our request for wrong (HTTP 400, /problems/invalid-request); see its contract',
    ],
    [
      400,
      'invalid-cursor',
      'UPSTREAM_INVALID_DATA',
      'clues: it takes our request for wrong (HTTP 400, /problems/invalid-cursor); see its contract',
    ],
    [
      401,
      'unauthorized',
      'UPSTREAM_UNAVAILABLE',
      "clues: expected HTTP 200, got HTTP 401, /problems/unauthorized; check the client's id, secret and rights",
    ],
    [
      403,
      'forbidden',
      'UPSTREAM_UNAVAILABLE',
      "clues: expected HTTP 200, got HTTP 403, /problems/forbidden; check the client's id, secret and rights",
    ],
    [
      413,
      'too-large',
      'UPSTREAM_INVALID_DATA',
      'clues: it takes our request for wrong (HTTP 413, /problems/too-large); see its contract',
    ],
    [429, 'rate-limited', 'UPSTREAM_OVERLOADED', 'clues: it is asked too much; try again in some seconds'],
    [500, 'internal', 'UPSTREAM_UNAVAILABLE', 'clues: expected HTTP 200, got HTTP 500, /problems/internal'],
    [503, 'maintenance', 'UPSTREAM_UNAVAILABLE', 'clues: it is under maintenance'],
  ])('HTTP %i %s is %s, and says nothing of what was asked', async (status, type, code, message) => {
    await using running = await city(status, problem(status, type));
    await expect(listed(running.client)).rejects.toMatchObject({ code, platform: 'CITY', message });
  });

  it.each([
    [
      'a page of a gateway in front',
      502,
      '<html>Bad Gateway</html>',
      'UPSTREAM_UNAVAILABLE',
      'expected HTTP 200, got HTTP 502',
    ],
    [
      'a type that is none of the contract’s form',
      500,
      { type: `/problems/${SECRET_DETAIL}` },
      'UPSTREAM_UNAVAILABLE',
      'expected HTTP 200, got HTTP 500',
    ],
    [
      'success without JSON',
      200,
      '<html></html>',
      'UPSTREAM_INVALID_DATA',
      'expected a JSON object, got a value of type undefined',
    ],
    [
      'success without a list',
      200,
      { items: {} },
      'UPSTREAM_INVALID_DATA',
      'expected a list at items, got a value of type object',
    ],
    [
      'a cursor that is no text',
      200,
      { items: [], next_cursor: 7 },
      'UPSTREAM_INVALID_DATA',
      'expected a text at next_cursor, got a value of type number',
    ],
    [
      'a total that is no number',
      200,
      { items: [], total: 'x' },
      'UPSTREAM_INVALID_DATA',
      'expected a number at total, got a value of type string',
    ],
  ])('%s is said so, and no fresh answer', async (_, status, body, code, message) => {
    await using running = await city(status, body);
    const request = asking();
    const failure = { code, message: `clues: ${message}` };
    await expect(running.client.list({}, request)).rejects.toMatchObject(failure);
    expect(request.sources.sources()).toEqual({ CITY: { status: 'UNAVAILABLE', asOf: null, ...failure } });
  });

  it('is a missing total only where it was asked for', async () => {
    await using running = await city(200, { items: [] });
    expect(await listed(running.client)).toEqual({ clues: [], total: null, nextCursor: null });
    await expect(listed(running.client, { include_total: 'true' })).rejects.toMatchObject({
      message: 'clues: expected a number at total, got null',
    });
  });
});

describe('a cursor that a reader brings back to a list', () => {
  const refused = problem(400, 'invalid-cursor');

  it.each(['documents', 'disputes', 'resumed'] as const)(
    'may be past its time: %s says so, and the city is well',
    async list => {
      await using running = await city(400, refused);
      const request = asking();
      expect(await running.client[list]({ cursor: 'old', limit: 20 }, request)).toBeNull();
      expect(request.sources.sources()).toMatchObject({ CITY: { status: 'FRESH' } });
    },
  );

  it('is not there on a first page, nor past its time within one walk of clues', async () => {
    await using running = await city(400, refused);
    await expect(running.client.documents({ cursor: null }, asking())).rejects.toMatchObject({
      code: 'UPSTREAM_INVALID_DATA',
      message:
        'documents: it takes our request for wrong (HTTP 400, /problems/invalid-cursor); see its contract',
    });
    await expect(running.client.list({ cursor: 'ours' }, asking())).rejects.toMatchObject({
      code: 'UPSTREAM_INVALID_DATA',
      message: 'clues: it does not take its own cursor; see its contract',
    });
  });

  it('is given with a page, with the number of all where that was asked for', async () => {
    await using running = await city(200, { items: [{}], next_cursor: 'on', total: 7 });
    const page = { records: [{}], total: 7, nextCursor: 'on' };
    expect(await running.client.disputes({ include_total: 'true' }, asking())).toEqual(page);
  });
});

describe('a call to the city', () => {
  it('repeats a parameter for each value, writes a time’s plus so that it stays one, and bears the token', async () => {
    await using running = await city(200, { items: [] });
    await listed(running.client, {
      status: ['registered', 'closed'],
      reported_to: '2024-07-26T17:59:59+08:00',
      q: '占道 经营',
      cursor: null,
    });
    expect(running.requests).toEqual([
      {
        path: `/api/v1/clues?status=registered&status=closed&reported_to=2024-07-26T17%3A59%3A59%2B08%3A00&q=${encodeURIComponent('占道 经营')}`,
        authorization: 'Bearer demo',
        body: '',
      },
    ]);
  });

  it('counts by the parameters of a list in the body, where overdue is a truth value and null is left out', async () => {
    await using running = await city(200, { rows: [{}], as_of: '2024-07-26T18:00:00+08:00' });
    const parameters = { origin: 'city', status: ['registered', 'closed'], q: null, overdue: 'true' };
    expect(await running.client.statistics(parameters, ['item', 'day'], asking())).toEqual([{}]);
    const { path, body } = running.requests[0]!;
    expect([path, JSON.parse(body)]).toEqual([
      '/api/v1/statistics',
      {
        filter: { origin: 'city', status: ['registered', 'closed'], overdue: true },
        group_by: ['item', 'day'],
      },
    ]);
  });

  it('counts nothing where the answer has no rows', async () => {
    await using running = await city(200, { as_of: '2024-07-26T18:00:00+08:00' });
    await expect(running.client.statistics({}, [], asking())).rejects.toMatchObject({
      code: 'UPSTREAM_INVALID_DATA',
    });
  });

  it('reads its directory of items page by page', async () => {
    await using running = await city(200, { items: [{}], next_cursor: 'b' });
    const page = await running.client.items({ cursor: null, limit: 200 }, asking());
    expect(page).toEqual({ records: [{}], total: null, nextCursor: 'b' });
    expect(running.requests[0]!.path).toBe('/api/v1/items?limit=200');
  });

  it('is in the request’s log with its end, the token’s own call is not', async () => {
    await using running = await city(503, problem(503, 'maintenance'));
    const request = asking();
    await expect(running.client.byNumbers(['XS20240513000087'], [], request)).rejects.toThrow();
    expect(request.sources.calls).toMatchObject([
      { platform: 'CITY', call: 'clues:batch-get', failure: { code: 'UPSTREAM_UNAVAILABLE' } },
    ]);
  });

  it('ends at the deadline', async () => {
    await using running = await city(200, { items: [] });
    await listed(running.client);
    const request = asking([], AbortSignal.abort(new DOMException('the time is up', 'TimeoutError')));
    await expect(running.client.list({}, request)).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    expect(running.requests).toHaveLength(1);
  });
});

describe('the city’s clock', () => {
  it('is learned from its health call, without a token', async () => {
    await using running = await city(200, { status: 'ok', time: '2024-07-26T18:00:00+08:00' });
    const { pulse } = running.client;
    await pulse.check();
    expect(pulse.now()).toBe(Date.parse('2024-07-26T18:00:00+08:00'));
    expect(running.requests).toMatchObject([{ path: '/api/v1/health', authorization: undefined }]);
  });

  it.each([{ status: 'degraded', time: '2024-07-26T18:00:00+08:00' }, { status: 'ok' }])(
    'is not learned from %j',
    async body => {
      await using running = await city(200, body);
      const { pulse } = running.client;
      await pulse.check();
      expect([pulse.now(), pulse.health.status]).toEqual([null, 'DOWN']);
    },
  );
});
