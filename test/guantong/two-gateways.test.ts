import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startMocks } from '../../mocks/start.ts';
import { KINDS, type Policies } from '../../src/cache/policy.ts';
import { redisAddress } from '../../src/cache/redis-address.ts';
import type { Readiness } from '../../src/gateway/health.ts';
import { describeWithRedis, type RedisServer, redisServer, until } from '../cache/redis-server.ts';
import { defaultWorld, type Running, running } from './running.ts';

const LONG = { fresh: 3_600_000, staleWhileRevalidate: 3_600_000, staleIfError: 3_600_000 };
const policies = Object.fromEntries(KINDS.map(kind => [kind, LONG])) as Policies;

const OPERATIONS = new URL('../../schema/operations/', import.meta.url);
/** When a gateway itself looked, or what time it then was: each says its own. */
const ITS_OWN = ['checkedAt', 'clock', 'detectedAt', 'asOf'];
const alike = (data: unknown) =>
  JSON.parse(JSON.stringify(data, (key, value) => (ITS_OWN.includes(key) ? undefined : value)));

/** The feeds of changes are not remembered. */
const FEEDS = 'event-changes.graphql';
const SECTIONS = /* GraphQL */ `{
  events(first: 20) {
    nodes {
      id title status dueAt matter { code } region { nameZh }
      timeline { entries { at action } }
      discrepancies { field }
      grassroots { number feedbacks { text } }
      city { number documents { kind } enforcementCase { caseNo } dispute { disputeNo } }
      province { number filing { filingNo } oversights { oversightNo } }
    }
  }
}`;

describeWithRedis('two gateways over one Redis', () => {
  let open: AsyncDisposableStack;
  let redis: RedisServer;
  let [a, b]: Running[] = [];

  beforeAll(async () => {
    open = new AsyncDisposableStack();
    redis = open.use(await redisServer());
    const mocks = open.use(await startMocks({ world: defaultWorld, realTime: Date.now }));
    const shared = {
      address: redisAddress(redis.url)!,
      prefix: 'guantong:',
      budgetMs: 5_000,
      trustMs: 60_000,
      // None of them dies here, however long a loaded machine holds them up.
      leaseMs: 60_000,
    };
    a = open.use(await running({ mocks, policies, redis: shared }));
    b = open.use(await running({ mocks, policies, redis: shared }));
    // Both use Redis when what the one has asked for costs the other nothing.
    let day = 0;
    await until(async () => {
      const query = `{ events(first: 1, filter: { reportedFrom: "2024-01-${10 + (day++ % 20)}T00:00:00+08:00" }) { totalCount } }`;
      await a!.query(query);
      await b!.query(query);
      return Object.keys(b!.calls()).length === 0;
    });
  });
  afterAll(async () => {
    await open.disposeAsync();
  });

  it('answer alike, and the second asks no platform for what the first has asked for', async () => {
    const files = (await readdir(OPERATIONS)).filter(file => file !== FEEDS);
    const documents = await Promise.all(files.map(file => readFile(new URL(file, OPERATIONS), 'utf8')));
    let shared = 0;
    for (const document of [SECTIONS, ...documents]) {
      const variables = /query \w+\([^)]*!/.test(document) ? null : {};
      if (!variables) continue;
      const first = await a!.query(document);
      const asked = Object.values(a!.calls()).flat().length;
      await settled(redis);
      const second = await b!.query(document);
      expect(second.errors).toEqual(first.errors);
      expect(alike(second.data)).toEqual(alike(first.data));
      expect([document, b!.calls()]).toEqual([document, {}]);
      if (asked > 0) shared += 1;
    }
    expect(shared).toBeGreaterThan(5);
  });

  it('cause one call of a platform for a thousand readers of one event that neither has', async () => {
    const { data } = await a!.query('{ events(first: 1, filter: { origin: GRASSROOTS }) { nodes { id } } }');
    const { id } = data.events.nodes[0];
    const query = `{ event(id: "${id}") { title city { number } } }`;
    a!.mocks.forget();
    const ask = async (url: string) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      return JSON.stringify(((await response.json()) as { data: unknown }).data);
    };
    const answers = await Promise.all(Array.from({ length: 1_000 }, (_, at) => ask((at % 2 ? a! : b!).url)));
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('title');
    expect(a!.calls()).toEqual({ grassroots: [expect.any(String)], city: [expect.any(String)] });
  });

  it('say at /health/ready since when they use it, and are ready where they do not', async () => {
    const ready = async () => {
      const response = await fetch(`${a!.url}/health/ready`);
      const { redis } = (await response.json()) as Readiness;
      return { status: response.status, redis };
    };
    const since = expect.stringMatching(/^20\d\d-.*Z$/);
    expect(await ready()).toEqual({ status: 200, redis: { status: 'UP', since, lost: 0, back: 0 } });
    await redis.stop();
    await until(async () => (await ready()).redis?.status === 'DOWN');
    expect(await ready()).toEqual({ status: 200, redis: { status: 'DOWN', since, lost: 1, back: 0 } });
    await redis.start();
    await until(async () => (await ready()).redis?.status === 'UP');
    expect(await ready()).toMatchObject({ redis: { lost: 1, back: 1 } });
  });
});

it('a gateway without a Redis says nothing of one', async () => {
  await using alone = await running();
  const ready = await (await fetch(`${alone.url}/health/ready`)).json();
  expect(Object.keys(ready as Readiness)).toEqual(['status', 'platforms', 'notUnderstood']);
});

/** Waits until nothing is being stored: it is stored behind the answers. */
async function settled(server: RedisServer): Promise<void> {
  const redis = server.redis();
  await until(async () => (await redis.keys('guantong:lease*')).length === 0);
  redis.disconnect();
}
