import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Logger, pino } from 'pino';
import { startMocks } from '../../mocks/start.ts';
import { exportTraces } from '../../src/telemetry/opentelemetry.ts';
import { asked, defaultWorld, running } from '../guantong/running.ts';
import { type Collector, collector } from './collector.ts';

const PAGE = 'query Page { events(first: 2) { nodes { id city { __typename } } } }';
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';

let mocks: Awaited<ReturnType<typeof startMocks>>;
beforeAll(async () => {
  mocks = await startMocks({ world: defaultWorld });
});
afterAll(async () => {
  await mocks[Symbol.asyncDispose]();
});

const exporting = (endpoint: string, log: Logger = pino({ level: 'silent' })) =>
  exportTraces({ endpoint, serviceName: 'hub-2', version: '1.2.3', role: 'gateway', log });

/** Asks a gateway that exports to the collector, ends the export, and gives back what the platforms received. */
async function exported(to: Collector, query: string, headers = {}, over = mocks) {
  const tracing = exporting(to.url);
  await using hub = await running({ mocks: over, telemetry: { tracing } });
  await hub.query(query, {}, headers);
  const received = over.calls
    .filter(({ kind }) => kind === 'data')
    .map(call => String(call.headers.traceparent));
  await hub[Symbol.asyncDispose]();
  await tracing[Symbol.asyncDispose]();
  return received.map(traceparent => traceparent.split('-'));
}

/** The lines of a log, and the logger that writes them. */
function lines() {
  const written: { level: number; msg: string; [field: string]: unknown }[] = [];
  return { written, log: pino({ level: 'info' }, { write: text => void written.push(JSON.parse(text)) }) };
}

describe('a request', () => {
  it('is a span, and each of its calls to the platforms one below it, as the platforms know them', async () => {
    await using to = await collector();
    const received = await exported(to, PAGE);
    const [request] = to.spans.filter(({ kind }) => kind === 2);
    expect(request).toMatchObject({
      name: 'query',
      attributes: {
        'http.route': 'graphql',
        'http.response.status_code': 200,
        'graphql.operation.type': 'query',
        'graphql.operation.name': 'Page',
        'guantong.outcome': 'FULL',
      },
    });
    const calls = to.spans.filter(({ kind }) => kind === 3);
    expect(calls.length).toBe(received.length);
    expect(calls.length).toBeGreaterThanOrEqual(4);
    for (const call of calls)
      expect(call).toMatchObject({ traceId: request!.traceId, parentSpanId: request!.spanId });
    expect(received.map(([, , spanId]) => spanId).toSorted()).toEqual(
      calls.map(({ spanId }) => spanId).toSorted(),
    );
    expect(received.map(([, traceId, , flags]) => `${traceId} ${flags}`)).toEqual(
      calls.map(() => `${request!.traceId} 01`),
    );
    expect(calls.map(({ name }) => name)).toContain('PROVINCE event/list');
  });

  it('goes on in the trace of its caller, and is not exported where that does not record', async () => {
    await using to = await collector();
    await exported(to, PAGE, { traceparent: `00-${TRACE}-${CALLER}-01` });
    const [request] = to.spans.filter(({ kind }) => kind === 2);
    expect(request).toMatchObject({ traceId: TRACE, parentSpanId: CALLER });
    to.spans.length = 0;
    const received = await exported(to, PAGE, { traceparent: `00-${TRACE}-${CALLER}-00` });
    expect(to.spans).toEqual([]);
    expect(new Set(received.map(([, traceId, , flags]) => `${traceId} ${flags}`))).toEqual(
      new Set([`${TRACE} 00`]),
    );
  });

  it('says which platform failed, and with which codes it was answered', async () => {
    await using to = await collector();
    await using failing = await startMocks({ world: defaultWorld });
    await failing.stop('grassroots');
    await exported(to, '{ event(id: "grassroots:SJ20240513000123") { id } }', {}, failing);
    const failed = to.spans.filter(({ kind, status }) => kind === 3 && status.code === 2);
    expect(failed.length).toBeGreaterThan(0);
    for (const { attributes } of failed)
      expect(attributes).toMatchObject({
        'peer.service': 'GRASSROOTS',
        'error.type': 'UPSTREAM_UNAVAILABLE',
      });
    expect(to.spans.find(({ kind }) => kind === 2)!.attributes).toMatchObject({
      'guantong.outcome': 'PARTIAL',
      'guantong.error_codes': ['UPSTREAM_UNAVAILABLE'],
    });
  });

  it('comes from a service with name, version and role', async () => {
    await using to = await collector();
    await exported(to, PAGE);
    expect(to.resource).toMatchObject({
      'service.name': 'hub-2',
      'service.version': '1.2.3',
      'guantong.role': 'gateway',
    });
  });
});

it('exports no probe of health', async () => {
  await using to = await collector();
  const tracing = exporting(to.url);
  await using hub = await running({ mocks, telemetry: { tracing } });
  await (await fetch(`${hub.url}/health/ready`)).text();
  await hub[Symbol.asyncDispose]();
  await tracing[Symbol.asyncDispose]();
  expect(to.spans).toEqual([]);
});

/** What may be wrong with a collector. */
const FAULTS: Record<string, (to: Collector) => void | Promise<void>> = {
  async 'is not there'(to) {
    await to[Symbol.asyncDispose]();
  },
  refuses(to) {
    to.status = 400;
  },
  'never answers'(to) {
    to.status = null;
  },
};

describe('a collector that', () => {
  it.each(Object.entries(FAULTS))(
    '%s disturbs no request, is one line in the log, and holds up the end for seconds at most',
    async (_, breaks) => {
      await using to = await collector();
      await breaks(to);
      const { written, log } = lines();
      // Each delivery has one span: many of them fail.
      process.env.OTEL_BSP_MAX_EXPORT_BATCH_SIZE = '1';
      const tracing = exporting(to.url, log);
      delete process.env.OTEL_BSP_MAX_EXPORT_BATCH_SIZE;
      await using hub = await running({ mocks, telemetry: { tracing } });
      const ask = () => asked(`${hub.url}/graphql`, '{ __typename }', {}, {});
      for (const { status, data } of await Promise.all([ask(), ask(), ask()]))
        expect({ status, data }).toEqual({ status: 200, data: { __typename: 'Query' } });
      await hub[Symbol.asyncDispose]();
      const began = performance.now();
      await tracing[Symbol.asyncDispose]();
      expect(performance.now() - began).toBeLessThan(8_000);
      expect(written.map(({ level, msg }) => `${level} ${msg}`)).toEqual([
        '40 the collector takes no traces; they are dropped until it does, and requests go on as before',
      ]);
    },
  );
});
