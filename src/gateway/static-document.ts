/** Something that is the same for everyone and is served as it is: the schema, a page, a script. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import etagOf from 'etag';
import fresh from 'fresh';

export interface StaticDocument {
  body: string | Buffer;
  type: string;
  etag: string;
  headers: Readonly<Record<string, string>>;
}

export const staticDocument = (
  body: string | Buffer,
  type: string,
  headers: Record<string, string> = {},
): StaticDocument => ({
  body,
  type,
  etag: etagOf(body),
  headers,
});

/** Answers a GET or HEAD: 304 where the client has it already. It may keep it, but asks each time whether it changed. */
export function serveDocument(req: IncomingMessage, res: ServerResponse, document: StaticDocument): void {
  const { body, type, etag, headers } = document;
  for (const [name, value] of Object.entries({ ...headers, etag, 'cache-control': 'no-cache' })) {
    res.setHeader(name, value);
  }
  if (fresh(req.headers, { etag })) {
    res.writeHead(304).end();
    return;
  }
  res.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  res.end(body);
}
