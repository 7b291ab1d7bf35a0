/**
 * What testers ask of the mocks themselves: the page of a platform, and `/__mock/…`. Any mock answers for all, so
 * that a fault can be taken off a platform that nobody reaches.
 */
import { type Controlled, controlsOf, shown, slip } from './control-table.ts';
import { isObject } from './failing.ts';
import { meant } from './faults/nearest.ts';
import { FaultError, type Slip } from './faults/order.ts';
import { platformPage } from './page.ts';
import { PLATFORM_NAMES } from './platform.ts';
import { ScenarioError } from './scenario/finding.ts';
import type { ControlCall } from './serve.ts';

/** Answers a control call; what is wrong with one is said with 400, in words. */
export function controls(controlled: Controlled): (call: ControlCall) => Promise<Response> {
  const table = controlsOf(controlled);
  return async ({ platform, method, url, host, text }) => {
    if (url.pathname === '/') {
      const html = await platformPage(platform, table, `http://${host}`, controlled.clock.now());
      return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } });
    }
    const name = `${method} ${url.pathname}`;
    const control = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!control) {
      const problem = `there is no control ${name}; there are ${Object.keys(table).join(', ')}`;
      return refused(404, { name: 'path', problem });
    }
    try {
      const body = bodyOf(text);
      const query = url.searchParams;
      const named = body.platform ?? query.get('platform');
      const asked = PLATFORM_NAMES.find(one => one === (named ?? platform.name));
      if (!asked) {
        const expected = PLATFORM_NAMES.join(', ');
        throw slip(
          'platform',
          `expected ${expected}, got ${shown(named)}; ${meant(`${named}`, PLATFORM_NAMES)}`,
        );
      }
      const answer = await control.answer({ platform: asked, named: named != null, body, query });
      return Response.json(answer ?? { done: true });
    } catch (error) {
      if (error instanceof FaultError) return refused(400, ...error.slips);
      if (error instanceof ScenarioError) return Response.json({ error: error.message }, { status: 400 });
      throw error;
    }
  };
}

function bodyOf(text: string): Record<string, unknown> {
  if (text === '') return {};
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    throw slip('body', `expected JSON: ${(cause as Error).message}`);
  }
  if (isObject(body)) return body;
  throw slip('body', 'expected a JSON object, such as {"fault":"latency"}');
}

function refused(status: number, ...slips: Slip[]): Response {
  const error = slips.map(({ name, problem }) => `${name}: ${problem}`).join('\n');
  return Response.json({ error, slips }, { status });
}
