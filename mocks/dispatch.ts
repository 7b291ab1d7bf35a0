/** From an HTTP request to the msw handler that answers it. */
import type { IncomingMessage } from 'node:http';
import type { MockCall, MockPlatform } from './platform.ts';
import type { ReceivedCall } from './received-call.ts';

/** A name that msw can resolve paths against; the port of the day does not matter to a handler. */
export const ORIGIN = 'http://mock.platform';

export interface Asked {
  kind: ReceivedCall['kind'];
  call: string;
  handlers: MockCall['handler'][];
}

/** The call of the contract that this is; msw would try, and copy the request for, each handler in turn. */
export function whichCall({ basePath, calls, refusals }: MockPlatform, method: string, path: string): Asked {
  if ((method === 'GET' && path === '/') || path.startsWith('/__mock/')) {
    return { kind: 'control', call: `${method} ${path}`, handlers: [] };
  }
  const below = path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : null;
  const matching = calls.find(
    call => call.method === method && below !== null && pathMatches(call.path, below),
  );
  return matching
    ? { kind: matching.kind, call: `${method} ${matching.path}`, handlers: [matching.handler, ...refusals] }
    : { kind: 'data', call: `${method} ${below ?? path}`, handlers: refusals };
}

function pathMatches(template: string, path: string): boolean {
  if (!template.includes('{')) return template === path;
  const expected = template.split('/');
  const got = path.split('/');
  return (
    expected.length === got.length &&
    expected.every((part, at) => part === got[at] || (part.startsWith('{') && got[at]))
  );
}

/** As msw's `getResponse` does; that is exported by the whole of msw only, 50 ms more at every start. */
export async function handled(
  handlers: MockCall['handler'][],
  incoming: IncomingMessage,
  method: string,
  url: URL,
  text: string,
): Promise<Response> {
  const headers = Object.entries(incoming.headers).map(
    ([name, value]) => [name, `${value}`] as [string, string],
  );
  const body = method === 'GET' || method === 'HEAD' ? null : text;
  for (const handler of handlers) {
    const request = new Request(url, { method, headers, body });
    const result = await handler.run({ request, requestId: '', resolutionContext: { baseUrl: ORIGIN } });
    if (result?.response) return result.response;
  }
  throw new Error(
    `no handler answered ${method} ${url.pathname}: the last of a platform's refusals must take all`,
  );
}
