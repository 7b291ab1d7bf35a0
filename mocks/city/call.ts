/** How a call of the city is answered: query and body read, what is thrown turned into a problem. */
import { http } from 'msw/core/http';
import { Body } from '../body.ts';
import { Parameters } from '../parameters.ts';
import type { MockCall } from '../platform.ts';
import { problem } from './answer.ts';

export const BASE_PATH = '/api/v1';

export interface Asked {
  url: URL;
  query: Parameters;
  headers: Headers;
  params: Record<string, unknown>;
  text: string;
}

export type Answer = (asked: Asked) => Response;

export function call(
  kind: MockCall['kind'],
  method: 'GET' | 'POST',
  path: string,
  gloss: string,
  answer: Answer,
): MockCall {
  const register = method === 'GET' ? http.get : http.post;
  // msw reads a colon as the beginning of a variable part, the contract's `/clues:batch-get` has a literal one.
  const pattern = path.replaceAll(':', '\\:').replace(/\{(\w+)\}/, ':$1');
  return {
    method,
    path,
    kind,
    gloss,
    handler: register(`${BASE_PATH}${pattern}`, context => answered(context, answer)),
  };
}

export async function answered(
  { request, params }: { request: Request; params: Record<string, unknown> },
  answer: Answer,
): Promise<Response> {
  const url = new URL(request.url);
  try {
    const query = new Parameters(url.searchParams);
    return answer({ url, query, headers: request.headers, params, text: await request.text() });
  } catch (error) {
    return problem(error, url.pathname);
  }
}

/** Reads a body to its last field, so that an unknown one is refused. */
export function posted<Read>({ query, text }: Asked, read: (body: Body) => Read): Read {
  query.done();
  const body = new Body(text);
  const value = read(body);
  body.done();
  return value;
}

export function json(body: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(body, { headers });
}
