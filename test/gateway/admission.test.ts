/** Too much work, as callers and the log meet it; how long a turn of the event loop takes is in the test's hand. */
import { EventEmitter, once } from 'node:events';
import { request as rawRequest, type ServerResponse } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { Admission, type ShedReason } from '../../src/gateway/admission.ts';
import { serveGraphql } from '../../src/gateway/graphql-over-http.ts';
import { handlerOf } from '../../src/gateway/handler.ts';
import { DEFAULT_LIMITS } from '../../src/gateway/limits.ts';
import { listen } from '../../src/gateway/listen.ts';
import type { Request } from '../../src/request.ts';
import { Tally } from '../../src/upstream/tally.ts';
import { handClock } from '../clock.ts';
import { runningGateway } from './running-gateway.ts';
import type { ShopContext } from './shop.ts';

const CAPACITY = { inFlight: 2, loopDelayMs: 100 };

/** The door alone, with what it says; answers end, and time passes, when the test says so. */
function door(capacity = { inFlight: 1_000, loopDelayMs: 100 }) {
  const clock = handClock();
  const told: ShedReason[] = [];
  // biome-ignore lint/suspicious/noExplicitAny: a test reads log lines of any shape
  const lines: any[] = [];
  const log = pino({ level: 'debug' }, { write: line => void lines.push(JSON.parse(line)) });
  const admission = new Admission({ capacity, clock, log, onShed: reason => void told.push(reason) });
  /** In the order in which it happened to them. */
  const begun: string[] = [];
  const turnedAway: string[] = [];
  return {
    clock,
    lines,
    told,
    begun,
    turnedAway,
    /** Gives what ends its answer, or what its caller does who hangs up. */
    enter(name = '') {
      const answer = new EventEmitter() as ServerResponse;
      admission.enter(answer).then(
        () => begun.push(name),
        () => turnedAway.push(name),
      );
      return () => void answer.emit('close');
    },
  };
}

