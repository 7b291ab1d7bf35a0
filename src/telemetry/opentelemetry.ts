/**
 * Sends a span for each request, and one for each of its calls to a platform, to an OpenTelemetry collector. Loaded
 * only where there is one. What a span holds is what the log line holds: no variable, no document, no person.
 */
import {
  type Context,
  createTraceState,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor, type ReadableSpan } from '@opentelemetry/sdk-trace-base';
import type { Logger } from 'pino';
import { byMachines } from '../gateway/access-log.ts';
import type { RequestEnd } from '../gateway/request-end.ts';
import type { RequestTrace, Tracing } from '../gateway/tracing.ts';
import type { Role } from '../role.ts';
import { type TraceContext, traceHeaders } from '../upstream/trace-context.ts';
import { toldOnce } from './told-once.ts';

export interface ExportOptions {
  /** The collector's base address; spans go to `/v1/traces` below it, as JSON. */
  endpoint: string;
  serviceName: string;
  version: string;
  role: Role;
  log: Logger;
}

/** How long one delivery may take, with its repetitions, ms: so long, at most twice, the end waits for the last. */
const DELIVERY_MS = 2_000;

/**
 * Spans wait in memory (2,048 at most) and are sent every five seconds; what a collector does not take is dropped.
 * Further settings are the SDK's own variables: `OTEL_EXPORTER_OTLP_HEADERS`, `OTEL_TRACES_SAMPLER`,
 * `OTEL_RESOURCE_ATTRIBUTES`, `OTEL_BSP_…`. Disposing sends what waits.
 */
export function exportTraces(options: ExportOptions): Tracing & AsyncDisposable {
  const { endpoint, serviceName, version, role, log } = options;
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, timeoutMillis: DELIVERY_MS });
  const resource = resourceFromAttributes({
    'service.name': serviceName,
    'service.version': version,
    'guantong.role': role,
  });
  const provider = new BasicTracerProvider({
    resource: resource.merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new OfReaders(toldOnce(exporter, endpoint, log))],
  });
  const tracer = provider.getTracer('guantong', version);
  return {
    begin: context => begin(tracer, context),
    // Why the last did not arrive is in the log.
    [Symbol.asyncDispose]: () => provider.shutdown().catch(() => {}),
  };
}

/** What machines ask all day long is no trace that anybody looks for. */
class OfReaders extends BatchSpanProcessor {
  override onEnd(span: ReadableSpan): void {
    if (!byMachines(String(span.attributes['http.route']))) super.onEnd(span);
  }
}

function begin(tracer: Tracer, sent: TraceContext | null): RequestTrace {
  const span = tracer.startSpan('request', { kind: SpanKind.SERVER }, contextOf(sent));
  const within = trace.setSpan(ROOT_CONTEXT, span);
  return {
    traceId: span.spanContext().traceId,
    call({ platform, name }) {
      const attributes = { 'peer.service': platform, 'guantong.call': name };
      const part = tracer.startSpan(`${platform} ${name}`, { kind: SpanKind.CLIENT, attributes }, within);
      return {
        headers: headersOf(part, sent?.state ?? null),
        ended(outcome) {
          if (outcome !== 'OK') failed(part, outcome);
          part.end();
        },
      };
    },
    ended(end) {
      describe(span, end);
      span.end();
    },
  };
}

function contextOf(sent: TraceContext | null): Context {
  if (!sent) return ROOT_CONTEXT;
  const { traceId, spanId, sampled, state } = sent;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
    isRemote: true,
    ...(state !== null && { traceState: createTraceState(state) }),
  });
}

function headersOf(span: Span, state: string | null): Record<string, string> {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return traceHeaders({ traceId, spanId, sampled: (traceFlags & TraceFlags.SAMPLED) !== 0, state });
}

/** In the words of OpenTelemetry's semantic conventions, and where it has none in ours. */
function describe(span: Span, { route, operation, outcome, status, errors }: RequestEnd): void {
  if (operation) span.updateName(operation.type);
  span.setAttributes({
    'http.route': route,
    ...(status !== null && { 'http.response.status_code': status }),
    ...(operation && { 'graphql.operation.type': operation.type }),
    ...(operation?.name && { 'graphql.operation.name': operation.name.slice(0, 80) }),
    'guantong.outcome': outcome,
    ...(errors.size > 0 && { 'guantong.error_codes': [...errors.keys()] }),
  });
  if (outcome === 'ERROR') failed(span, [...errors.keys()][0] ?? 'INTERNAL_SERVER_ERROR');
}

function failed(span: Span, code: string): void {
  span.setAttribute('error.type', code);
  span.setStatus({ code: SpanStatusCode.ERROR, message: code });
}
