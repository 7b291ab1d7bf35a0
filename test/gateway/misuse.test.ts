/** Every message that a careless client can meet, word for word, with its status. */
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { type Answer, runningGateway } from './running-gateway.ts';

/** `[status, code, message]` of an answer that is one error and no data. */
function refusal({ status, body }: Answer): [number, string, string] {
  expect(Object.keys(body)).toEqual(['errors']);
  expect(body.errors).toHaveLength(1);
  return [status, body.errors[0].extensions.code, body.errors[0].message];
}

const JSON_BODY = { 'content-type': 'application/json' };

async function post(
  body: NonNullable<RequestInit['body']>,
  headers: Record<string, string> = JSON_BODY,
): Promise<Answer> {
  await using gateway = await runningGateway();
  return await gateway.fetch('/graphql', { method: 'POST', headers, body });
}

const compressed = (body: Buffer, encoding: string) =>
  post(body as unknown as ArrayBuffer, { ...JSON_BODY, 'content-encoding': encoding });

async function get(path: string, init?: RequestInit): Promise<Answer> {
  await using gateway = await runningGateway();
  return await gateway.fetch(path, init);
}

async function query(document: string, variables?: object): Promise<Answer> {
  await using gateway = await runningGateway();
  return await gateway.query(document, variables);
}

const EXAMPLE = 'Send a JSON object such as {"query": "{ __typename }"}.';
const TOO_LARGE = 'Select less, or move values from the document into variables and ask in several requests.';

describe('a body', () => {
  it.each([
    [
      'that is cut off',
      '{"query": "{ hello }"',
      `The body is not JSON: it cannot be read from character 21 on. ${EXAMPLE}`,
    ],
    [
      'that is GraphQL',
      '{ hello }',
      `The body is not JSON: it cannot be read from character 2 on. ${EXAMPLE}`,
    ],
    ['that is plain text', 'hello', `The body is not JSON: it cannot be read to its end. ${EXAMPLE}`],
    ['that is empty', '', `The body is empty. ${EXAMPLE}`],
    [
      'that is an empty object',
      '{}',
      `The body must be an object with "query"; it is an object without members. ${EXAMPLE}`,
    ],
    ['that is null', 'null', `The body must be an object with "query"; it is null. ${EXAMPLE}`],
    ['that is a number', '3', `The body must be an object with "query"; it is a number. ${EXAMPLE}`],
    [
      'that is a list',
      '[{"query": "{ hello }"}]',
      'One request carries one operation; this body is a list. Send each operation on its own, or select several root fields in one operation.',
    ],
    [
      'without query',
      '{"qery": "{ hello }"}',
      'A request needs "query", a GraphQL document as text; here it is missing. Send one such as {"query": "{ __typename }"}, or open this address in a browser.',
    ],
    [
      'whose query is no text',
      '{"query": {"hello": true}}',
      'A request needs "query", a GraphQL document as text; here it is a value of type object. Send one such as {"query": "{ __typename }"}, or open this address in a browser.',
    ],
    [
      'whose query is blank',
      '{"query": " "}',
      'A request needs "query", a GraphQL document as text; here it is an empty text. Send one such as {"query": "{ __typename }"}, or open this address in a browser.',
    ],
    [
      'whose variables are text',
      '{"query": "{ hello }", "variables": "{}"}',
      '`variables` in a POST body should be provided as an object, not a recursively JSON-encoded string.',
    ],
    [
      'whose variables are a list',
      '{"query": "{ hello }", "variables": []}',
      '`variables` in a POST body must be an object if provided.',
    ],
    [
      'whose operationName is no text',
      '{"query": "{ hello }", "operationName": 1}',
      '`operationName` in a POST body must be a string if provided.',
    ],
  ])('%s', async (_, body, message) => {
    expect(refusal(await post(body))).toEqual([400, 'BAD_REQUEST', message]);
  });

  it('that is not UTF-8', async () => {
    expect(refusal(await post(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d])))).toEqual([
      400,
      'BAD_REQUEST',
      'The body is not UTF-8. Send JSON encoded as UTF-8.',
    ]);
  });

  it('of another media type', async () => {
    const { headers, ...answer } = await post('query=%7Bhello%7D', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(refusal({ headers, ...answer })).toEqual([
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'A POST must be application/json; this one is "application/x-www-form-urlencoded". Send the header "Content-Type: application/json" and a JSON object.',
    ]);
    expect(headers.get('accept-post')).toBe('application/json');
  });

  it('without a media type', async () => {
    expect(refusal(await post(new Uint8Array([0x7b, 0x7d]), {}))).toEqual([
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'A POST must be application/json; this one is without Content-Type. Send the header "Content-Type: application/json" and a JSON object.',
    ]);
  });

  it('in another charset', async () => {
    expect(refusal(await post('{}', { 'content-type': 'application/json; charset=GBK' }))).toEqual([
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'JSON here is UTF-8; this body says charset "gbk". Send it as UTF-8.',
    ]);
  });

  it('that is larger than the limit', async () => {
    expect(refusal(await post(' '.repeat(262_145)))).toEqual([
      413,
      'PAYLOAD_TOO_LARGE',
      `A body may have 262144 bytes; this one is larger. ${TOO_LARGE}`,
    ]);
  });

  it('that is a hundred times larger', async () => {
    expect(refusal(await post(' '.repeat(26_214_400)))[0]).toBe(413);
  });

  it('that unpacks to more than the limit', async () => {
    expect(refusal(await compressed(gzipSync(' '.repeat(50_000_000)), 'gzip'))).toEqual([
      413,
      'PAYLOAD_TOO_LARGE',
      `A body may have 262144 bytes; this one unpacks to more. ${TOO_LARGE}`,
    ]);
  });

  it.each([
    ['is not', Buffer.from('{"query": "{ hello }"}')],
    ['is cut off', gzipSync('{"query": "{ hello }"}').subarray(0, 25)],
    ['is empty', Buffer.alloc(0)],
  ])('that says gzip and %s', async (_, body) => {
    const [status, code, message] = refusal(await compressed(body, 'gzip'));
    expect([status, code]).toEqual([400, 'BAD_REQUEST']);
    expect(message).toBe(
      'The header says that the body is gzip, but it cannot be unpacked as such. Compress it again, or send it without Content-Encoding.',
    );
  });

  it.each(['compress', 'gzip, gzip', 'constructor'])('compressed as "%s"', async encoding => {
    expect(refusal(await compressed(gzipSync('{}'), encoding))).toEqual([
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      `A body may be compressed with gzip, deflate, br or zstd; this one says "${encoding}". Send it with one of these or without Content-Encoding.`,
    ]);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ] as const)('compressed with %s is read', async (encoding, compress) => {
    expect((await compressed(compress('{"query": "{ hello }"}'), encoding)).body.data).toEqual({
      hello: 'hello world',
    });
  });
});