describe('one request is begun in each turn of the event loop', () => {
  it('and the others in the order in which they came', async () => {
    const { enter, begun } = door();
    for (const name of ['a', 'b', 'c']) enter(name);
    await null;
    expect(begun).toEqual(['a']);
    await turn();
    expect(begun).toEqual(['a', 'b']);
    await turn();
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('at once where no other was', async () => {
    const { enter, begun } = door();
    for (const name of ['a', 'b']) {
      enter(name);
      await null;
      expect(begun.at(-1)).toBe(name);
      await turn();
    }
  });

  it('and none for a caller who has hung up meanwhile: the next has the turn', async () => {
    const { enter, begun } = door();
    enter('a');
    const hangUp = enter('b');
    enter('c');
    hangUp();
    await turn();
    expect(begun).toEqual(['a', 'b', 'c']);
  });
});

describe('by how late the event loop comes to a request', () => {
  it('nobody joins a queue whose oldest has waited for longer than it may', async () => {
    const { clock, enter, begun, turnedAway, told } = door();
    for (const name of ['a', 'b', 'c']) enter(name);
    clock.advance(100);
    enter('in time');
    clock.advance(1);
    enter('too late');
    await null;
    expect(turnedAway).toEqual(['too late']);
    expect(told).toEqual(['LOOP_DELAY']);
    for (let turns = 0; turns < 3; turns++) await turn();
    expect(begun).toEqual(['a', 'b', 'c', 'in time']);
    enter('later');
    await turn();
    expect(begun.at(-1)).toBe('later');
  });

  it('of a burst, those are begun who have waited for no more than twice as long', async () => {
    const { clock, enter, begun, turnedAway } = door();
    for (const name of ['a', 'b', 'c', 'd']) enter(name);
    clock.advance(200);
    await turn();
    clock.advance(1);
    await turn();
    expect([begun, turnedAway]).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });
});

describe('by how many are being answered', () => {
  it('one more is let in when an answer has ended', async () => {
    const { enter, turnedAway, told } = door({ inFlight: 2, loopDelayMs: 100 });
    const end = enter('a');
    enter('b');
    enter('c');
    await turn();
    expect([turnedAway, told]).toEqual([['c'], ['IN_FLIGHT']]);
    end();
    enter('d');
    enter('e');
    await turn();
    expect(turnedAway).toEqual(['c', 'e']);
  });
});

describe('while some are turned away', () => {
  it('the log says when it begins and, when it has ended, how many it were; who counts is told of each', () => {
    const { clock, enter, lines, told } = door(CAPACITY);
    enter();
    enter();
    for (let second = 0; second < 4; second++) {
      enter();
      clock.advance(1_000);
    }
    expect(lines).toMatchObject([
      {
        level: 40,
        reason: 'IN_FLIGHT',
        capacity: CAPACITY,
        msg: 'more work than this process can do: some requests are turned away',
      },
    ]);
    clock.advance(4_000);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatchObject({
      level: 40,
      shed: { IN_FLIGHT: 4, LOOP_DELAY: 0 },
      ms: 3_000,
      msg: 'no request is turned away any more',
    });
    expect(told).toEqual(['IN_FLIGHT', 'IN_FLIGHT', 'IN_FLIGHT', 'IN_FLIGHT']);
  });

  it('they are told when to come again, before their body is read, and all else is answered', async () => {
    await using gateway = await runningGateway({ capacity: { ...CAPACITY, inFlight: 1 } });
    const waits = gateway.query('{ waits }');
    await gateway.waiting;
    const answer = await gateway.fetch('/graphql', { method: 'POST', body: 'no JSON at all' });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    expect(answer.body).toEqual({
      errors: [
        {
          message:
            'There is more work here than can be done in time, so this request was not begun. Send it again after the time that Retry-After says.',
          extensions: { code: 'OVERLOADED' },
        },
      ],
    });
    expect(await gateway.line()).toMatchObject({ level: 20, status: 503, errors: { OVERLOADED: 1 } });
    for (const path of ['/health/live', '/health/ready', '/schema.graphql'])
      expect([path, (await gateway.fetch(path)).status]).toEqual([path, 200]);
    const page = await gateway.fetch('/graphql', { headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
    gateway.clock.advance(3_000);
    await waits;
    expect((await gateway.query('{ hello }')).status).toBe(200);
  });

  it('webhooks are taken', async () => {
    const webhooks = new Map([['city', { secrets: [], take: async () => true }]]);
    await using gateway = await runningGateway({ webhooks, capacity: { ...CAPACITY, inFlight: 1 } });
    const waits = gateway.query('{ waits }');
    await gateway.waiting;
    // Without a secret it is refused by its own route, which it has reached.
    expect((await gateway.fetch('/webhooks/city', { method: 'POST' })).status).toBe(404);
    gateway.clock.advance(3_000);
    await waits;
  });
});

it('forgets a caller who hung up', async () => {
  await using gateway = await runningGateway({ capacity: { ...CAPACITY, inFlight: 1 } });
  const hangUp = new AbortController();
  const waits = fetch(`${gateway.url}/graphql?query={waits}`, { signal: hangUp.signal });
  await gateway.waiting;
  hangUp.abort();
  await expect(waits).rejects.toThrow('abort');
  await gateway.line();
  expect((await gateway.query('{ hello }')).status).toBe(200);
});

it('does not count a caller who has not sent all that he asks: others are answered meanwhile', async () => {
  await using gateway = await runningGateway({ capacity: { ...CAPACITY, inFlight: 1 } });
  const body = '{"query":"{ hello }"}';
  const headers = { 'content-type': 'application/json', 'content-length': `${body.length}` };
  const slow = rawRequest(`${gateway.url}/graphql`, { method: 'POST', headers }).on('error', () => {});
  await new Promise(resolve => slow.write(body.slice(0, 9), resolve));
  for (let nth = 0; nth < 3; nth++) expect((await gateway.query('{ hello }')).status).toBe(200);
  slow.end(body.slice(9));
  const [answer] = await once(slow, 'response');
  expect(answer.resume().statusCode).toBe(200);
});

it('takes the wait for a turn out of the time that the answer may take', async () => {
  const clock = handClock();
  const signals: AbortSignal[] = [];
  const answer = { status: 200, headers: new HeaderMap(), body: { kind: 'complete', string: '{}' } } as const;
  const graphql = {
    apollo: { executeHTTPGraphQLRequest: async () => answer } as unknown as ApolloServer<ShopContext>,
    context(request: Request) {
      signals.push(request.signal);
      return { request };
    },
    limits: DEFAULT_LIMITS,
    admission: { enter: async () => clock.advance(200) },
  };
  const handler = handlerOf({
    route: () => ({ name: 'graphql', methods: null, serve: (...args) => serveGraphql(graphql, ...args) }),
    corsOrigins: [],
    clock,
    tally: new Tally(),
    log: pino({ level: 'silent' }),
  });
  await using door = await listen({ handler }, { host: '127.0.0.1', port: 0 });
  await fetch(`${door.url}/graphql?query={hello}`);
  clock.advance(DEFAULT_LIMITS.deadlineMs - 201);
  expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  clock.advance(1);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
});
