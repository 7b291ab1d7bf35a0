/** What a supervisor of processes asks: does it run, and is it of use. */
import type { ServerResponse } from 'node:http';
import type { Tally } from '../upstream/tally.ts';
import type { Route } from './handler.ts';
import { JSON_TYPE } from './media-type.ts';

export interface Readiness {
  status: 'UP' | 'DOWN';
  platforms: Record<string, { status: string; checkedAt: string | null }>;
  /** Only while its changed files are bad, and the one before them serves; the log says what is wrong. */
  catalogue?: 'REFUSED';
  /** Only where there is one; without it, or while it is out of use, all is served. */
  redis?: { status: string; since: string | null; lost: number; back: number };
}

/** 200 while the process can answer at all. */
export const live: Route = {
  name: 'live',
  methods: ['GET', 'HEAD'],
  serve: (_, __, res) => json(res, 200, { status: 'UP' }),
};

/**
 * 200 while some platform answers, for what it says can be served; 503 when none does, and once the process drains.
 * Also says whether Redis is used, and what was not understood of the platforms' words since the start.
 */
export const readyRoute = (ready: () => Readiness, tally: Tally, draining?: AbortSignal): Route => ({
  name: 'ready',
  methods: ['GET', 'HEAD'],
  serve(_, __, res) {
    const readiness = { ...ready(), ...(draining?.aborted && { status: 'DOWN', draining: true }) };
    json(res, readiness.status === 'UP' ? 200 : 503, { ...readiness, notUnderstood: tally.list() });
  },
});

function json(res: ServerResponse, status: number, value: unknown): void {
  const body = `${JSON.stringify(value)}\n`;
  res.writeHead(status, {
    'content-type': JSON_TYPE,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  res.end(body);
}
