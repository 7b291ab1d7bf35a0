/** The door: every HTTP request comes in here, is named, sent to its route, and answered whatever happens. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import cors from 'cors';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Tally } from '../upstream/tally.ts';
import { logEnd } from './access-log.ts';
import { internalMessage } from './errors.ts';
import { Exchange } from './exchange.ts';
import { type GatewayObserver, nobody } from './observer.ts';
import { Refusal, refuse } from './refusal.ts';
import { endOf } from './request-end.ts';
import { type Tracing, unrecorded } from './tracing.ts';

export type Handler = (req: IncomingMessage, res: ServerResponse) => void;

export interface Route {
  /** What the log calls it. */
  name: string;
  /** The methods it answers, or null where it decides by itself. */
  methods: readonly string[] | null;
  serve(exchange: Exchange, req: IncomingMessage, res: ServerResponse): void | Promise<void>;
}

export interface HandlerOptions {
  /** The route of a path, or undefined where there is none. */
  route(path: string): Route | undefined;
  corsOrigins: readonly string[];
  clock: Clock;
  tally: Tally;
  log: Logger;
  observer?: GatewayObserver | undefined;
  tracing?: Tracing | undefined;
  /** The names of the ready operations, by which metrics tell requests apart. */
  readyOperations?: ReadonlySet<string>;
  /** What is served, said where a path is not. */
  guide?: string;
}

/** On every answer; GraphiQL's page has a policy of its own. */
const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

const NO_OPERATIONS: ReadonlySet<string> = new Set();

export function handlerOf({
  route,
  corsOrigins,
  clock,
  tally,
  log,
  observer = nobody,
  tracing = unrecorded,
  readyOperations = NO_OPERATIONS,
  guide = 'GraphQL is at /graphql, its schema at /schema.graphql.',
}: HandlerOptions): Handler {
  const crossOrigin = corsOrigins.length > 0 ? corsFor(corsOrigins) : null;

  return (req, res) => {
    const exchange = new Exchange(req, res, clock, tally, tracing);
    observer.arrived();
    res.once('close', () => {
      const end = endOf(exchange, res, readyOperations);
      logEnd(exchange, req, end, log);
      observer.ended(end);
      exchange.trace.ended(end);
    });
    res.setHeader('x-request-id', exchange.id);
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) res.setHeader(name, value);
    answer(exchange, req, res).catch(error => {
      if (res.headersSent || res.destroyed) {
        // A refusal that nobody waits for any more is no fault of ours: they hung up while they sent what they asked.
        if (!(error instanceof Refusal)) log.error({ id: exchange.id, err: error }, 'an answer broke off');
        res.destroy();
        return;
      }
      const refusal = error instanceof Refusal ? error : hide(error, exchange);
      exchange.failed(refusal.code);
      refuse(res, refusal, exchange.answerType);
    });
  };

  async function answer(exchange: Exchange, req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (crossOrigin) await new Promise<void>(next => crossOrigin(req, res, () => next()));
    const path = (req.url ?? '/').split('?', 1)[0] ?? '/';
    const found = route(path);
    if (!found) {
      throw new Refusal(404, 'NOT_FOUND', `Nothing is served at this path. ${guide}`);
    }
    exchange.route = found.name;
    if (found.methods && !found.methods.includes(req.method ?? '')) {
      const allow = found.methods.join(', ');
      throw new Refusal(405, 'METHOD_NOT_ALLOWED', `This path answers ${allow}, not ${req.method}.`, {
        allow,
      });
    }
    await found.serve(exchange, req, res);
  }

  function hide(error: unknown, exchange: Exchange): Refusal {
    log.error({ id: exchange.id, err: error }, 'a request failed');
    return new Refusal(500, 'INTERNAL_SERVER_ERROR', internalMessage(exchange.id));
  }
}

/** Pages of these origins may ask. A preflight is answered here and goes no further. */
const corsFor = (origins: readonly string[]) =>
  cors({
    origin: [...origins],
    methods: ['GET', 'POST'],
    allowedHeaders: [
      'content-type',
      'cache-control',
      'traceparent',
      'x-request-id',
      'x-guantong-trace',
      'apollographql-client-name',
      'apollographql-client-version',
    ],
    exposedHeaders: ['x-request-id', 'retry-after'],
    maxAge: 600,
  });
