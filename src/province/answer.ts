/**
 * The province's answers (lifecycle, section 8): an envelope with HTTP 200 also on error, whose `code` says how it
 * went. Its `msg` is never told on: it may hold what was asked.
 */

import type { Clock } from '../clock.ts';
import { typeName } from '../hub/records/fields.ts';
import { listAt } from '../hub/records/list-at.ts';
import { parseLocalTime } from '../hub/records/time.ts';
import type { Call, Layer, Reply } from '../upstream/call.ts';
import {
  credentialsRefused,
  failedOnce,
  failure,
  invalid,
  overloaded,
  underMaintenance,
} from '../upstream/failure.ts';
import { retryAfterMs } from '../upstream/retry-after.ts';

/** The envelope's code; null where the answer has none. */
export function codeOf({ status, body }: Reply): string | null {
  const { code } = (body ?? {}) as { code?: unknown };
  return status === 200 && typeof code === 'string' ? code : null;
}

/** What an answer with success carries. */
export function datasOf({ body }: Reply): unknown {
  return (body as { datas?: unknown }).datas;
}

/** The real clock, and the platform's own time in Unix ms: null while it is not known. */
export interface Times {
  clock: Clock;
  theirNow(): number | null;
}

/** Lets through what the platform answered with success, and says in our terms what it answered else. */
export const answered =
  (times: Times): Layer =>
  next =>
  async call =>
    successful(call, await next(call), times);

/** @throws UpstreamError for an answer without success. */
export function successful(call: Call, reply: Reply, { clock, theirNow }: Times): Reply {
  const code = codeOf(reply);
  switch (code) {
    case '00':
      return reply;
    case '01':
      throw failedOnce(call, 'expected code 00, got 01');
    case '02':
      throw invalid(call, 'it takes our parameters for wrong; see its contract');
    case '03':
    case '06':
      throw credentialsRefused(call, `expected code 00, got ${code}; check the application's key and secret`);
    case '08':
      throw overloaded(call, pauseMs(reply));
    case '99':
      throw underMaintenance(call, resumesInMs(reply, theirNow()));
    case null: {
      if (reply.status === 200) throw invalid(call, 'expected an envelope with code');
      // Not in its contract; a network in front of it may say so all the same.
      if (reply.status === 429) throw overloaded(call, retryAfterMs(reply, clock));
      const message = `expected HTTP 200, got HTTP ${reply.status}`;
      const repeatAfterMs = retryAfterMs(reply, clock);
      throw reply.status >= 500
        ? failedOnce(call, message, { repeatAfterMs })
        : failure(call, 'UPSTREAM_UNAVAILABLE', message);
    }
    default:
      throw failure(
        call,
        'UPSTREAM_UNAVAILABLE',
        `expected code 00, got ${/^\d{2}$/.test(code) ? code : 'another'}`,
      );
  }
}

/** How long a platform that is asked too much wants to be left alone, ms; null where it does not say. */
function pauseMs(reply: Reply): number | null {
  const { retryAfterSeconds: seconds } = (datasOf(reply) ?? {}) as { retryAfterSeconds?: unknown };
  return typeof seconds === 'number' && seconds >= 0 ? seconds * 1_000 : null;
}

/** How long its maintenance still takes, ms, at least one; null where it does not say, or its own time is not known. */
function resumesInMs(reply: Reply, theirNow: number | null): number | null {
  const { resumeTime } = (datasOf(reply) ?? {}) as { resumeTime?: unknown };
  const resumesAt = typeof resumeTime === 'string' ? parseLocalTime(resumeTime) : null;
  return resumesAt === null || theirNow === null ? null : Math.max(1, resumesAt - theirNow);
}

/** The records of a batch's answer, whose `datas` must be a list. */
export function recordsOf(call: Call, reply: Reply): unknown[] {
  return listAt(call, 'datas', datasOf(reply));
}

export interface RecordPage {
  records: unknown[];
  total: number;
}

/** A page of a list, with how many match in all. */
export function pageOf(call: Call, reply: Reply): RecordPage {
  const { list, total } = (datasOf(reply) ?? {}) as { list?: unknown; total?: unknown };
  const records = listAt(call, 'datas.list', list);
  if (Number.isSafeInteger(total) && Number(total) >= 0) return { records, total: Number(total) };
  throw invalid(call, `expected a number at datas.total, got ${typeName(total)}`);
}

/** A page of the change feed. */
export interface Changes {
  changes: unknown[];
  /** The number to go on from; null where it gives none. */
  nextId: number | null;
  hasMore: boolean;
}

/** A page of the change feed. Unless it says that there are no more, there may be. */
export function changesOf(call: Call, reply: Reply): Changes {
  const { changes, nextId, hasMore } = (datasOf(reply) ?? {}) as Record<string, unknown>;
  return {
    changes: listAt(call, 'datas.changes', changes),
    nextId: Number.isSafeInteger(nextId) ? (nextId as number) : null,
    hasMore: hasMore !== '0',
  };
}
