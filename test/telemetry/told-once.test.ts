import { expect, it } from '@jest/globals';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base';
import { pino } from 'pino';
import { toldOnce } from '../../src/telemetry/told-once.ts';

/** An exporter that ends in the way it is told to, with the lines that are written of it. */
function exporter() {
  const lines: unknown[] = [];
  let error: Error | null = null;
  const inner: SpanExporter = {
    export: (_, done) => done(error ? { code: 1, error } : { code: 0 }),
    shutdown: async () => {},
  };
  const log = pino(
    { level: 'info', base: null, timestamp: false },
    { write: text => void lines.push(JSON.parse(text)) },
  );
  const outer = toldOnce(inner, 'http://127.0.0.1:4318', log);
  return {
    lines,
    send(spans: number, failure: Error | null = null) {
      error = failure;
      outer.export(Array<ReadableSpan>(spans), () => {});
    },
  };
}

const REFUSED = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:4318'), { code: 'ECONNREFUSED' });

it('says once that spans are not taken and why, and once that they are again and how many were lost', () => {
  const { send, lines } = exporter();
  send(1);
  for (const spans of [10, 5, 5]) send(spans, REFUSED);
  send(1);
  send(1);
  expect(lines).toMatchObject([
    { level: 40, collector: 'http://127.0.0.1:4318', reason: 'ECONNREFUSED' },
    { level: 30, dropped: 20, msg: 'the collector takes traces again' },
  ]);
});

it('says it anew when they are not taken anew', () => {
  const { send, lines } = exporter();
  send(1, REFUSED);
  send(1);
  send(1, REFUSED);
  expect(lines).toHaveLength(3);
});
