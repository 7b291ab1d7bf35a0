/** Whatever is sent, said or broken: at the most talkative level the log has no secret and no person in it. */

import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Mocks, startMocks } from '../../mocks/start.ts';
import { createWorld } from '../../mocks/world/create.ts';
import { systemClock } from '../../src/clock.ts';
import { listen } from '../../src/gateway/listen.ts';
import { openGuantong } from '../../src/guantong.ts';
import { openLog } from '../../src/telemetry/log.ts';
import { asked, DEMO_CREDENTIALS, optionsOver } from '../guantong/running.ts';

/** Nobody has this name, this phone, or this card. */
const PERSON = { name: '欧阳娜娜', phone: '13812345678', card: '33250119900307123X' };
const SENT = { token: 'hunter2-bearer-token', cookie: 'hunter2-session', query: 'hunter2-in-the-document' };

/** A world in which the records of one event carry a person wherever a platform writes texts, codes and numbers. */
function worldWithPerson() {
  const world = createWorld({ scenario: 'malformed' });
  const [first] = world.grassroots.events.all();
  const { name, phone, card } = PERSON;
  world.grassroots.events.change(first!.no, event => {
    Object.assign(event, {
      wgy: name,
      wgydh: phone,
      sjms: `${name} ${phone}`,
      sjzt: name,
      jd: phone,
      blsx: card,
      sjlb: card,
    });
  });
  return { world, id: `grassroots:${first!.no}` };
}

/** What of a platform cannot be read: over the line comes a person, and no HTTP. */
async function babbling(): Promise<{ url: string; server: Server }> {
  const body = `{"name": "${PERSON.name}", ${PERSON.phone}`;
  const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
  const said = [
    `${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    `${head}content-length: 900\r\n\r\n${body}`,
    `${head}X-${PERSON.name}: ${PERSON.phone}\r\n\r\n`,
    `${PERSON.name} ${PERSON.phone}\r\n\r\n`,
  ];
  let turn = 0;
  const server = createServer(socket => {
    socket.on('error', () => {});
    socket.on('data', () => socket.end(said[turn++ % said.length]!));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jczz/api`, server };
}

async function gatewayOver(mocks: Mocks, addresses: Record<string, string>) {
  const written: string[] = [];
  const running = new AsyncDisposableStack();
  const log = openLog({ level: 'trace', secrets: [] }, { write: line => void written.push(line) });
  const options = {
    ...optionsOver(mocks, systemClock),
    log,
    addresses: { ...mocks.urls, ...addresses },
    feedIntervalMs: 50,
  };
  const guantong = running.use(await openGuantong(options));
  const { url } = running.use(await listen(guantong, { host: '127.0.0.1', port: 0 }));
  return {
    url,
    query: (query: string, variables = {}, headers = {}) =>
      asked<unknown>(`${url}/graphql`, query, variables, headers),
    text: () => written.join(''),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** Everything that the mocks were told and that proves who asks: tokens, signatures, keys. */
function proofs(mocks: Mocks): string[] {
  const found = mocks.calls.flatMap(({ headers, query, body }) => [
    headers.authorization?.split(' ')[1],
    ...Object.entries(headers).flatMap(([name, value]) => (/sign/i.test(name) ? String(value) : [])),
    ...Object.entries(query).flatMap(([name, value]) =>
      /sign|token|secret/i.test(name) ? String(value) : [],
    ),
    ...(typeof body === 'string' ? [body] : []),
  ]);
  return [...new Set(found.filter(one => one !== undefined))];
}

let mocks: Mocks;
let id: string;
beforeAll(async () => {
  const made = worldWithPerson();
  id = made.id;
  mocks = await startMocks({ world: made.world });
});
afterAll(async () => {
  await mocks[Symbol.asyncDispose]();
});

/** All that may not be in any line. */
function expectNothingIn(text: string): void {
  const { province, city, grassroots } = DEMO_CREDENTIALS;
  const proven = proofs(mocks);
  expect(proven.length).toBeGreaterThan(3);
  for (const secret of [
    ...Object.values(PERSON),
    ...Object.values(SENT),
    ...[province.appSecret, city.clientSecret, grassroots.secretKey],
    ...proven,
  ])
    expect(text.includes(secret) ? `the log has ${secret}` : 'nothing').toBe('nothing');
}

describe('no line has a secret or a person', () => {
  it('of what a client sends: headers, documents, variables, addresses', async () => {
    await using hub = await gatewayOver(mocks, {});
    const headers = {
      authorization: `Bearer ${SENT.token}`,
      cookie: SENT.cookie,
      'x-request-id': PERSON.phone,
      'apollographql-client-name': PERSON.phone,
      tracestate: `a=${SENT.token}`,
    };
    const { name, phone } = PERSON;
    await hub.query(`{ events(filter: { text: "${name} ${SENT.query}" }) { totalCount } }`, {}, headers);
    await hub.query(
      'query ($f: EventFilter) { events(filter: $f) { totalCount } }',
      { f: { text: name } },
      headers,
    );
    await hub.query(
      'query ($f: EventFilter) { events(filter: $f) { totalCount } }',
      { f: { [name]: phone } },
      headers,
    );
    await hub.query(`{ event(id: "${SENT.query}") { id } }`, {}, headers);
    await hub.query(`{ events(first: "${SENT.query}") { ${SENT.query.replaceAll('-', '_')} } }`, {}, headers);
    await hub.query(`{ events(after: "${phone}") { totalCount } }`, {}, headers);
    await hub.query(`{ "${SENT.query}`, {}, headers);
    await fetch(`${hub.url}/${encodeURIComponent(name)}?token=${SENT.token}`, {
      headers: { cookie: SENT.cookie },
    });
    await fetch(`${hub.url}/graphql?query={__typename}&variables=${SENT.token}`);
    await fetch(`${hub.url}/webhooks/city`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-webhook-id': '1',
        'x-webhook-timestamp': '1',
        'x-webhook-signature': `v1=${SENT.token}`,
      },
      body: JSON.stringify(PERSON),
    });
    await hub[Symbol.asyncDispose]();
    expect(hub.text().match(/"msg":"request"/g)!.length).toBe(10);
    expectNothingIn(hub.text());
  });

  it('of what the platforms say of persons, understood or not', async () => {
    await using hub = await gatewayOver(mocks, {});
    const directory = 'schema/operations/';
    for (const file of await readdir(directory))
      await hub.query(await readFile(directory + file, 'utf8'), file === 'event.graphql' ? { id } : {});
    const { data } = await hub.query(
      'query ($id: ID!) { event(id: $id) { id status location { lng } matter { code } unmapped { code } finalDueAt } }',
      { id },
    );
    await hub[Symbol.asyncDispose]();
    expect(data).toBeDefined();
    expectNothingIn(hub.text());
  });

  it('of what comes over a broken line', async () => {
    const { url, server } = await babbling();
    await using hub = await gatewayOver(mocks, { grassroots: url, city: url });
    for (const _ of [1, 2, 3, 4])
      await hub.query('query ($id: ID!) { event(id: $id) { id } events(first: 2) { totalCount } }', { id });
    await hub[Symbol.asyncDispose]();
    server.close();
    expect(hub.text()).toContain('UPSTREAM_');
    expect(hub.text()).toContain('changes cannot be read');
    expectNothingIn(hub.text());
  });
});
