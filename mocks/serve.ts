/**
 * One platform behind a `node:http` server: msw does not intercept undici, so its handlers are asked directly and
 * their answers go over a real socket. Faults that are on take hold of a call on its way.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { RealTime } from './clock.ts';
import { handled, ORIGIN, whichCall } from './dispatch.ts';
import { Faults } from './faults/faults.ts';
import { HOST, type OpenLine, openLine } from './line.ts';
import type { MockPlatform } from './platform.ts';
import { type ReceivedCall, receivedCall } from './received-call.ts';
import { encoded, send } from './sending.ts';
import type { Waiting } from './waiting.ts';

const BODY_LIMIT_BYTES = 1024 * 1024;

export interface ServeOptions {
  /** 0 for a free one. */
  port: number;
  /** Unix milliseconds, by which calls are timed. */
  stopwatch: RealTime;
  /** How faults wait. */
  waiting: Waiting;
  /** Unix milliseconds, by which rates are kept. */
  realTime: RealTime;
  /** Sets this platform's clock off, in milliseconds. */
  skew(ms: number): void;
  /** Told of each request when it arrives; its `status` and `answeredAt` are filled in with the answer. */
  onCall(call: ReceivedCall): void;
  /** Answers what is asked of the mock itself: its page, and `/__mock/…`. */
  control(asked: ControlCall): Promise<Response>;
}

export interface ControlCall {
  platform: MockPlatform;
  method: string;
  url: URL;
  /** What the mock is called by: `127.0.0.1:4001`. */
  host: string;
  text: string;
}

export interface Served extends AsyncDisposable {
  /** Base address, with the base path. */
  url: string;
  platform: MockPlatform;
  faults: Faults;
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
    receive(platform, options, { holds, faults, line }, request, response).catch(error =>
      fail(response, error),
    );
  });
  // Longer than any client keeps an idle connection, so that the client is the one to close it.
  server.keepAliveTimeout = 65_000;
  const line = await openLine(server, options.port);
  const { waiting, realTime, skew } = options;
  const faults = new Faults(platform, { line, waiting, now: realTime, skew });
  return {
    url: `http://${HOST}:${line.port}${platform.basePath}`,
    platform,
    faults,
    stop: line.stop,
    resume: line.resume,
    hold: which => {
      const hold = new Hold(which);
      holds.add(hold);
      return () => {
        holds.delete(hold);
        hold.release();
      };
    },
    [Symbol.asyncDispose]: line.stop,
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
  { stopwatch, onCall, control }: ServeOptions,
  { holds, faults, line }: { holds: Set<Hold>; faults: Faults; line: OpenLine },
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
  const struck = faults.strike(call, incoming, outgoing);
  await Promise.all([...holds].filter(hold => hold.which(call)).map(hold => hold.released));
  await struck?.before();
  if (outgoing.destroyed) return;

  const answer = () => {
    if (text === null) return platform.tooLarge(BODY_LIMIT_BYTES, url.pathname);
    if (asked.kind === 'control') {
      line.spare(incoming.socket);
      outgoing.setHeader('connection', 'close');
      return control({ platform, method, url, host: incoming.headers.host ?? HOST, text });
    }
    return handled(asked.handlers, incoming, method, url, text);
  };
  const given = struck?.instead() ?? (await answer());
  const response = struck ? await struck.answer(given) : given;
  call.status = response.status;
  const ready = await encoded(response, incoming);
  if (outgoing.destroyed) return;
  call.answeredAt = stopwatch();
  if (!(await struck?.send(ready))) send(ready, outgoing);
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

/** A fault of the mock itself: said where it is seen, on the terminal and to the caller. */
function fail(outgoing: ServerResponse, error: unknown): void {
  console.error('mock platform: a fault of the mock itself, not of its caller:', error);
  if (!outgoing.headersSent) outgoing.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
  outgoing.end(`mock fault: ${error}`);
}
