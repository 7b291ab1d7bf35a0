/**
 * What testers ask of the mocks themselves: the page of a platform, and `/__mock/…`. Any mock answers for all three, so
 * that a fault can be taken off a platform that nobody reaches.
 */
import type { DomainClock } from './clock.ts';
import { meant } from './faults/nearest.ts';
import { FaultError } from './faults/order.ts';
import { formatRfc3339 } from './local-time.ts';
import { platformPage } from './page.ts';
import type { PlatformName } from './platform.ts';
import type { ControlCall, Served } from './serve.ts';
import type { Planted } from './world/world.ts';

export interface Controlled {
  /** Once they are served. */
  served(): Record<PlatformName, Served>;
  planted: Planted[];
  clock: DomainClock;
}

interface Asked {
  platform: PlatformName;
  /** As JSON; `{}` for none. */
  body: Record<string, unknown>;
  query: URLSearchParams;
}

type Control = (asked: Asked) => unknown;

const PLATFORMS = ['province', 'city', 'grassroots'] as const;

/** Answers a control call; what is wrong with one is said with 400, in words. */
export function controls({ served, planted, clock }: Controlled): (call: ControlCall) => Promise<Response> {
  const table: Record<string, Control> = {
    'GET /__mock/planted': () => planted,
    'GET /__mock/clock': () => ({ now: formatRfc3339(clock.now() / 1000) }),
    'GET /__mock/faults': () =>
      Object.fromEntries(PLATFORMS.map(name => [name, served()[name].faults.list()])),
    'POST /__mock/faults': async ({ platform, body }) => {
      const { platform: _, ...order } = body;
      const { faults } = served()[platform];
      const { id } = faults.put(order);
      return faults.list().find(told => told.id === id);
    },
    'DELETE /__mock/faults': async ({ platform, query }) => ({
      off: await served()[platform].faults.off(query.get('fault') ?? undefined),
    }),
  };
  return async ({ platform, method, url, host, text }) => {
    if (url.pathname === '/') {
      const html = await platformPage(platform, `http://${host}`, clock.now());
      return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } });
    }
    const name = `${method} ${url.pathname}`;
    const control = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!control) {
      const known = Object.keys(table);
      return refused(404, {
        name: 'path',
        problem: `there is no control ${name}; there are ${known.join(', ')}`,
      });
    }
    try {
      const body = bodyOf(text);
      const wished = body.platform ?? url.searchParams.get('platform') ?? platform.name;
      const meantPlatform = PLATFORMS.find(one => one === wished);
      if (!meantPlatform) {
        const problem = `expected ${PLATFORMS.join(', ')}, got ${JSON.stringify(wished)}; ${meant(`${wished}`, PLATFORMS)}`;
        return refused(400, { name: 'platform', problem });
      }
      return Response.json(
        (await control({ platform: meantPlatform, body, query: url.searchParams })) ?? null,
      );
    } catch (error) {
      if (error instanceof FaultError) return refused(400, ...error.slips);
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
    throw new FaultError([{ name: 'body', problem: `expected JSON: ${(cause as Error).message}` }]);
  }
  if (typeof body === 'object' && body !== null && !Array.isArray(body))
    return body as Record<string, unknown>;
  throw new FaultError([{ name: 'body', problem: 'expected a JSON object, such as {"fault":"latency"}' }]);
}

function refused(status: number, ...slips: { name: string; problem: string }[]): Response {
  const error = slips.map(({ name, problem }) => `${name}: ${problem}`).join('\n');
  return Response.json({ error, slips }, { status });
}
