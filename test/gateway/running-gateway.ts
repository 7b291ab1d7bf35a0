/** The gateway over the shop, listening on a free port, with its log lines and its clock in the test's hand. */
import { pino } from 'pino';
import { DEFAULT_CAPACITY } from '../../src/gateway/capacity.ts';
import { type GatewayOptions, gateway } from '../../src/gateway/gateway.ts';
import { DEFAULT_LIMITS } from '../../src/gateway/limits.ts';
import { listen } from '../../src/gateway/listen.ts';
import { Tally } from '../../src/upstream/tally.ts';
import { type HandClock, handClock } from '../clock.ts';
import { SHOP_SDL, type ShopContext, shopSchema } from './shop.ts';

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads answers of any shape
  body: any;
  text: string;
}

export interface RunningGateway extends AsyncDisposable {
  url: string;
  clock: HandClock;
  /** Resolves when a resolver of `{ waits }` waits. */
  waiting: Promise<void>;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads log lines of any shape
  log: any[];
  /** The request's own log line, once it is written. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  line(): Promise<any>;
  fetch(path: string, init?: RequestInit): Promise<Answer>;
  /** POSTs a query as a present-day client does. */
  query(query: string, variables?: object, headers?: Record<string, string>): Promise<Answer>;
}

export async function runningGateway(
  options: Partial<GatewayOptions<ShopContext>> = {},
): Promise<RunningGateway> {
  const running = new AsyncDisposableStack();
  const clock = handClock();
  const waiting = Promise.withResolvers<void>();
  // biome-ignore lint/suspicious/noExplicitAny: as above
  const log: any[] = [];
  const lines: Promise<unknown>[] = [];
  let written = Promise.withResolvers<unknown>();
  lines.push(written.promise);
  const stream = {
    write(text: string) {
      const line = JSON.parse(text);
      log.push(line);
      if (line.msg !== 'request') return;
      written.resolve(line);
      written = Promise.withResolvers();
      lines.push(written.promise);
    },
  };
  const front = running.use(
    await gateway<ShopContext>({
      schema: shopSchema(() => waiting.resolve()),
      sdl: SHOP_SDL,
      operations: [{ name: 'Hello', document: 'query Hello {\n  hello\n}\n' }],
      context: request => ({ request }),
      ready: () => ({ status: 'UP', platforms: {} }),
      clock,
      tally: new Tally(),
      log: pino({ level: 'debug' }, stream),
      limits: DEFAULT_LIMITS,
      capacity: DEFAULT_CAPACITY,
      corsOrigins: [],
      graphiql: true,
      ...options,
    }),
  );
  const listening = running.use(await listen(front, { host: '127.0.0.1', port: 0 }));

  const get = async (path: string, init?: RequestInit): Promise<Answer> => {
    const response = await fetch(listening.url + path, init);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson ? JSON.parse(text) : undefined,
    };
  };
  return {
    url: listening.url,
    clock,
    waiting: waiting.promise,
    log,
    line: () => lines.shift()!,
    fetch: get,
    query: (query, variables, headers) =>
      get('/graphql', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json;q=0.9',
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
      }),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
