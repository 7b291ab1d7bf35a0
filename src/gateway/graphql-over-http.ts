/** One GraphQL request over HTTP: checked, executed, answered. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { Request } from '../request.ts';
import type { Admission } from './admission.ts';
import { readJsonObject } from './body.ts';
import type { Exchange } from './exchange.ts';
import type { Limits } from './limits.ts';
import { answerType } from './media-type.ts';
import { Refusal } from './refusal.ts';

export interface GraphqlOverHttp<Context extends { request: Request }> {
  apollo: ApolloServer<Context>;
  context(request: Request): Context;
  limits: Limits;
  /** Says when a request that was read is begun. */
  admission: Pick<Admission, 'enter'>;
}

/**
 * Answers a GET (`?query=`, queries only) or a POST (JSON only).
 *
 * @throws {Refusal} where the request cannot be read as GraphQL over HTTP, or is more than can be done
 */
export async function serveGraphql<Context extends { request: Request }>(
  { apollo, context, limits, admission }: GraphqlOverHttp<Context>,
  exchange: Exchange,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const method = req.method ?? '';
  if (method !== 'GET' && method !== 'POST') {
    throw new Refusal(
      405,
      'METHOD_NOT_ALLOWED',
      `GraphQL is asked with POST or GET, not ${method}. Send a POST.`,
      {
        allow: 'GET, POST',
      },
    );
  }
  if (answerType(req) === null) {
    throw new Refusal(
      406,
      'NOT_ACCEPTABLE',
      'Answers are application/graphql-response+json or application/json; the Accept header takes neither. ' +
        'Send "Accept: application/graphql-response+json, application/json".',
    );
  }
  const body = method === 'POST' ? await readJsonObject(req, limits.bodyBytes) : undefined;
  requireQuery(body ? body.query : new URLSearchParams(searchOf(req)).get('query'));
  exchange.startDeadline(limits.deadlineMs);
  await admission.enter(res);
  if (res.destroyed) return;

  const contextValue = context(exchange);
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method, headers: headersOf(req), search: searchOf(req), body },
    context: async () => contextValue,
  });
  if (answer.body.kind !== 'complete') throw new TypeError('expected a whole answer, got one in parts');

  // What Apollo turns away before its plugins see it (a list as variables, say) is counted here.
  const status = answer.status ?? 200;
  if (status >= 400 && exchange.errorCodes.size === 0) {
    exchange.failed(status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR');
  }
  for (const [name, value] of answer.headers) res.setHeader(name, value);
  res.writeHead(status, {
    'content-type': exchange.answerType,
    'content-length': Buffer.byteLength(answer.body.string),
    'cache-control': 'no-store',
  });
  res.end(answer.body.string);
}

function requireQuery(query: unknown): void {
  if (typeof query === 'string' && query.trim() !== '') return;
  const got =
    typeof query === 'string'
      ? 'an empty text'
      : query == null
        ? 'missing'
        : `a value of type ${typeof query}`;
  throw new Refusal(
    400,
    'BAD_REQUEST',
    `A request needs "query", a GraphQL document as text; here it is ${got}. ` +
      'Send one such as {"query": "{ __typename }"}, or open this address in a browser.',
  );
}

function headersOf(req: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(req.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

const searchOf = ({ url = '' }: IncomingMessage): string =>
  url.includes('?') ? url.slice(url.indexOf('?')) : '';
