import { request as rawRequest } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { runningGateway } from './running-gateway.ts';
import { SHOP_SDL } from './shop.ts';

describe('an answer', () => {
  it('is the data, and says where it came from', async () => {
    await using gateway = await runningGateway();
    const { status, body } = await gateway.query('{ hello }');
    expect(status).toBe(200);
    expect(body).toEqual({
      data: { hello: 'hello world' },
      extensions: { sources: { CITY: { status: 'FRESH', asOf: '2024-07-26T10:00:00.000Z' } } },
    });
  });

  it('has no extensions where no platform took part', async () => {
    await using gateway = await runningGateway();
    expect((await gateway.query('{ twice(number: 4) }')).body).toEqual({ data: { twice: 8 } });
  });

  it('lists the calls that it cost, for who asks with x-guantong-trace: 1', async () => {
    await using gateway = await runningGateway();
    const { body } = await gateway.query(
      '{ a: hello fails(how: "upstream") }',
      {},
      { 'x-guantong-trace': '1' },
    );
    expect(body.extensions.trace).toEqual({
      calls: [{ platform: 'CITY', call: 'hello', ms: 3 }],
      remembered: [],
    });
    expect((await gateway.query('{ hello }')).body.extensions.trace).toBeUndefined();
  });

  it('names what could not be read, at most fifty times, and counts the rest', async () => {
    await using gateway = await runningGateway();
    const few = (await gateway.query('{ unreadable(times: 2) }')).body.extensions;
    expect(few.diagnostics).toEqual([
      {
        code: 'UPSTREAM_INVALID_DATA',
        platform: 'CITY',
        record: 'row 0',
        field: 'leaf',
        message: 'expected a known leaf, got another; shown as null',
      },
      expect.objectContaining({ record: 'row 1' }),
    ]);
    expect(few.diagnosticsOmitted).toBeUndefined();
    const many = (await gateway.query('{ unreadable(times: 63) }')).body.extensions;
    expect([many.diagnostics.length, many.diagnosticsOmitted]).toEqual([50, 13]);
  });

  it('is in the media type that the client prefers, and plain JSON without a preference', async () => {
    await using gateway = await runningGateway();
    const type = async (accept: string) =>
      (await gateway.query('{ hello }', {}, { accept })).headers.get('content-type');
    expect(await type('application/graphql-response+json, application/json;q=0.9')).toBe(
      'application/graphql-response+json; charset=utf-8',
    );
    expect(await type('application/json')).toBe('application/json; charset=utf-8');
    expect(await type('*/*')).toBe('application/json; charset=utf-8');
  });

  it('is the same to a GET with the query in the address', async () => {
    await using gateway = await runningGateway();
    const search = new URLSearchParams({
      query: 'query($n: Int!) { twice(number: $n) }',
      variables: '{"n":5}',
    });
    expect((await gateway.fetch(`/graphql?${search}`)).body).toEqual({ data: { twice: 10 } });
  });

  it('forbids a browser to guess, to frame and to keep it', async () => {
    await using gateway = await runningGateway();
    const { headers } = await gateway.query('{ hello }');
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
    });
  });
});

describe('the request id', () => {
  it('is the caller’s own', async () => {
    await using gateway = await runningGateway();
    const { headers } = await gateway.query('{ hello }', {}, { 'x-request-id': 'front-7/a.b_c:1' });
    expect(headers.get('x-request-id')).toBe('front-7/a.b_c:1');
  });

  it.each([
    ['none', undefined],
    ['one that is too long', 'x'.repeat(129)],
    ['one with odd characters', 'a b"<c>'],
  ])('is made here where the caller sends %s', async (_, sent) => {
    await using gateway = await runningGateway();
    const { headers } = await gateway.query('{ hello }', {}, sent ? { 'x-request-id': sent } : {});
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  });

  it('is on refusals too', async () => {
    await using gateway = await runningGateway();
    const { headers } = await gateway.fetch('/nowhere', { headers: { 'x-request-id': 'abc' } });
    expect(headers.get('x-request-id')).toBe('abc');
  });
});

