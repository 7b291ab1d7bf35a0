import type { ServerResponse } from 'node:http';

/** Why a request is turned away before any GraphQL is read; clients can switch on it. */
export type RefusalCode =
  | 'BAD_REQUEST'
  | 'UNAUTHENTICATED'
  | 'NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'
  | 'NOT_ACCEPTABLE'
  | 'PAYLOAD_TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'HEADERS_TOO_LARGE'
  | 'REQUEST_TIMEOUT'
  | 'OVERLOADED'
  | 'SERVICE_UNAVAILABLE'
  | 'INTERNAL_SERVER_ERROR';

/** A request that the door turns away. The message says what was expected, what came, and what to do. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: RefusalCode;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: RefusalCode, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** An answer with no data in the form every GraphQL client reads. */
export const refusalBody = (code: RefusalCode, message: string): string =>
  `${JSON.stringify({ errors: [{ message, extensions: { code } }] })}\n`;

/** Answers with the refusal, in the JSON media type that the client prefers. */
export function refuse(res: ServerResponse, refusal: Refusal, answerType: string): void {
  const body = refusalBody(refusal.code, refusal.message);
  res.writeHead(refusal.status, {
    ...refusal.headers,
    'content-type': answerType,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  res.end(body);
}
