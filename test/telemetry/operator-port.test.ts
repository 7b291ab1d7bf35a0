import { expect, it } from '@jest/globals';
import { pino } from 'pino';
import { openMetrics } from '../../src/telemetry/metrics.ts';
import { listenForOperators } from '../../src/telemetry/operator-port.ts';
import { Tally } from '../../src/upstream/tally.ts';
import { handClock } from '../clock.ts';
import { samplesOf } from './samples.ts';

/** The port over a gateway that is ready and has nothing to say, with the log of what was asked there. */
async function operatorPort({ port = 0, status = 'UP' as 'UP' | 'DOWN' } = {}) {
  // biome-ignore lint/suspicious/noExplicitAny: a test reads log lines of any shape
  const log: any[] = [];
  const tally = new Tally();
  const cache = { size: { entries: 0, bytes: 0, maxBytes: 1 } };
  const served = {
    ready: () => ({ status, platforms: {} }),
    state: {
      clock: handClock(),
      platforms: [],
      files: { refused: false },
      ...{ cache, redis: null, tally, feeds: null, drift: null },
    },
  };
  const listening = await listenForOperators({
    served,
    metrics: openMetrics({ version: '1.2.3', role: 'city' }),
    at: { host: '127.0.0.1', port },
    log: pino({ level: 'debug' }, { write: text => void log.push(JSON.parse(text)) }),
  });
  return { ...listening, tally, log };
}

it('serves the metrics in Prometheus’s text format', async () => {
  await using port = await operatorPort();
  const response = await fetch(`${port.url}/metrics`);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(samplesOf(await response.text())).toContainEqual({
    name: 'guantong_build_info',
    labels: { version: '1.2.3', role: 'city', node: process.version },
    value: 1,
  });
});

it('serves health as the gateway does, with what was not understood', async () => {
  await using port = await operatorPort({ status: 'DOWN' });
  port.tally.count('CITY', 'UNMAPPED_CODE', 'CF-1');
  expect(await (await fetch(`${port.url}/health/live`)).json()).toEqual({ status: 'UP' });
  const ready = await fetch(`${port.url}/health/ready`);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toMatchObject({ notUnderstood: [{ name: 'CF-1', count: 1 }] });
});

it('says what it serves where something else is asked for, and logs a scrape at debug level alone', async () => {
  await using port = await operatorPort();
  const elsewhere = await fetch(`${port.url}/graphql`);
  expect(elsewhere.status).toBe(404);
  expect(await elsewhere.text()).toContain('Metrics are at /metrics');
  await (await fetch(`${port.url}/metrics`)).text();
  await port[Symbol.asyncDispose]();
  expect(port.log).toMatchObject([
    { route: 'unknown', level: 30 },
    { route: 'metrics', level: 20 },
  ]);
});

it('fails on a port that is taken, and names its own variable', async () => {
  await using first = await operatorPort();
  await expect(operatorPort({ port: first.port })).rejects.toThrow(
    `127.0.0.1:${first.port} is taken by another process. End it, or set OPERATOR_PORT to a free one.`,
  );
});
