/** One HTTP request from its arrival to the end of its answer: what resolvers see of it, and what the log says of it. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import type { Request, Viewer } from '../request.ts';
import { SourceLog } from '../upstream/source-log.ts';
import type { Tally } from '../upstream/tally.ts';
import { readTraceContext } from '../upstream/trace-context.ts';
import { answerType, JSON_TYPE } from './media-type.ts';
import { type Selects, selectsNothing } from './selects.ts';
import type { RequestTrace, Tracing } from './tracing.ts';

export class Exchange implements Request {
  readonly id: string;
  readonly viewer: Viewer = { kind: 'EVERYONE' };
  readonly clock: Clock;
  readonly startedAt: number;
  readonly sources: SourceLog;
  readonly trace: RequestTrace;
  readonly maxAgeMs: number | null;
  /** The caller asked for `extensions.trace`. */
  readonly traced: boolean;
  /** Which door it took, for the log; a path as sent may carry anything. */
  route = 'unknown';
  /** The media type that the caller prefers for the answer. */
  readonly answerType: string;
  operation: { name: string | null; type: string } | null = null;
  selects: Selects = selectsNothing;
  /** Whether the operation, once executed, gave data; null where it was not executed. */
  result: 'DATA' | 'NULL' | null = null;
  readonly errorCodes = new Map<string, number>();
  readonly #hangUp = new AbortController();
  #signal = this.#hangUp.signal;

  constructor(req: IncomingMessage, res: ServerResponse, clock: Clock, tally: Tally, tracing: Tracing) {
    this.trace = tracing.begin(readTraceContext(req.headers));
    this.sources = new SourceLog(tally);
    this.id = requestId(req.headers['x-request-id']);
    this.clock = clock;
    this.startedAt = clock.now();
    this.answerType = answerType(req) ?? JSON_TYPE;
    this.maxAgeMs = maxAgeMs(req.headers['cache-control']);
    this.traced = req.headers['x-guantong-trace'] === '1';
    res.once('close', () => {
      if (!res.writableFinished) this.#hangUp.abort(new DOMException('the caller hung up', 'AbortError'));
    });
  }

  get signal(): AbortSignal {
    return this.#signal;
  }

  /** Starts the time that the answer may take: once the body is here, so that a slow line costs nobody their answer. */
  startDeadline(ms: number): void {
    this.#signal = AbortSignal.any([this.#hangUp.signal, this.clock.timeout(ms)]);
  }

  failed(code: string): void {
    this.errorCodes.set(code, (this.errorCodes.get(code) ?? 0) + 1);
  }
}

/** The exchange behind the context that resolvers get. */
export function exchangeOf(context: { request: Request }): Exchange {
  if (context.request instanceof Exchange) return context.request;
  throw new TypeError('context(request) must give back the request that it was given, at "request"');
}

/** The caller's own id where it can stand in a header and a log line, else a new one. */
const requestId = (sent: string | string[] | undefined): string =>
  typeof sent === 'string' && /^[\w.:/+=@-]{1,128}$/.test(sent) ? sent : randomUUID();

/**
 * How old an answer may be that the caller takes, ms, by its `cache-control` (RFC 9111, section 5.2.1): `max-age=N`, or
 * `no-cache` and `no-store` for what is asked for just now. Null where it says nothing of that.
 */
function maxAgeMs(sent: string | undefined): number | null {
  const directives = (sent ?? '')
    .toLowerCase()
    .split(',')
    .map(one => one.trim());
  if (directives.includes('no-cache') || directives.includes('no-store')) return 0;
  const seconds = directives.flatMap(one => /^max-age="?(\d{1,9})"?$/.exec(one)?.[1] ?? []);
  return seconds.length > 0 ? Math.min(...seconds.map(Number)) * 1000 : null;
}
