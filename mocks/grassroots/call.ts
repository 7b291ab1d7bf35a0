/** How a call of the grassroots system is answered: query and body read, envelope put around. */
import { http } from 'msw/core/http';
import { Body } from '../body.ts';
import { BadParameter, Parameters } from '../parameters.ts';
import type { MockCall } from '../platform.ts';
import { refusal, success } from './answer.ts';
import { queryPairs } from './auth.ts';

export const BASE_PATH = '/jczz/api';
const MAX_BATCH = 50;

export interface Asked {
  method: string;
  url: URL;
  query: Parameters;
  headers: Headers;
  text: string;
}

/** What stands in `sj`, and in `zts`. */
export type Answer = (asked: Asked) => [sj: unknown, zts: number];

export function call(
  kind: MockCall['kind'],
  method: 'GET' | 'POST',
  path: string,
  gloss: string,
  answer: Answer,
): MockCall {
  const register = method === 'GET' ? http.get : http.post;
  return {
    method,
    path,
    kind,
    gloss,
    handler: register(`${BASE_PATH}${path}`, ({ request }) => answered(request, answer)),
  };
}

export async function answered(request: Request, answer: Answer): Promise<Response> {
  const url = new URL(request.url);
  try {
    const query = new Parameters(queryPairs(url), true);
    const { method, headers } = request;
    return success(...answer({ method, url, query, headers, text: await request.text() }));
  } catch (error) {
    return refusal(error);
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

export function commaList(body: Body, name: string): string[] {
  const items = body
    .text(name)
    .split(',')
    .filter(item => item !== '');
  if (items.length > MAX_BATCH) throw new BadParameter(name, `at most ${MAX_BATCH}, got ${items.length}`);
  return items;
}

export function rows(sj: unknown[]): [sj: unknown, zts: number] {
  return [sj, sj.length];
}
