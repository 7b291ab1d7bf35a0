/** One line for each request: enough to count and to find it, nothing that says what was asked for or by whom. */
import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { Exchange } from './exchange.ts';
import type { RequestEnd } from './request-end.ts';

/** Whether a route is one that machines ask for all day long. */
export const byMachines = (route: string): boolean => ['live', 'ready', 'metrics'].includes(route);

/**
 * Writes the line of a request that has ended. A debug line where a machine asked, since those come all day, and where
 * it was turned away under too much load, which a line each would add to.
 */
export function logEnd(
  { id, trace, sources }: Exchange,
  req: IncomingMessage,
  { route, operation, outcome, status, ms, errors, sources: bySource }: RequestEnd,
  log: Logger,
): void {
  const statuses = Object.entries(bySource).map(([platform, { status }]) => [platform, status]);
  const failures = sources.calls.flatMap(({ platform, call, ms, failure, cause }) =>
    failure ? { platform, call, ms, code: failure.code, cause } : [],
  );
  const client = clientOf(req);
  const line = {
    id,
    trace: trace.traceId,
    method: req.method,
    route,
    ...(operation && { operation: { name: operation.name?.slice(0, 80) ?? null, type: operation.type } }),
    outcome,
    status,
    ms: Math.round(ms),
    ...(statuses.length > 0 && { sources: Object.fromEntries(statuses) }),
    ...(sources.calls.length > 0 && { calls: sources.calls.length }),
    ...(sources.repeats > 0 && { repeated: sources.repeats }),
    ...(sources.memoryCount > 0 && { remembered: sources.memoryCount }),
    ...(failures.length > 0 && { failures }),
    ...(errors.size > 0 && { errors: Object.fromEntries(errors) }),
    ...(client && { client }),
    ...(outcome === 'GONE' && { hungUp: true }),
  };
  const quiet = byMachines(route) || errors.has('OVERLOADED');
  log[quiet ? 'debug' : 'info'](line, 'request');
}

function clientOf({ headers }: IncomingMessage): { name?: string; version?: string } | null {
  const name = word(headers['apollographql-client-name']);
  const version = word(headers['apollographql-client-version']);
  return name || version ? { ...(name && { name }), ...(version && { version }) } : null;
}

/** A program's name or version; whatever does not look like one stays out of the log. */
const word = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' && /^[\w.@/ +-]{1,80}$/.test(header) ? header : undefined;
