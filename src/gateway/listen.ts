/** The HTTP server around a handler: opened with a clear reason where it cannot be, closed with nobody cut off. */
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Handler } from './handler.ts';
import { type RefusalCode, refusalBody } from './refusal.ts';

export interface ListenOptions {
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** The variables that say so, for the message where it cannot be opened. */
  variables?: { host: string; port: string };
  /** How long those being answered may finish when the server closes, ms. */
  graceMs?: number;
  /** Once aborted, each answer ends its connection, so that who asks again asks another; new ones are still taken. */
  draining?: AbortSignal;
  /** Further ones are closed at once. */
  maxConnections?: number;
}

const BOUNDS = {
  headersTimeout: 10_000,
  // A body that takes longer than 30 s holds a connection for no use; Node's own 5 minutes fit uploads.
  requestTimeout: 30_000,
  // Longer than the 60 s after which usual balancers give up an idle connection: whoever closes first must not be the
  // one that does not ask, or a request meets its end on the way.
  keepAliveTimeout: 75_000,
};
/** Then a connection is closed with its answer, so that callers spread again over gateways that came later. */
const REQUESTS_PER_CONNECTION = 10_000;
/** How long a caller may take nothing of an answer that is there, ms. */
const STALLED_MS = 30_000;

export interface Listening extends AsyncDisposable {
  /** For example `http://127.0.0.1:4000`. */
  url: string;
  port: number;
}

/** The port cannot be opened; the message names address, reason and remedy. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

/**
 * Listens. Disposing stops taking connections, lets answers under way finish for `graceMs`, then ends what is left.
 *
 * @throws {ListenError} where the port cannot be opened
 */
export async function listen(
  { handler }: { handler: Handler },
  {
    host,
    port,
    variables = { host: 'HOST', port: 'PORT' },
    graceMs = 5_000,
    draining,
    maxConnections = 10_000,
  }: ListenOptions,
): Promise<Listening> {
  const underWay = new Set<ServerResponse>();
  const server = createServer(BOUNDS, (req, res) => {
    underWay.add(res);
    res.once('close', () => underWay.delete(res));
    if (draining?.aborted) lastOn(res);
    handler(req, res);
  });
  server.maxConnections = maxConnections;
  server.maxRequestsPerSocket = REQUESTS_PER_CONNECTION;
  server.setTimeout(graceMs + STALLED_MS);
  draining?.addEventListener('abort', () => underWay.forEach(lastOn), { once: true });
  server.on('clientError', refuseBroken);
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new ListenError(reason(error as NodeJS.ErrnoException, host, port, variables), { cause: error });
  }
  const at = (server.address() as AddressInfo).port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${at}`,
    port: at,
    [Symbol.asyncDispose]: () => close(server, underWay, graceMs),
  };
}

async function close(server: Server, underWay: Iterable<ServerResponse>, graceMs: number): Promise<void> {
  const closed = once(server, 'close');
  // Ends idle connections at once; the others end with their answer, and not only when nobody has used them for a while.
  server.close();
  for (const res of underWay) lastOn(res);
  const end = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(end);
}

/** Ends the connection with this answer, and tells the caller so. */
function lastOn(res: ServerResponse): void {
  if (!res.headersSent) res.setHeader('connection', 'close');
}

function reason(
  { code, message }: NodeJS.ErrnoException,
  host: string,
  port: number,
  variables: NonNullable<ListenOptions['variables']>,
): string {
  if (code === 'EADDRINUSE')
    return `${host}:${port} is taken by another process. End it, or set ${variables.port} to a free one.`;
  if (code === 'EACCES')
    return `This user may not listen on ${host}:${port}. Set ${variables.port} to 1024 or more.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `This machine has no address ${host}. Set ${variables.host} to one of its own, such as 127.0.0.1 or 0.0.0.0.`;
  return `Cannot listen on ${host}:${port}: ${message}`;
}

/** What cannot even be read as HTTP is answered here, as JSON like everything else. */
function refuseBroken(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, code, message] = broken(error.code);
  const body = refusalBody(code, message);
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `X-Content-Type-Options: nosniff\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

function broken(code: string | undefined): [status: string, RefusalCode, message: string] {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return [
      '431 Request Header Fields Too Large',
      'HEADERS_TOO_LARGE',
      'Address and headers may have 16 KiB together; these are larger. Send long queries with POST.',
    ];
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return [
      '408 Request Timeout',
      'REQUEST_TIMEOUT',
      'The request did not come to its end in time. Send it again.',
    ];
  }
  return [
    '400 Bad Request',
    'BAD_REQUEST',
    'This is not a request as HTTP/1.1 has it. Send one with a proper client.',
  ];
}
