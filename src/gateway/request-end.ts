/** How a request ended, in one record: its log line, the metrics and its span are read from it. */
import type { ServerResponse } from 'node:http';
import type { PlatformCode } from '../upstream/platform-code.ts';
import type { Source } from '../upstream/source-log.ts';
import type { Exchange } from './exchange.ts';

/**
 * `FULL`: all that was asked for. `PARTIAL`: data, and an error where some is missing. `ERROR`: none of it, for a fault
 * of ours or of the platforms. `REFUSED`: turned away, mostly for what was sent. `GONE`: the caller hung up.
 */
export type Outcome = 'FULL' | 'PARTIAL' | 'ERROR' | 'REFUSED' | 'GONE';

export interface RequestEnd {
  route: string;
  /** Null where no document came so far that it could be executed. */
  operation: {
    /** As the client calls it; it may be anything. */
    name: string | null;
    type: string;
    /** Whether it has the name of one of the ready operations. */
    ready: boolean;
  } | null;
  outcome: Outcome;
  /** Null where the caller hung up before there was one. */
  status: number | null;
  ms: number;
  /** How often each code stands in the answer. */
  errors: ReadonlyMap<string, number>;
  sources: Partial<Record<PlatformCode, Source>>;
}

/** @param ready the names of the ready operations */
export function endOf(exchange: Exchange, res: ServerResponse, ready: ReadonlySet<string>): RequestEnd {
  const { route, operation, errorCodes: errors, clock, startedAt } = exchange;
  return {
    route,
    operation: operation && { ...operation, ready: operation.name !== null && ready.has(operation.name) },
    outcome: outcomeOf(exchange, res),
    status: res.headersSent ? res.statusCode : null,
    ms: clock.now() - startedAt,
    errors,
    sources: exchange.sources.sources(),
  };
}

function outcomeOf({ result, errorCodes }: Exchange, res: ServerResponse): Outcome {
  if (!res.writableFinished) return 'GONE';
  if (result === 'DATA') return errorCodes.size > 0 ? 'PARTIAL' : 'FULL';
  if (result === 'NULL') return 'ERROR';
  const turnedAway = errorCodes.has('OVERLOADED') || errorCodes.has('SERVICE_UNAVAILABLE');
  if (res.statusCode >= 500 && !turnedAway) return 'ERROR';
  return errorCodes.size > 0 || res.statusCode >= 400 ? 'REFUSED' : 'FULL';
}
