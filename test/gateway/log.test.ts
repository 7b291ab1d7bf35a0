import { request as rawRequest } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { runningGateway } from './running-gateway.ts';

describe('the log line of a request', () => {
  it('says which operation, how long, how it ended, and from whom the answer came', async () => {
    await using gateway = await runningGateway();
    await gateway.query(
      'query Morning { hello }',
      {},
      {
        'x-request-id': 'r-1',
        'apollographql-client-name': 'dashboard',
        'apollographql-client-version': '1.4.0',
      },
    );
    expect(await gateway.line()).toMatchObject({
      level: 30,
      id: 'r-1',
      method: 'POST',
      route: 'graphql',
      operation: { name: 'Morning', type: 'query' },
      status: 200,
      ms: 0,
      sources: { CITY: 'FRESH' },
      client: { name: 'dashboard', version: '1.4.0' },
      msg: 'request',
    });
  });

  it('says under which trace the other systems know it: the caller’s, or one that begins here', async () => {
    await using gateway = await runningGateway();
    const trace = '0af7651916cd43dd8448eb211c80319c';
    await gateway.query('{ hello }', {}, { traceparent: `00-${trace}-b7ad6b7169203331-01` });
    expect(await gateway.line()).toMatchObject({ trace });
    await gateway.query('{ hello }', {}, { traceparent: `00-${trace}` });
    const { trace: own } = await gateway.line();
    expect(own).toMatch(/^[\da-f]{32}$/);
    expect(own).not.toBe(trace);
  });

  it.each([
    ['all of it', '{ hello }', 'FULL'],
    ['a part', '{ hello fails(how: "upstream") }', 'PARTIAL'],
    ['nothing, for what was sent', '{ helo }', 'REFUSED'],
  ])('says whether %s was answered', async (_, query, outcome) => {
    await using gateway = await runningGateway();
    await gateway.query(query);
    expect(await gateway.line()).toMatchObject({ outcome });
  });

  it('counts the calls to the platforms', async () => {
    await using gateway = await runningGateway();
    await gateway.query('{ hello }');
    expect(await gateway.line()).toMatchObject({ calls: 1 });
  });

  it('measures by the clock', async () => {
    await using gateway = await runningGateway();
    const answering = gateway.query('{ waits }');
    await gateway.waiting;
    gateway.clock.advance(3_000);
    await answering;
    expect(await gateway.line()).toMatchObject({
      ms: 3_000,
      sources: { CITY: 'UNAVAILABLE' },
      errors: { UPSTREAM_TIMEOUT: 1 },
    });
  });

  it('counts errors by their codes', async () => {
    await using gateway = await runningGateway();
    await gateway.query('{ a: fails(how: "upstream") b: fails(how: "upstream") c: fails(how: "bug") }');
    expect(await gateway.line()).toMatchObject({
      errors: { UPSTREAM_UNAVAILABLE: 2, INTERNAL_SERVER_ERROR: 1 },
    });
  });

  it.each([
    ['a refusal', '/nowhere', { route: 'unknown', status: 404, errors: { NOT_FOUND: 1 } }],
    [
      'a bad parameter',
      '/graphql?query={hello}&variables=1',
      { route: 'graphql', status: 400, errors: { BAD_REQUEST: 1 } },
    ],
    ['a bad document', '/graphql?query={helo}', { status: 200, errors: { GRAPHQL_VALIDATION_FAILED: 1 } }],
    ['the schema', '/schema.graphql', { route: 'schema', status: 200 }],
    ['a health probe, at debug level', '/health/live', { route: 'live', level: 20 }],
  ])('is written for %s too', async (_, path, line) => {
    await using gateway = await runningGateway();
    await gateway.fetch(path);
    expect(await gateway.line()).toMatchObject(line);
  });

  it('holds no variable, no token, no address and no document', async () => {
    await using gateway = await runningGateway();
    await gateway.query(
      'query Look($wish: Wish!) { wished(wish: $wish) fails(how: "coded") }',
      { wish: { name: '张三-13800000000' } },
      {
        authorization: 'Bearer hunter2',
        cookie: 'sid=hunter2',
        'apollographql-client-name': '<13800000000>',
      },
    );
    await gateway.query('query($n: Int!) { twice(number: $n) }', { n: '13800000000' });
    await gateway.fetch('/nowhere/13800000000?token=hunter2');
    await Promise.all([gateway.line(), gateway.line(), gateway.line()]);
    expect(JSON.stringify(gateway.log)).not.toMatch(/hunter2|13800000000|张三|wished/);
  });

  it('is all that is said of a caller who hangs up before all was sent: no fault of ours', async () => {
    await using gateway = await runningGateway();
    const headers = { 'content-type': 'application/json', 'content-length': '1000' };
    const call = rawRequest(`${gateway.url}/graphql`, { method: 'POST', headers }).on('error', () => {});
    call.write('{"query":', () => call.destroy());
    expect(await gateway.line()).toMatchObject({ level: 30, outcome: 'GONE', hungUp: true });
    await gateway.fetch('/health/live');
    expect(gateway.log.filter(({ level }) => level > 30)).toEqual([]);
  });
});
