/** Every message that a careless client of the API can meet, word for word, each with its code and its status. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Running, running } from './running.ts';

let hub: Running;
beforeAll(async () => {
  hub = await running();
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

const ID = 'expected a platform and its number such as "grassroots:SJ20240513000123"';

describe.each([
  // An argument that no answer is given for: the field is null, the rest is served.
  ['{ event(id: "SJ20240513000123") { id } }', 'BAD_USER_INPUT', `event id: ${ID}, got "SJ20240513000123"`],
  [
    '{ event(id: "moon:SJ20240513000123") { id } }',
    'BAD_USER_INPUT',
    `event id: ${ID}, got "moon:SJ20240513000123"`,
  ],
  ['{ event(id: "") { id } }', 'BAD_USER_INPUT', `event id: ${ID}, got ""`],
  [
    `{ eventsByIds(ids: [${'"city:XS20240513000087", '.repeat(51)}]) { id } }`,
    'BAD_USER_INPUT',
    'ids: expected at most 50, got 51; ask again for the others',
  ],
  [
    '{ events(first: 0) { totalCount } }',
    'BAD_USER_INPUT',
    'first: expected 1 to 50, got 0; ask for the next page with after',
  ],
  [
    '{ events(first: 51) { totalCount } }',
    'BAD_USER_INPUT',
    'first: expected 1 to 50, got 51; ask for the next page with after',
  ],
  [
    '{ matters(first: -1) { totalCount } }',
    'BAD_USER_INPUT',
    'first: expected 1 to 50, got -1; ask for the next page with after',
  ],
  [
    '{ events(after: "x") { totalCount } }',
    'INVALID_CURSOR',
    'after: expected a cursor of this API, got something else; start again from the first page',
  ],
  [
    '{ events(filter: { region: "331199" }) { totalCount } }',
    'BAD_USER_INPUT',
    'filter.region: expected a code of the catalogue, got "331199"',
  ],
  [
    '{ events(filter: { matter: "E-99-001" }) { totalCount } }',
    'BAD_USER_INPUT',
    'filter.matter: expected a code of the catalogue, got "E-99-001"',
  ],
  [
    '{ matters(filter: { category: "41" }) { totalCount } }',
    'BAD_USER_INPUT',
    'filter.category: expected a code of the catalogue, got "41"',
  ],
  [
    '{ departments(region: "331199") { code } }',
    'BAD_USER_INPUT',
    'region: expected a code of the catalogue, got "331199"',
  ],
  [
    '{ events(filter: { overdue: false }) { totalCount } }',
    'BAD_USER_INPUT',
    'filter.overdue: expected true or null, got false; leave it out for all events',
  ],
  [
    '{ events(filter: { statuses: [CLOSED, UNKNOWN] }) { totalCount } }',
    'BAD_USER_INPUT',
    'filter: UNKNOWN is no status to filter by; its events are those of codes without an equal',
  ],
  [
    '{ events(filter: { text: "  " }) { totalCount } }',
    'BAD_USER_INPUT',
    'filter.text: expected 1 to 50 characters, got 0',
  ],
] as const)('%s', (query, code, message) => {
  it(`is answered with ${code}: ${message}`, async () => {
    const { status, errors } = await hub.query(query);
    expect(status).toBe(200);
    expect(errors.map(({ message, extensions }) => [extensions.code, message])).toEqual([[code, message]]);
    expect(hub.calls()).toEqual({});
  });
});

describe.each([
  // What the document itself gets wrong: nothing is executed.
  [
    '{ events(filter: { region: "Liandu" }) { totalCount } }',
    'RegionCode: expected six or nine digits such as "331102", got "Liandu"',
  ],
  [
    '{ events(filter: { reportedFrom: "2024-05-13 09:14:20" }) { totalCount } }',
    'DateTime: expected an RFC 3339 time such as "2024-05-13T09:14:20+08:00", got "2024-05-13 09:14:20"',
  ],
  [
    '{ events(filter: { reportedFrom: 1715565600 }) { totalCount } }',
    'DateTime: expected an RFC 3339 time such as "2024-05-13T09:14:20+08:00", got a value that is no text',
  ],
] as const)('%s', (query, message) => {
  it(`is refused with 400: ${message}`, async () => {
    const { status, errors } = await hub.query(query);
    expect(status).toBe(400);
    expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining(message)]);
    expect(hub.calls()).toEqual({});
  });
});

it('one id of another form is an error in its place, and the other events are served', async () => {
  const { status, data, errors } = await hub.query(
    '{ eventsByIds(ids: ["grassroots:SJ20240513000123", "nonsense"]) { id } matters(first: 1) { totalCount } }',
  );
  expect(status).toBe(200);
  expect(data.matters.totalCount).toBe(177);
  expect(errors).toEqual([expect.objectContaining({ path: ['eventsByIds', 1] })]);
});

describe('a small query that asks for more than any screen can show', () => {
  const around = (depth: number): string =>
    depth === 0 ? 'code' : `children { parent { ${around(depth - 1)} } }`;

  it.each([
    ['regions and their children’s parents’ children', `{ regions { ${around(4)} } }`],
    ['departments, their regions and all around them', `{ departments { region { ${around(4)} } } }`],
    [
      'matters of their categories’ matters',
      '{ matters(first: 50) { nodes { category { matters { category { matters { category { matters { code } } } } } } } } }',
    ],
  ])('%s: is refused at its limit, with what it was given before', async (_, query) => {
    const { status, errors } = await hub.query(query);
    expect(status).toBe(200);
    expect(new Set(errors.map(({ message, extensions }) => `${extensions.code}: ${message}`))).toEqual(
      new Set([
        'QUERY_TOO_EXPENSIVE: expected at most 5000 regions, departments, categories and matters in one request, got more; ask for the others in a request of their own',
      ]),
    );
  });
});
