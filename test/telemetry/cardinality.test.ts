/** How many series there can be is known beforehand: each label takes its values from a closed set. */
import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { load } from 'js-yaml';
import { createWorld } from '../../mocks/world/create.ts';
import { DEFAULT_POLICIES, KINDS } from '../../src/cache/policy.ts';
import { DRIFT_KINDS } from '../../src/hub/catalogue/drift/drift.ts';
import { KNOWN_CODES } from '../../src/telemetry/labels.ts';
import { type Metrics, openMetrics } from '../../src/telemetry/metrics.ts';
import type { CallName } from '../../src/upstream/observer.ts';
import { PLATFORM_CODES, PLATFORM_NAMES, type PlatformCode } from '../../src/upstream/platform-code.ts';
import { type Running, running } from '../guantong/running.ts';
import { samplesOf } from './samples.ts';

const OPERATIONS = 'schema/operations/';

/** The sets, from where each is kept. */
async function closedSets(): Promise<Record<string, ReadonlySet<string>>> {
  const documents = await Promise.all(
    (await readdir(OPERATIONS)).map(file => readFile(OPERATIONS + file, 'utf8')),
  );
  const names = documents.map(document => /^query (\w+)/m.exec(document)![1]!);
  const sets: Record<string, readonly string[]> = {
    platform: PLATFORM_CODES,
    call: await contractCalls(),
    outcome: [
      'FULL',
      'PARTIAL',
      'ERROR',
      'REFUSED',
      'GONE',
      'OK',
      ...KNOWN_CODES.filter(code => code.startsWith('UPSTREAM_')),
    ],
    reason: ['IN_FLIGHT', 'LOOP_DELAY', 'BREAKER', 'PAUSE', 'QUEUE'],
    state: ['CLOSED', 'HALF_OPEN', 'OPEN'],
    route: [
      'graphql',
      'graphiql',
      'schema',
      'live',
      'ready',
      'unknown',
      ...PLATFORM_NAMES.map(name => `webhooks/${name}`),
    ],
    type: ['query', 'NONE'],
    operation: [...names, 'OTHER', 'NONE'],
    status: ['2xx', '3xx', '4xx', '5xx', 'NONE', 'FRESH', 'STALE', 'UNAVAILABLE'],
    code: [...KNOWN_CODES, 'OTHER'],
    kind: [...KINDS, ...DRIFT_KINDS],
    from: ['FRESH', 'REVALIDATE', 'IF_ERROR', 'SHARED', 'ASKED', 'FAILED'],
    what: ['UNREADABLE_FIELD', 'UNMAPPED_CODE', 'UNKNOWN_STATUS', 'BEYOND_CALENDAR'],
    version: ['1.2.3'],
    role: ['gateway'],
    node: [process.version],
  };
  return Object.fromEntries(Object.entries(sets).map(([label, values]) => [label, new Set(values)]));
}

/** The calls of the platforms, as their contracts name them. */
async function contractCalls(): Promise<string[]> {
  const contracts = PLATFORM_NAMES.map(name => readFile(`schema/upstreams/${name}.yaml`, 'utf8'));
  return (await Promise.all(contracts)).flatMap(text =>
    Object.keys((load(text) as { paths: object }).paths).map(path => path.slice(1)),
  );
}

let metrics: Metrics;
let hub: Running;
beforeAll(async () => {
  metrics = openMetrics({ version: '1.2.3', role: 'gateway' });
  const world = createWorld({ scenario: 'malformed' });
  hub = await running({
    platforms: PLATFORM_NAMES,
    world,
    policies: DEFAULT_POLICIES,
    feedIntervalMs: 50,
    driftIntervalMs: 3_600_000,
    telemetry: { observer: metrics.observer },
  });
  metrics.watch(hub.state);
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

it('every label has its values from a closed set, whatever is asked, said and broken', async () => {
  const { observer } = metrics;
  // What the layers around the calls tell has the names that the calls have here.
  const made: CallName[] = [];
  for (const file of await readdir(OPERATIONS)) {
    const query = await readFile(OPERATIONS + file, 'utf8');
    const { extensions } = await hub.query(query, {}, { 'x-guantong-trace': '1' });
    const { calls } = extensions.trace as { calls: { platform: PlatformCode; call: string }[] };
    made.push(...calls.map(({ platform, call: name }) => ({ platform, name })));
  }
  expect(new Set(made.map(({ name }) => name)).size).toBeGreaterThan(15);
  await hub.mocks.stop('city');
  for (let at = 0; at < 20; at++) {
    await hub.query(
      `query Mine${at} { events(first: ${at + 1}) { nodes { id title city { __typename } } } }`,
    );
    await hub.query(`query { nothing${at} }`);
    await fetch(`${hub.url}/path-${at}?of=${at}`, { method: at % 2 ? 'GET' : 'DELETE' });
  }
  for (const call of made) {
    observer.sent(call, 'OK', 1);
    observer.repeated(call);
    observer.budgetSpent(call);
    observer.notSent(call, 'QUEUE');
    observer.breaker(call, 'OPEN');
    observer.busy(call.platform, 1, 1);
  }
  const sets = await closedSets();
  const samples = samplesOf(await metrics.text());
  const open = samples.flatMap(({ name, labels }) =>
    Object.entries(labels).flatMap(([label, value]) =>
      label === 'le' || sets[label]?.has(value) ? [] : `${name}: ${label}="${value}"`,
    ),
  );
  expect(open).toEqual([]);
  const seen = new Set(samples.flatMap(({ labels }) => Object.keys(labels)));
  expect([...seen].toSorted()).toEqual([...Object.keys(sets), 'le'].toSorted());
});

it('every metric says what it is, in the form that Prometheus asks for', async () => {
  const text = await metrics.text();
  const kinds = new Map([...text.matchAll(/^# TYPE (\S+) (\w+)$/gm)].map(([, name, kind]) => [name!, kind!]));
  expect(kinds.size).toBeGreaterThan(20);
  for (const [name, kind] of kinds) {
    const help = new RegExp(`^# HELP ${name} (.+)$`, 'm').exec(text)?.[1];
    expect({ name, help }).toEqual({ name, help: expect.stringMatching(/^.{20,}$/) });
    expect(name).toMatch(/^guantong_[a-z_]+$/);
    expect({ name, total: name.endsWith('_total') }).toEqual({ name, total: kind === 'counter' });
  }
});
