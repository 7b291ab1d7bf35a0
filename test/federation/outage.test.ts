import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SubgraphName } from '../../src/role.ts';
import type { AnyAnswer } from '../guantong/running.ts';
import { type Federation, federation } from './federation.ts';

const SECTIONS = ['grassroots', 'city', 'province'] as const;

const EVENT = /* GraphQL */ `
  { event(id: "grassroots:SJ20240513000123") {
    id title status grassroots { number } city { number enforcementCase { caseNo } } province { number }
  } }
`;
const PAGE = /* GraphQL */ `
  { events(first: 5) { totalCount nodes { id title grassroots { number } city { number } province { number } } } }
`;
const LISTS = /* GraphQL */ `
  { documents(first: 2) { totalCount nodes { number } } delegations(first: 2) { totalCount nodes { from } } }
`;

let both: Federation;
beforeAll(async () => {
  both = await federation();
});
afterAll(async () => {
  await both[Symbol.asyncDispose]();
});

async function without(subgraph: SubgraphName, query: string): Promise<AnyAnswer> {
  const revive = await both.kill(subgraph);
  try {
    return await both.ask(query);
  } finally {
    await revive();
  }
}

const told = ({ errors }: AnyAnswer) => errors.map(({ path, extensions }) => [path?.join('.'), extensions]);

describe.each(SECTIONS)('with the %s subgraph killed', section => {
  const platform = section.toUpperCase();
  const code = { code: 'UPSTREAM_UNAVAILABLE', platform, subgraph: section };

  it('an event has all but its section, and says so like one process whose platform is down', async () => {
    const whole = await both.ask(EVENT);
    const answer = await without(section, EVENT);
    expect(answer.status).toBe(200);
    expect(answer.data.event).toEqual({ ...whole.data.event, [section]: null });
    expect(whole.data.event[section]).not.toBeNull();
    expect(told(answer)).toEqual([[`event.${section}`, code]]);
    expect(answer.extensions.sources?.[platform]).toMatchObject({
      status: 'UNAVAILABLE',
      code: 'UPSTREAM_UNAVAILABLE',
    });
  });

  it('a page of events has an error in the place of each section that is missing, and the rest', async () => {
    const whole = await both.ask(PAGE);
    const answer = await without(section, PAGE);
    expect(answer.status).toBe(200);
    const { nodes, totalCount } = answer.data.events;
    expect(totalCount).toBe(whole.data.events.totalCount);
    expect(nodes).toEqual(whole.data.events.nodes.map((node: object) => ({ ...node, [section]: null })));
    expect(told(answer)).toEqual(
      nodes.map((_: unknown, at: number) => [`events.nodes.${at}.${section}`, code]),
    );
  });

  it('answers again as soon as it is there again', async () => {
    await without(section, EVENT);
    expect((await both.ask(EVENT)).errors).toEqual([]);
  });
});

describe('with the hub killed', () => {
  const code = { code: 'UPSTREAM_UNAVAILABLE', subgraph: 'hub' };

  it('the lists of the city and the province answer as ever', async () => {
    const answer = await without('hub', LISTS);
    expect(answer.status).toBe(200);
    expect(answer.errors).toEqual([]);
    expect(answer.data).toEqual((await both.ask(LISTS)).data);
    expect(answer.data.documents.nodes).toHaveLength(2);
  });

  it('what only the hub has is null with an error, beside what others have', async () => {
    const answer = await without(
      'hub',
      '{ event(id: "grassroots:SJ20240513000123") { id } forums { name } }',
    );
    expect(answer.status).toBe(200);
    expect(answer.data.event).toBeNull();
    expect(answer.data.forums.length).toBeGreaterThan(0);
    expect(told(answer)).toEqual([['event', code]]);
  });

  it('a page of events cannot be given, and the answer says why', async () => {
    const answer = await without('hub', PAGE);
    expect(answer.status).toBe(200);
    expect(answer.data).toBeNull();
    expect(told(answer)).toEqual([['events', code]]);
  });
});

it('shows no address and no query of a subgraph that is away', async () => {
  const { errors } = await without('city', EVENT);
  expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|ECONNREFUSED|representations/);
});

it('holds its callers to the limits of one process', async () => {
  const aliases = Array.from({ length: 31 }, (_, at) => `a${at}: __typename`).join(' ');
  const { status, errors } = await both.ask(`{ ${aliases} }`);
  expect(status).toBe(400);
  expect(errors[0]).toMatchObject({
    message: expect.stringContaining('the limit is 30'),
    extensions: { code: 'QUERY_TOO_EXPENSIVE' },
  });
});

it('refuses a body beyond the limit with the code of one process', async () => {
  const query = `{ __typename } #${' '.repeat(262_144)}`;
  const [alone, federated] = await Promise.all([both.oneProcess.query(query), both.ask(query)]);
  const refusal = ({ status, errors }: AnyAnswer) => [
    status,
    errors.map(({ extensions }) => extensions.code),
  ];
  expect(refusal(federated)).toEqual([413, ['PAYLOAD_TOO_LARGE']]);
  expect(refusal(alone)).toEqual(refusal(federated));
});

it.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=b', 'application/graphql'])(
  'refuses a body of the type %s as one process does',
  async type => {
    const init = { method: 'POST', headers: { 'content-type': type }, body: 'query={__typename}' };
    for (const url of [`${both.oneProcess.url}/graphql`, both.url]) {
      const response = await fetch(url, init);
      const { errors } = (await response.json()) as AnyAnswer;
      expect([response.status, errors[0]?.extensions.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    }
  },
);

it('passes the request id and the wish for a trace on', async () => {
  const headers = { 'x-request-id': 'from-the-caller', 'x-guantong-trace': '1' };
  const answer = await both.ask(EVENT, {}, headers);
  expect(answer.headers.get('x-request-id')).toBe('from-the-caller');
  const { calls } = answer.extensions.trace as unknown as { calls: { platform: string }[] };
  expect(new Set(calls.map(({ platform }) => platform))).toEqual(new Set(['GRASSROOTS', 'CITY', 'PROVINCE']));
});
