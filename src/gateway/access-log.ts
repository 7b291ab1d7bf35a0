/** One line for each request: enough to count and to find it, nothing that says what was asked for or by whom. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Exchange } from './exchange.ts';

/**
 * Writes the line when the answer is sent or the caller hung up. Health probes are debug lines, since they come all day,
 * and so is what is turned away under too much load, which a line each would add to.
 */
export function logWhenDone(
  exchange: Exchange,
  req: IncomingMessage,
  res: ServerResponse,
  log: Logger,
): void {
  res.once('close', () => {
    const { id, route, operation, sources, errorCodes, startedAt, clock } = exchange;
    const statuses = Object.entries(sources.sources()).map(([platform, { status }]) => [platform, status]);
    const failures = sources.calls.flatMap(({ platform, call, ms, failure, cause }) =>
      failure ? { platform, call, ms, code: failure.code, cause } : [],
    );
    const client = clientOf(req);
    const line = {
      id,
      method: req.method,
      route,
      ...(operation && { operation: { ...operation, name: operation.name?.slice(0, 80) ?? null } }),
      status: res.headersSent ? res.statusCode : null,
      ms: Math.round(clock.now() - startedAt),
      ...(statuses.length > 0 && { sources: Object.fromEntries(statuses) }),
      ...(failures.length > 0 && { failures }),
      ...(errorCodes.size > 0 && { errors: Object.fromEntries(errorCodes) }),
      ...(client && { client }),
      ...(!res.writableFinished && { hungUp: true }),
    };
    const quiet = route === 'live' || route === 'ready' || errorCodes.has('OVERLOADED');
    log[quiet ? 'debug' : 'info'](line, 'request');
  });
}

function clientOf({ headers }: IncomingMessage): { name?: string; version?: string } | null {
  const name = word(headers['apollographql-client-name']);
  const version = word(headers['apollographql-client-version']);
  return name || version ? { ...(name && { name }), ...(version && { version }) } : null;
}

/** A program's name or version; whatever does not look like one stays out of the log. */
const word = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' && /^[\w.@/ +-]{1,80}$/.test(header) ? header : undefined;