describe('the deadline', () => {
  it('ends what still waits, and serves what is there with 200', async () => {
    await using gateway = await runningGateway();
    const answering = gateway.query('{ hello waits }');
    await gateway.waiting;
    gateway.clock.advance(3_000);
    const { status, body } = await answering;
    expect(status).toBe(200);
    expect(body.data).toEqual({ hello: 'hello world', waits: null });
    expect(body.errors).toEqual([
      {
        message: 'waits: expected an answer before the request ended, got none; ask again',
        path: ['waits'],
        locations: [{ line: 1, column: 9 }],
        extensions: { code: 'UPSTREAM_TIMEOUT', platform: 'CITY' },
      },
    ]);
    expect(body.extensions.sources.CITY.status).toBe('UNAVAILABLE');
  });

  it('is not reached a moment before', async () => {
    await using gateway = await runningGateway();
    let answered = false;
    const answering = gateway.query('{ waits }').then(() => {
      answered = true;
    });
    await gateway.waiting;
    gateway.clock.advance(2_999);
    await gateway.fetch('/health/live');
    expect(answered).toBe(false);
    gateway.clock.advance(1);
    await answering;
  });

  it('comes at once when the caller hangs up', async () => {
    await using gateway = await runningGateway();
    const call = rawRequest(`${gateway.url}/graphql?query={waits}`).on('error', () => {});
    call.end();
    await gateway.waiting;
    call.destroy();
    expect(await gateway.line()).toMatchObject({ hungUp: true, operation: { name: null, type: 'query' } });
  });
});

describe('beside GraphQL there is', () => {
  it('/schema.graphql: the schema as text, sent again only when it changed', async () => {
    await using gateway = await runningGateway();
    const schema = await gateway.fetch('/schema.graphql');
    expect(schema.text).toBe(SHOP_SDL);
    expect(schema.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const headers = { 'if-none-match': schema.headers.get('etag')!, 'cache-control': 'max-age=0' };
    const again = await gateway.fetch('/schema.graphql', { headers });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it('/health/live: 200 while the process runs', async () => {
    await using gateway = await runningGateway({ ready: () => ({ status: 'DOWN', platforms: {} }) });
    const { status, body } = await gateway.fetch('/health/live');
    expect([status, body]).toEqual([200, { status: 'UP' }]);
  });

  it('/health/ready: 200 while some platform answers, else 503, with each platform’s state', async () => {
    const platforms = { CITY: { status: 'UP', checkedAt: '2024-07-26T10:00:00.000Z' } };
    await using up = await runningGateway({ ready: () => ({ status: 'UP', platforms }) });
    await using down = await runningGateway({ ready: () => ({ status: 'DOWN', platforms: {} }) });
    const ready = await up.fetch('/health/ready');
    expect([ready.status, ready.body]).toEqual([200, { status: 'UP', platforms, notUnderstood: [] }]);
    expect((await down.fetch('/health/ready')).status).toBe(503);
  });

  it('/health/ready: 503 from when the process is to end, and GraphQL is answered all the same', async () => {
    const draining = new AbortController();
    await using gateway = await runningGateway({ draining: draining.signal });
    expect((await gateway.fetch('/health/ready')).status).toBe(200);
    draining.abort();
    const { status, body } = await gateway.fetch('/health/ready');
    expect([status, body]).toEqual([
      503,
      { status: 'DOWN', draining: true, platforms: {}, notUnderstood: [] },
    ]);
    expect((await gateway.query('{ hello }')).status).toBe(200);
  });

  it.each(['/schema.graphql', '/health/live', '/health/ready', '/graphiql/start.js'])(
    'HEAD of %s: the headers of a GET, and no body',
    async path => {
      await using gateway = await runningGateway();
      const [head, get] = [await gateway.fetch(path, { method: 'HEAD' }), await gateway.fetch(path)];
      expect([head.status, head.text]).toEqual([200, '']);
      expect(head.headers.get('content-length')).toBe(get.headers.get('content-length'));
    },
  );
});
