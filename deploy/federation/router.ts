/**
 * The federation's router: Hive Gateway over the four subgraphs, behind the same door as the gateway of one process.
 * What clients can tell apart from that one is said in README.md, "As a federation".
 */
import { createGatewayRuntime, type GatewayRuntime } from '@graphql-hive/gateway-runtime';
import http from '@graphql-mesh/transport-http';
import type { Handler } from '../../src/gateway/handler.ts';
import type { Limits } from '../../src/gateway/limits.ts';
import type { SubgraphName } from '../../src/role.ts';
import { withAnswersDressed } from './answers.ts';
import { withConditionsDecided } from './conditions.ts';
import { withErrorsInPlace } from './error-paths.ts';
import { withLimits } from './limits.ts';

export interface RouterOptions {
  /** The supergraph's SDL, which has an address for each subgraph. */
  supergraph: string;
  /** Other addresses than the supergraph's, each with its `/graphql`. */
  addresses: Partial<Record<SubgraphName, string>>;
  /** How long one call to a subgraph may take, ms; a little more than the subgraphs' own deadline. */
  subgraphDeadlineMs: number;
  limits: Limits;
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
}

export interface Router extends AsyncDisposable {
  handler: Handler;
}

/** What a subgraph is told of the caller, besides the request's id. */
const PASSED_ON = [
  'cache-control',
  'traceparent',
  'x-guantong-trace',
  'apollographql-client-name',
  'apollographql-client-version',
];

/** Resolves once the supergraph is read; whether a subgraph answers is found by the requests. */
export async function openRouter(options: RouterOptions): Promise<Router> {
  const { supergraph, addresses, subgraphDeadlineMs, limits, logLevel } = options;
  const runtime: GatewayRuntime = createGatewayRuntime({
    supergraph,
    transports: { http },
    transportEntries: {
      // Requests that are alike and come together are not one: their answers would share their errors.
      '*.http': { options: { timeout: subgraphDeadlineMs, deduplicateInflightRequests: false } },
      ...Object.fromEntries(Object.entries(addresses).map(([name, location]) => [name, { location }])),
    },
    propagateHeaders: {
      fromClientToSubgraphs: ({ request }) =>
        Object.fromEntries(PASSED_ON.map(name => [name, request.headers.get(name) ?? undefined])),
    },
    upstreamCancellation: true,
    subgraphErrors: false,
    plugins: () => [withLimits(limits), withConditionsDecided(), withErrorsInPlace(), withAnswersDressed()],
    healthCheckEndpoint: '/health/live',
    readinessCheckEndpoint: '/health/ready',
    // Both would load their looks from outside; the subgraphs' own /graphql has an offline GraphiQL.
    graphiql: false,
    landingPage: false,
    cors: false,
    logging: logLevel === 'silent' ? false : logLevel,
  });
  await runtime.getSchema();
  return { handler: runtime, [Symbol.asyncDispose]: async () => runtime.dispose() };
}
