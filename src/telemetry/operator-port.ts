/** What is served to those who run the gateway, on a port of its own that readers need not reach. */
import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { handlerOf, type Route } from '../gateway/handler.ts';
import { live, readyRoute } from '../gateway/health.ts';
import { type Listening, listen } from '../gateway/listen.ts';
import type { Guantong } from '../guantong.ts';
import type { Metrics } from './metrics.ts';

export interface OperatorPortOptions {
  served: Pick<Guantong, 'ready' | 'state'>;
  metrics: Metrics;
  at: { host: string; port: number };
  log: Logger;
  /** Aborts when the gateway drains: it is no longer ready then. */
  draining?: AbortSignal;
}

/**
 * Serves `/metrics` of the gateway, and its health. Nothing that is asked here is counted.
 *
 * @throws {ListenError} where the port cannot be opened
 */
export async function listenForOperators({
  served: { ready, state },
  metrics,
  at,
  log,
  draining,
}: OperatorPortOptions): Promise<Listening> {
  metrics.watch(state);
  const routes: Record<string, Route> = {
    '/metrics': {
      name: 'metrics',
      methods: ['GET', 'HEAD'],
      serve: (_, __, res) => serveMetrics(metrics, res),
    },
    '/health/live': live,
    '/health/ready': readyRoute(ready, state.tally, draining),
  };
  const handler = handlerOf({
    route: path => (Object.hasOwn(routes, path) ? routes[path] : undefined),
    corsOrigins: [],
    clock: state.clock,
    tally: state.tally,
    log,
    guide: 'Metrics are at /metrics, health is at /health/live and /health/ready.',
  });
  const variables = { host: 'OPERATOR_HOST', port: 'OPERATOR_PORT' };
  return await listen({ handler }, { ...at, variables, graceMs: 1_000 });
}

async function serveMetrics({ text, contentType }: Metrics, res: ServerResponse): Promise<void> {
  const body = await text();
  res.writeHead(200, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  res.end(body);
}
