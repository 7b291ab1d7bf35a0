/** How a call of the province is answered: signing parameters and query read, body read, envelope put around. */
import { http } from 'msw/core/http';
import { Body } from '../body.ts';
import { Parameters } from '../parameters.ts';
import type { MockCall } from '../platform.ts';
import { refusal, success } from './answer.ts';

export const BASE_PATH = '/zfjg/api';

/** What stands in `datas`; `text` is the body as sent. */
export type Answer = (query: Parameters, text: string) => unknown;

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
  try {
    const query = new Parameters(new URL(request.url).searchParams);
    return success(await answer(query, await request.text()));
  } catch (error) {
    return refusal(error);
  }
}

/** Reads a body to its last field, so that an unknown one is refused. */
export function posted<Read>(query: Parameters, text: string, read: (body: Body) => Read): Read {
  query.done();
  const body = new Body(text);
  const value = read(body);
  body.done();
  return value;
}