describe('an address or a method', () => {
  it('that is not served', async () => {
    expect(refusal(await get('/nowhere?token=hunter2'))).toEqual([
      404,
      'NOT_FOUND',
      'Nothing is served at this path. GraphQL is at /graphql, its schema at /schema.graphql.',
    ]);
    expect(refusal(await get('/constructor'))[0]).toBe(404);
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s of GraphQL', async method => {
    const answer = await get('/graphql', { method });
    expect(refusal(answer)).toEqual([
      405,
      'METHOD_NOT_ALLOWED',
      `GraphQL is asked with POST or GET, not ${method}. Send a POST.`,
    ]);
    expect(answer.headers.get('allow')).toBe('GET, POST');
  });

  it('POST of what can only be read', async () => {
    const answer = await get('/health/ready', { method: 'POST' });
    expect(refusal(answer)).toEqual([405, 'METHOD_NOT_ALLOWED', 'This path answers GET, HEAD, not POST.']);
    expect(answer.headers.get('allow')).toBe('GET, HEAD');
  });

  it('GET without a query', async () => {
    expect(refusal(await get('/graphql'))).toEqual([
      400,
      'BAD_REQUEST',
      'A request needs "query", a GraphQL document as text; here it is missing. Send one such as {"query": "{ __typename }"}, or open this address in a browser.',
    ]);
  });

  it('GET with two queries', async () => {
    expect(refusal(await get('/graphql?query={hello}&query={hello}'))).toEqual([
      400,
      'BAD_REQUEST',
      "The 'query' search parameter may only be specified once.",
    ]);
  });

  it('GET with variables that are not JSON', async () => {
    expect(refusal(await get('/graphql?query={hello}&variables={'))).toEqual([
      400,
      'BAD_REQUEST',
      'The variables search parameter contains invalid JSON.',
    ]);
  });

  it('GET of a mutation', async () => {
    const answer = await get(`/graphql?query=${encodeURIComponent('mutation { rename(name: "x") }')}`);
    expect(refusal(answer)).toEqual([
      405,
      'BAD_REQUEST',
      'GET requests only support query operations, not mutation operations',
    ]);
    expect(answer.headers.get('allow')).toBe('POST');
  });

  it('that takes an answer in a form that we do not speak', async () => {
    expect(refusal(await get('/graphql?query={hello}', { headers: { accept: 'application/xml' } }))).toEqual([
      406,
      'NOT_ACCEPTABLE',
      'Answers are application/graphql-response+json or application/json; the Accept header takes neither. Send "Accept: application/graphql-response+json, application/json".',
    ]);
  });
});

