/** From an msw handler's answer to bytes on the socket. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Encoded } from './faults/fault.ts';

const GZIP_FROM_BYTES = 1024;
const compress = promisify(gzip);

/** The answer as its caller accepts it. */
export async function encoded(response: Response, incoming: IncomingMessage): Promise<Encoded> {
  const headers = Object.fromEntries(response.headers);
  let body = Buffer.from(await response.arrayBuffer());
  const wanted = /\bgzip\b/.test(`${incoming.headers['accept-encoding'] ?? ''}`);
  if (wanted && body.length >= GZIP_FROM_BYTES) {
    // The lowest level: on one machine a mock must not be what a benchmark measures.
    body = await compress(body, { level: 1 });
    headers['content-encoding'] = 'gzip';
    headers.vary = 'accept-encoding';
  }
  if (response.status !== 304) headers['content-length'] = `${body.length}`;
  return { status: response.status, headers, body };
}

export function send({ status, headers, body }: Encoded, outgoing: ServerResponse): void {
  outgoing.writeHead(status, headers).end(body);
}
