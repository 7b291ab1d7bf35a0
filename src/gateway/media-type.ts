/** What a client is ready to read, from its `Accept`. */
import type { IncomingMessage } from 'node:http';
import Negotiator from 'negotiator';

export const JSON_TYPE = 'application/json; charset=utf-8';
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8';
const HTML_TYPE = 'text/html';

/** The media type for an answer, or null where the client names neither of the two that we speak. */
export function answerType(req: IncomingMessage): string | null {
  if (!req.headers.accept) return JSON_TYPE;
  return new Negotiator(req).mediaType([JSON_TYPE, GRAPHQL_TYPE]) ?? null;
}

/** Whether it is a browser that wants a page. */
export const prefersHtml = (req: IncomingMessage): boolean =>
  req.headers.accept !== undefined &&
  new Negotiator(req).mediaType([JSON_TYPE, GRAPHQL_TYPE, HTML_TYPE]) === HTML_TYPE;
