/** The gateway's front: HTTP in, GraphQL, answer out. It knows no platform by name. */
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Request } from '../request.ts';
import type { Tally } from '../upstream/tally.ts';
import { Admission } from './admission.ts';
import { startApollo } from './apollo.ts';
import type { Capacity } from './capacity.ts';
import { type GraphiqlOptions, graphiqlRoutes } from './graphiql.ts';
import { serveGraphql } from './graphql-over-http.ts';
import { type Handler, handlerOf, type Route } from './handler.ts';
import { live, type Readiness, readyRoute } from './health.ts';
import type { Limits } from './limits.ts';
import { prefersHtml } from './media-type.ts';
import { type GatewayObserver, nobody } from './observer.ts';
import { serveDocument, staticDocument } from './static-document.ts';
import type { Tracing } from './tracing.ts';
import { type WebhookReceiver, webhookRoute } from './webhooks.ts';

export interface GatewayOptions<Context extends { request: Request }> {
  schema: GraphQLSchema;
  /** Served at `/schema.graphql`, with its descriptions. */
  sdl: string;
  /** The ready operations: what GraphiQL's tabs start with (the first is in front), and what metrics know by name. */
  operations: GraphiqlOptions['operations'];
  /** Opens the loaders of one request; what it throws is a 500, and is logged. */
  context(request: Request): Context;
  ready(): Readiness;
  clock: Clock;
  /** Counts what was not understood of the platforms' words; shown at `/health/ready`. */
  tally: Tally;
  log: Logger;
  observer?: GatewayObserver | undefined;
  /** Traces are passed on to the platforms and recorded nowhere by default. */
  tracing?: Tracing | undefined;
  limits: Limits;
  /** Beyond it GraphQL requests are turned away; all else is answered. */
  capacity: Capacity;
  /** Aborted once the process is to end: it is not ready any more, and answers what comes all the same. */
  draining?: AbortSignal;
  /** Pages of these origins may ask; none by default. */
  corsOrigins: readonly string[];
  /** Default true: the schema is public inside the intranet. */
  introspection?: boolean;
  /** Whether a browser at `/graphql` gets GraphiQL. */
  graphiql: boolean;
  /** Who takes what is POSTed to `/webhooks/NAME`, by name; nobody by default. */
  webhooks?: ReadonlyMap<string, WebhookReceiver>;
  /** Where GraphiQL's files are, for tests; by default the installed packages. */
  resolvePackage?: GraphiqlOptions['resolvePackage'];
}

export interface Gateway extends AsyncDisposable {
  /** Answers one request of a `node:http` server, whatever happens; never throws. */
  handler: Handler;
}

/** Starts the GraphQL pipeline over `schema`. Disposing ends it; stop listening before. */
export async function gateway<Context extends { request: Request }>(
  options: GatewayOptions<Context>,
): Promise<Gateway> {
  const { schema, sdl, limits, clock, tally, log, corsOrigins, context } = options;
  await using starting = new AsyncDisposableStack();
  const { capacity, observer = nobody } = options;
  const admission = starting.use(
    new Admission({ capacity, clock, log, onShed: reason => observer.shed(reason) }),
  );
  const apollo = await startApollo<Context>({
    schema,
    limits,
    log,
    introspection: options.introspection ?? true,
  });
  starting.defer(() => apollo.stop());
  const page = options.graphiql ? graphiqlRoutes(options) : null;
  const schemaText = staticDocument(sdl, 'text/plain; charset=utf-8');

  const graphql: Route = {
    name: 'graphql',
    methods: null,
    async serve(exchange, req, res) {
      const isPage = (req.method === 'GET' || req.method === 'HEAD') && prefersHtml(req);
      if (page && isPage) return page.page.serve(exchange, req, res);
      admission.check();
      return serveGraphql({ apollo, context, limits, admission }, exchange, req, res);
    },
  };
  const webhooks = [...(options.webhooks ?? [])].map(
    ([name, receiver]) => [`/webhooks/${name}`, webhookRoute(name, receiver, clock)] as const,
  );
  const routes: Record<string, Route> = {
    '/graphql': graphql,
    '/health/live': live,
    '/health/ready': readyRoute(options.ready, tally, options.draining),
    '/schema.graphql': {
      name: 'schema',
      methods: ['GET', 'HEAD'],
      serve: (_, req, res) => serveDocument(req, res, schemaText),
    },
    ...Object.fromEntries(webhooks),
    ...page?.files,
  };

  const started = starting.move();
  return {
    handler: handlerOf({
      route: path => (Object.hasOwn(routes, path) ? routes[path] : undefined),
      corsOrigins,
      clock,
      tally,
      log,
      observer,
      tracing: options.tracing,
      readyOperations: namesIn(options.operations),
    }),
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

const namesIn = (operations: GraphiqlOptions['operations']): ReadonlySet<string> =>
  new Set(operations.flatMap(({ document }) => /^query (\w+)/m.exec(document)?.[1] ?? []));
