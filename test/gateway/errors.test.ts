import { describe, expect, it } from '@jest/globals';
import { runningGateway } from './running-gateway.ts';

/** What a client reads of a resolver that fails so. */
async function failing(how: string) {
  await using gateway = await runningGateway();
  const { status, body, text } = await gateway.query(
    `{ fails(how: "${how}") }`,
    {},
    { 'x-request-id': 'r-1' },
  );
  const { message, extensions } = body.errors[0];
  return { status, message, extensions, text, logged: gateway.log.filter(line => line.level === 50) };
}

const OURS =
  'Something went wrong on our side. Try again; if it stays, send us the request id r-1, under which our log has the cause.';

describe('what a resolver throws', () => {
  it('passes with its code and platform where a platform failed, and without the cause', async () => {
    const { status, message, extensions, text, logged } = await failing('upstream');
    expect([status, message]).toEqual([200, 'clue list: expected an answer, got none; try later']);
    expect(extensions).toEqual({ code: 'UPSTREAM_UNAVAILABLE', platform: 'CITY' });
    expect(text).not.toContain('10.0.0.7');
    expect(logged).toEqual([]);
  });

  it('passes where it is a GraphQL error with a code', async () => {
    const { message, extensions } = await failing('coded');
    expect(message).toBe('expected a cursor of this list, got another; start again without "after"');
    expect(extensions).toEqual({ code: 'INVALID_CURSOR' });
  });

  it('is the error of its field, with 200 and the other data, where it is too expensive', async () => {
    await using gateway = await runningGateway();
    for (const accept of ['application/graphql-response+json', 'application/json']) {
      const { status, body } = await gateway.query('{ hello fails(how: "expensive") }', {}, { accept });
      expect([status, body.data]).toEqual([200, { hello: 'hello world', fails: null }]);
      expect(body.errors).toMatchObject([{ path: ['fails'], extensions: { code: 'QUERY_TOO_EXPENSIVE' } }]);
    }
  });

  it.each([
    ['a bug', 'bug', 'cannot read properties of undefined, password=hunter2'],
    ['a GraphQL error without a code', 'uncoded', 'secret of the house'],
    ['an error that dresses as coded', 'lookalike', 'password=hunter2'],
    ['no error at all', 'value', 'Unexpected error value: "just a string"'],
    [
      'a value that does not fit the schema',
      'wrongType',
      'String cannot represent value: { not: "a string" }',
    ],
  ])('is hidden where it is %s: the client gets the request id, the log the cause', async (_, how, cause) => {
    const { message, extensions, text, logged } = await failing(how);
    expect([message, extensions]).toEqual([OURS, { code: 'INTERNAL_SERVER_ERROR' }]);
    expect(text).not.toContain(cause);
    expect(text).not.toContain('stack');
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatchObject({ id: 'r-1', path: 'fails', err: { message: cause } });
  });

  it('is logged once, however many fields it broke', async () => {
    await using gateway = await runningGateway();
    const { body } = await gateway.query(
      '{ a: fails(how: "shared") b: fails(how: "shared") c: fails(how: "bug") }',
    );
    expect(body.errors).toHaveLength(3);
    expect(gateway.log.filter(line => line.level === 50).map(line => [line.path, line.err.message])).toEqual([
      ['a', 'one loader for all'],
      ['c', 'cannot read properties of undefined, password=hunter2'],
    ]);
  });
});

it('answers 500 with the request id where the context cannot be opened', async () => {
  await using gateway = await runningGateway({
    context: () => {
      throw new Error('no loaders today');
    },
  });
  const { status, body, text } = await gateway.query('{ hello }', {}, { 'x-request-id': 'r-1' });
  expect([status, body]).toEqual([
    500,
    { errors: [{ message: OURS, extensions: { code: 'INTERNAL_SERVER_ERROR' } }] },
  ]);
  expect(text).not.toContain('no loaders');
  expect(gateway.log.find(line => line.level === 50)).toMatchObject({
    id: 'r-1',
    err: { message: 'no loaders today' },
  });
});
