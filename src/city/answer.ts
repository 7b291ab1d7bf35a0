/**
 * The city's answers (lifecycle, section 9): JSON as it is with success, else a problem of RFC 9457.
 */
import type { Clock } from '../clock.ts';
import { typeName } from '../hub/records/fields.ts';
import { listAt } from '../hub/records/list-at.ts';
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

/** Lets through what the platform answered with success, and says in our terms what it answered else. */
export const answered =
  (clock: Clock): Layer =>
  next =>
  async call =>
    successful(call, await next(call), clock);

/**
 * Of a problem only its type is told: its `detail` may hold what was asked.
 *
 * @throws UpstreamError for an answer without success
 */
export function successful(call: Call, reply: Reply, clock: Clock): Reply {
  const { status, body } = reply;
  if (status === 200 && typeof body === 'object' && body !== null) return reply;
  const type = (body as { type?: unknown } | null | undefined)?.type;
  const problem = typeof type === 'string' && /^\/problems\/[a-z-]{1,40}$/.test(type) ? `, ${type}` : '';
  // A reader may bring a cursor back after its time: no fault of the platform, and for the call to tell.
  if (refusesCursor(reply) && call.query.has('cursor')) return reply;
  switch (status) {
    case 200:
      throw invalid(call, `expected a JSON object, got ${typeName(body)}`);
    case 400:
    case 413:
      throw invalid(call, `it takes our request for wrong (HTTP ${status}${problem}); see its contract`);
    case 429:
      throw overloaded(call, retryAfterMs(reply, clock));
    case 503:
      throw underMaintenance(call, retryAfterMs(reply, clock));
  }
  const message = `expected HTTP 200, got HTTP ${status}${problem}`;
  if (status === 401 || status === 403)
    throw credentialsRefused(call, `${message}; check the client's id, secret and rights`);
  const repeatAfterMs = retryAfterMs(reply, clock);
  throw status >= 500
    ? failedOnce(call, message, { repeatAfterMs })
    : failure(call, 'UPSTREAM_UNAVAILABLE', message);
}

/** Whether the city no longer takes a cursor; each is good for 24 hours, one of changes for 7 days (lifecycle, section 9). */
export function refusesCursor({ status, body }: Reply): boolean {
  const type = (body as { type?: unknown } | null | undefined)?.type;
  return (
    (status === 400 && type === '/problems/invalid-cursor') ||
    (status === 410 && type === '/problems/cursor-expired')
  );
}

/** A page of the change feed. */
export interface Changes {
  items: unknown[];
  /** Always given, also where nothing has changed. */
  nextCursor: string;
}

/** That the city no longer takes a cursor of its changes; `oldestCursor` is the one to go on from, if it says any. */
export interface CursorExpired {
  expired: true;
  oldestCursor: string | null;
}

/** Changes and where to go on; or that the cursor is too old (410), or unknown (400). */
export function changesOf(call: Call, reply: Reply): Changes | CursorExpired {
  if (refusesCursor(reply)) {
    const { oldest_cursor: oldest } = reply.body as { oldest_cursor?: unknown };
    return { expired: true, oldestCursor: typeof oldest === 'string' && oldest !== '' ? oldest : null };
  }
  const nextCursor = nextCursorOf(call, reply);
  if (!nextCursor) throw invalid(call, 'expected a text at next_cursor, got none');
  return { items: itemsOf(call, reply), nextCursor };
}

/** The `items` of an answer, which must be a list. */
export function itemsOf(call: Call, { body }: Reply): unknown[] {
  return listAt(call, 'items', (body as { items?: unknown }).items);
}

/** The `rows` of an answer, which must be a list. */
export function rowsOf(call: Call, { body }: Reply): unknown[] {
  return listAt(call, 'rows', (body as { rows?: unknown }).rows);
}

/** A page: its `items`, its `total`, which must be there where it was asked for, and its `next_cursor`. */
export function pageOf(call: Call, reply: Reply) {
  return {
    records: itemsOf(call, reply),
    total: totalOf(call, reply),
    nextCursor: nextCursorOf(call, reply),
  };
}

function totalOf(call: Call, { body }: Reply): number | null {
  const { total = null } = body as { total?: unknown };
  if (total === null && !call.query.has('include_total')) return null;
  if (Number.isSafeInteger(total) && Number(total) >= 0) return Number(total);
  throw invalid(call, `expected a number at total, got ${typeName(total)}`);
}

/** Null at the end. */
function nextCursorOf(call: Call, { body }: Reply): string | null {
  const { next_cursor: next = null } = body as { next_cursor?: unknown };
  if (next === null || typeof next === 'string') return next;
  throw invalid(call, `expected a text at next_cursor, got ${typeName(next)}`);
}
