/**
 * One platform behind a `node:http` server: msw does not intercept undici, so its handlers are asked directly and
 * their answers go over a real socket.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Clocks, RealTime } from './clock.ts';
import { handled, ORIGIN, whichCall } from './dispatch.ts';
import { formatRfc3339 } from './local-time.ts';
import { platformPage } from './page.ts';
import type { MockPlatform } from './platform.ts';
import { type ReceivedCall, receivedCall } from './received-call.ts';
import type { Planted } from './world/world.ts';

const HOST = '127.0.0.1';
const BODY_LIMIT_BYTES = 1024 * 1024;
const GZIP_FROM_BYTES = 1024;
const compress = promisify(gzip);

export interface ServeOptions {
  /** 0 for a free one. */
  port: number;
  clocks: Clocks;
  planted: Planted[];
  /** Unix milliseconds, by which calls are timed. */
  stopwatch: RealTime;
  /** Told of each request when it arrives; its `status` and `answeredAt` are filled in with the answer. */
  onCall(call: ReceivedCall): void;
}

export interface Served extends AsyncDisposable {
  /** Base address, with the base path. */
  url: string;
  /** Refuses connections and destroys the open ones, until `resume`, which takes the same port again. */
  stop(): Promise<void>;
  resume(): Promise<void>;
  /** Lets those requests wait, unanswered, until the returned function is called. */
  hold(which: (call: ReceivedCall) => boolean): () => void;
}

/** Starts to serve; rejects with `EADDRINUSE` where the port is taken. */
export async function serve(platform: MockPlatform, options: ServeOptions): Promise<Served> {
  const holds = new Set<Hold>();
  const server = createServer((request, response) => {
    receive(platform, options, holds, request, response).catch(error => fail(response, error));
  });
  // Longer than any client keeps an idle connection, so that the client is the one to close it.
  server.keepAliveTimeout = 65_000;
  await listen(server, options.port);
  const { port } = server.address() as AddressInfo;

  const close = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return {
    url: `http://${HOST}:${port}${platform.basePath}`,
    stop: close,
    resume: async () => {
      if (!server.listening) await listen(server, port);
    },
    hold: which => {
      const hold = new Hold(which);
      holds.add(hold);
      return () => {
        holds.delete(hold);
        hold.release();
      };
    },
    [Symbol.asyncDispose]: close,
  };
}

class Hold {
  readonly which: (call: ReceivedCall) => boolean;
  readonly released: Promise<void>;
  readonly release: () => void;

  constructor(which: (call: ReceivedCall) => boolean) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.which = which;
    this.released = promise;
    this.release = resolve;
  }
}

async function receive(
  platform: MockPlatform,
  { clocks, planted, stopwatch, onCall }: ServeOptions,
  holds: Set<Hold>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const url = new URL(`${ORIGIN}${incoming.url}`);
  const method = incoming.method ?? 'GET';
  const text = await bodyText(incoming);
  if (text === ABORTED) return;

  const asked = whichCall(platform, method, url.pathname);
  const call = receivedCall(platform, asked, url, incoming.headers, text ?? '', stopwatch());
  onCall(call);
  await Promise.all([...holds].filter(hold => hold.which(call)).map(hold => hold.released));
  if (outgoing.destroyed) return;

  const answer = () => {
    if (text === null) return platform.tooLarge(BODY_LIMIT_BYTES, url.pathname);
    if (asked.kind === 'control')
      return control(platform, clocks, planted, url.pathname, incoming.headers.host);
    return handled(asked.handlers, incoming, method, url, text);
  };
  const response = await answer();
  call.status = response.status;
  await send(response, incoming, outgoing, () => {
    call.answeredAt = stopwatch();
  });
}

async function control(
  platform: MockPlatform,
  { domain }: Clocks,
  planted: Planted[],
  path: string,
  host = HOST,
): Promise<Response> {
  if (path === '/') {
    const html = await platformPage(platform, `http://${host}`, domain.now());
    return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } });
  }
  if (path === '/__mock/planted') return Response.json(planted);
  if (path === '/__mock/clock') return Response.json({ now: formatRfc3339(domain.now() / 1000) });
  return Response.json(
    { error: `no such control: ${path}; there are /__mock/planted and /__mock/clock` },
    { status: 404 },
  );
}

const ABORTED = Symbol('the caller hung up before the end of the body');

/** The whole body; null where it is above the limit (the rest is read and dropped). */
async function bodyText(incoming: IncomingMessage): Promise<string | null | typeof ABORTED> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of incoming) {
      size += chunk.length;
      if (size <= BODY_LIMIT_BYTES) chunks.push(chunk);
    }
  } catch (error) {
    if (incoming.destroyed) return ABORTED;
    throw error;
  }
  return size > BODY_LIMIT_BYTES ? null : Buffer.concat(chunks).toString();
}

async function send(
  response: Response,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  ready: () => void,
): Promise<void> {
  const headers = Object.fromEntries(response.headers);
  let body = Buffer.from(await response.arrayBuffer());
  const wanted = /\bgzip\b/.test(`${incoming.headers['accept-encoding'] ?? ''}`);
  if (wanted && body.length >= GZIP_FROM_BYTES) {
    // The lowest level: on one machine a mock must not be what a benchmark measures.
    body = await compress(body, { level: 1 });
    headers['content-encoding'] = 'gzip';
    headers.vary = 'accept-encoding';
  }
  if (outgoing.destroyed) return;
  ready();
  if (response.status !== 304) headers['content-length'] = `${body.length}`;
  outgoing.writeHead(response.status, headers).end(body);
}

/** A fault of the mock itself: said where it is seen, on the terminal and to the caller. */
function fail(outgoing: ServerResponse, error: unknown): void {
  console.error('mock platform: a fault of the mock itself, not of its caller:', error);
  if (!outgoing.headersSent) outgoing.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
  outgoing.end(`mock fault: ${error}`);
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, HOST);
  // Rejects with the server's `error` event, so also where the port is taken.
  await once(server, 'listening');
}
