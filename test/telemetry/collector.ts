/** An OpenTelemetry collector for tests: it takes what the exporter sends as JSON, and keeps the spans. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CollectedSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  /** 2 server, 3 client. */
  kind: number;
  attributes: Record<string, unknown>;
  /** 2 error; 0 unset. */
  status: { code?: number; message?: string };
}

export interface Collector extends AsyncDisposable {
  url: string;
  spans: CollectedSpan[];
  /** The attributes of the resource that the last spans came from. */
  resource: Record<string, unknown>;
  /** How often something was delivered, taken or not. */
  deliveries: number;
  /** What it answers from now on; null for nothing at all. */
  status: number | null;
}

export async function collector(): Promise<Collector> {
  const server = createServer(async (req, res) => {
    let text = '';
    for await (const chunk of req) text += chunk;
    collected.deliveries++;
    if (collected.status === null) return;
    if (collected.status === 200 && req.url === '/v1/traces') take(JSON.parse(text));
    res.writeHead(collected.status, { 'content-type': 'application/json' }).end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const collected: Collector = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans: [],
    resource: {},
    deliveries: 0,
    status: 200,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };

  // biome-ignore lint/suspicious/noExplicitAny: the form is OTLP's
  function take({ resourceSpans }: any): void {
    for (const { resource, scopeSpans } of resourceSpans) {
      collected.resource = attributesOf(resource.attributes);
      for (const { spans } of scopeSpans)
        for (const span of spans)
          collected.spans.push({ ...span, attributes: attributesOf(span.attributes) });
    }
  }
  return collected;
}

// biome-ignore lint/suspicious/noExplicitAny: the form is OTLP's
const attributesOf = (attributes: any[]): Record<string, unknown> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, plain(value)]));

// biome-ignore lint/suspicious/noExplicitAny: as above
const plain = ({ stringValue, intValue, arrayValue }: any): unknown =>
  arrayValue ? arrayValue.values.map(plain) : (stringValue ?? Number(intValue));