describe('a request that is no HTTP', () => {
  async function send(bytes: string): Promise<string> {
    await using gateway = await runningGateway();
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    socket.write(bytes);
    return await text(socket);
  }

  it('is told so, as JSON', async () => {
    const answer = await send('HELLO\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(JSON.parse(answer.split('\r\n\r\n')[1]!)).toEqual({
      errors: [
        {
          message: 'This is not a request as HTTP/1.1 has it. Send one with a proper client.',
          extensions: { code: 'BAD_REQUEST' },
        },
      ],
    });
  });

  it('because its address is too long, is told to POST', async () => {
    const answer = await send(`GET /graphql?query=${'x'.repeat(20_000)} HTTP/1.1\r\nhost: a\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(JSON.parse(answer.split('\r\n\r\n')[1]!).errors[0]).toEqual({
      message: 'Address and headers may have 16 KiB together; these are larger. Send long queries with POST.',
      extensions: { code: 'HEADERS_TOO_LARGE' },
    });
  });
});

describe('a document', () => {
  it.each([
    ['that cannot be parsed', '{ hello', 'GRAPHQL_PARSE_FAILED', 'Syntax Error: Expected Name, found <EOF>.'],
    [
      'with a field that does not exist',
      '{ helo }',
      'GRAPHQL_VALIDATION_FAILED',
      'Cannot query field "helo" on type "Query". Did you mean "hello"?',
    ],
    [
      'with a field that needs a selection',
      '{ tea }',
      'GRAPHQL_VALIDATION_FAILED',
      'Field "tea" of type "Tea" must have a selection of subfields. Did you mean "tea { ... }"?',
    ],
    [
      'with an argument of another type',
      '{ twice(number: "2") }',
      'GRAPHQL_VALIDATION_FAILED',
      'Int cannot represent non-integer value: "2"',
    ],
    [
      'that subscribes, where nothing can be subscribed to',
      'subscription { hello }',
      'GRAPHQL_VALIDATION_FAILED',
      'This API has no subscription: it is read by queries alone. Send a query.',
    ],
    [
      'with several operations and no choice',
      'query A { hello } query B { hello }',
      'OPERATION_RESOLUTION_FAILURE',
      'Must provide operation name if query contains multiple operations.',
    ],
  ])('%s', async (_, document, code, message) => {
    expect(refusal(await query(document))).toEqual([400, code, message]);
  });

  it('that is refused is 200 for who reads application/json, as GraphQL over HTTP wants', async () => {
    const legacy = (document: string, variables = '{}') =>
      post(`{"query": ${JSON.stringify(document)}, "variables": ${variables}}`, {
        ...JSON_BODY,
        accept: 'application/json',
      });
    expect((await legacy('{ hello')).status).toBe(200);
    expect((await legacy('{ helo }')).status).toBe(200);
    expect((await legacy('query($n: Int!) { twice(number: $n) }')).status).toBe(200);
    expect((await legacy(`{${' hello'.repeat(6_000)}}`)).status).toBe(400);
  });
});

describe('a variable', () => {
  it.each([
    [
      'of another type',
      { n: 'x' },
      'Variable "$n" got invalid value "x"; Int cannot represent non-integer value: "x"',
    ],
    ['that is missing', {}, 'Variable "$n" of required type "Int!" was not provided.'],
    ['that is null', { n: null }, 'Variable "$n" of non-null type "Int!" must not be null.'],
  ])('%s', async (_, variables, message) => {
    expect(refusal(await query('query($n: Int!) { twice(number: $n) }', variables))).toEqual([
      400,
      'BAD_USER_INPUT',
      message,
    ]);
  });

  it('that is null where the argument may not be', async () => {
    const { status, body } = await query('query($n: Int) { twice(number: $n) hello }', { n: null });
    expect([status, body.data]).toEqual([200, { twice: null, hello: 'hello world' }]);
    expect(body.errors[0]).toMatchObject({
      message: 'Argument "number" of non-null type "Int!" must not be null.',
      path: ['twice'],
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});
