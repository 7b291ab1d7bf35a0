/** Every message that a careless client of the API can meet, word for word, each with its code and its status. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catalogue, type Running, running } from './running.ts';

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
  [
    `{ events(filter: { text: "${'垃'.repeat(51)}" }) { totalCount } }`,
    'BAD_USER_INPUT',
    'filter.text: expected 1 to 50 characters, got 51',
  ],
  [
    '{ matter(code: "E-01-005") { events(filter: { matter: "E-01-005" }) { totalCount } } }',
    'BAD_USER_INPUT',
    'filter.matter: expected null, since the list is one matter’s already',
  ],
  [
    '{ regions(parent: "331199") { code } }',
    'BAD_USER_INPUT',
    'parent: expected a code of the catalogue, got "331199"',
  ],
  [
    '{ matters(filter: { department: "331100XYZ" }) { totalCount } }',
    'BAD_USER_INPUT',
    'filter.department: expected a code of the catalogue, got "331100XYZ"',
  ],
  [
    '{ matters(after: "x") { totalCount } }',
    'INVALID_CURSOR',
    'after: expected a cursor of this API, got something else; start again from the first page',
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
  expect(data.matters.totalCount).toBe(catalogue.matters.length);
  expect(errors).toEqual([expect.objectContaining({ path: ['eventsByIds', 1] })]);
});

describe('the cursor of a list of matters', () => {
  const PAGE = `query ($filter: MatterFilter, $after: String) {
    matters(filter: $filter, first: 1, after: $after) { nodes { code } pageInfo { endCursor } }
  }`;
  const endOf = async (filter: object | null) =>
    (await hub.query(PAGE, { filter })).data.matters.pageInfo.endCursor;

  it.each([
    ['no filter and one of nulls', null, { kind: null, text: null, onPlatforms: null }],
    ['no filter and one of blanks and empty lists', null, { text: ' ', notOnPlatforms: [] }],
    ['a text in another case', { text: 'Waste' }, { text: ' waste ' }],
    [
      'platforms in another order',
      { onPlatforms: ['CITY', 'PROVINCE'] },
      { onPlatforms: ['PROVINCE', 'CITY'] },
    ],
  ])('goes on in the list of an equal filter: %s', async (_, filter, equal) => {
    const { errors, data } = await hub.query(PAGE, { filter: equal, after: await endOf(filter) });
    expect(errors).toEqual([]);
    expect(data.matters.nodes).toHaveLength(1);
  });

  it('is refused in the list of another, of events, and for a matter that is not in the list', async () => {
    const refused = async (filter: object | null, after: string) => {
      const { status, errors } = await hub.query(PAGE, { filter, after });
      return [status, ...errors.map(({ message, extensions }) => `${extensions.code}: ${message}`)];
    };
    const another =
      'INVALID_CURSOR: after: this cursor belongs to another list or filter; start again from the first page';
    expect(await refused({ kind: 'ENFORCEMENT' }, await endOf(null))).toEqual([200, another]);

    const { data } = await hub.query('{ events(first: 1) { pageInfo { endCursor } } }');
    expect((await refused(null, data.events.pageInfo.endCursor))[1]).toMatch(/^INVALID_CURSOR: /);

    const [asked] = JSON.parse(Buffer.from(await endOf(null), 'base64url').toString());
    const gone = Buffer.from(JSON.stringify([asked, 'E-99-999'])).toString('base64url');
    expect(await refused(null, gone)).toEqual([
      200,
      'INVALID_CURSOR: after: expected an item of this list, got one that is not in it; start again from the first page',
    ]);
  });
});

it('lists the departments in order of code, as the schema says', async () => {
  const { data } = await hub.query<{ departments: { code: string }[] }>('{ departments { code } }');
  const codes = data.departments.map(({ code }) => code);
  expect(codes.length).toBeGreaterThan(300);
  expect(codes).toEqual(codes.toSorted());
});

it('more lists of events than a request may open are an error each, and those before are served', async () => {
  const { status, data, errors } = await hub.query(
    '{ matters(first: 31) { nodes { events(first: 1, filter: { origin: CITY }) { nodes { id } } } } }',
  );
  expect(status).toBe(200);
  expect(data.matters.nodes.map(({ events }: { events: unknown }) => events !== null)).toEqual([
    ...Array(30).fill(true),
    false,
  ]);
  expect(errors).toMatchObject([
    {
      path: ['matters', 'nodes', 30, 'events'],
      message:
        'expected at most 30 lists and statistics of the platforms in one request, got more; ask for the others in a request of their own',
      extensions: { code: 'QUERY_TOO_EXPENSIVE' },
    },
  ]);
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
