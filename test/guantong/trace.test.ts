/** The trace of a request, as the platforms see it: with no collector configured. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICIES } from '../../src/cache/policy.ts';
import { type Running, running } from './running.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${TRACE}-b7ad6b7169203331-01`;
const PAGE = '{ events(first: 3) { nodes { id city { __typename } province { __typename } } } }';

let hub: Running;
beforeAll(async () => {
  hub = await running();
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

/** The headers of the data calls that the last query caused. */
const received = (of = hub) =>
  of.mocks.calls.filter(({ kind }) => kind === 'data').map(({ headers }) => headers);

/** Each part of a `traceparent` that a platform received. */
const parents = (of = hub) =>
  received(of).map(({ traceparent }) => {
    const [version, traceId, spanId, flags] = String(traceparent).split('-');
    return { version, traceId, spanId, flags };
  });

describe('each call to a platform', () => {
  it('belongs to the trace of the request, as a span of its own', async () => {
    await hub.query(PAGE, {}, { traceparent, tracestate: 'rojo=00f067aa0ba902b7,congo=t61rcWkgMzE' });
    const all = parents();
    expect(all.length).toBeGreaterThanOrEqual(5);
    expect(new Set(all.map(({ traceId, flags }) => `${traceId} ${flags}`))).toEqual(new Set([`${TRACE} 01`]));
    expect(new Set(all.map(({ spanId }) => spanId)).size).toBe(all.length);
    expect(all.map(({ spanId }) => spanId)).not.toContain('b7ad6b7169203331');
    for (const { tracestate } of received())
      expect(tracestate).toBe('rojo=00f067aa0ba902b7,congo=t61rcWkgMzE');
  });

  it('is not recorded where its caller does not record', async () => {
    await hub.query(PAGE, {}, { traceparent: traceparent.replace(/1$/, '0') });
    expect(new Set(parents().map(({ flags }) => flags))).toEqual(new Set(['00']));
  });

  it.each([
    ['none', {}],
    [
      'one that cannot be read, and its state with it',
      { traceparent: `00-${TRACE}-0000000000000000-01`, tracestate: 'a=1' },
    ],
  ])('belongs to a trace that begins here where the request has %s', async (_, headers) => {
    const seen = new Set<string>();
    for (const _ of [1, 2]) {
      await hub.query(PAGE, {}, headers);
      const traces = new Set(parents().map(({ traceId }) => traceId!));
      expect(traces.size).toBe(1);
      const [traceId] = traces;
      expect(traceId).toMatch(/^[\da-f]{32}$/);
      expect(traceId).not.toBe(TRACE);
      seen.add(traceId!);
      for (const { tracestate } of received()) expect(tracestate).toBeUndefined();
    }
    expect(seen.size).toBe(2);
  });
});

describe('with memory', () => {
  let remembering: Running;
  beforeEach(async () => {
    remembering = await running({ policies: DEFAULT_POLICIES, mocks: hub.mocks });
  });

  it('calls that several requests wait for belong to the one that began them', async () => {
    await using both = remembering;
    both.mocks.forget();
    const other = traceparent.replaceAll('0af7', '1bf8');
    const ask = (parent: string) =>
      fetch(`${both.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', traceparent: parent },
        body: JSON.stringify({ query: '{ events(first: 3) { nodes { id } } }' }),
      });
    await Promise.all([ask(traceparent), ask(other)]);
    const calls = received(both).map(headers => String(headers.traceparent).split('-')[1]);
    // Whichever came first began each of them; none was asked for twice, and none lost its trace.
    expect(calls).toHaveLength(3);
    for (const traceId of calls) expect([TRACE, TRACE.replace('0af7', '1bf8')]).toContain(traceId);
  });
});

it('tells nobody of the gateway’s own calls', async () => {
  await using fresh = await running({ mocks: hub.mocks });
  const own = fresh.mocks.calls.filter(({ call }) => /health|jkzt/.test(call));
  expect(own.length).toBeGreaterThan(0);
  for (const { headers } of own) expect(headers.traceparent).toBeUndefined();
});
