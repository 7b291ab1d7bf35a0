/**
 * The city's answers (lifecycle, section 9): JSON as it is with success, else a problem of RFC 9457.
 */
import { typeName } from '../hub/records/fields.ts';
import { listAt } from '../hub/records/list-at.ts';
import type { Call, Layer, Reply } from '../upstream/call.ts';
import { failure, invalid, overloaded } from '../upstream/failure.ts';

/**
 * Lets through what the platform answered with success, and says in our terms what it answered else. Of a problem
 * only its type is told: its `detail` may hold what was asked.
 */
export const answered: Layer = next => async call => {
  const reply = await next(call);
  const { status, body } = reply;
  if (status === 200 && typeof body === 'object' && body !== null) return reply;
  const type = (body as { type?: unknown } | null | undefined)?.type;
  const problem = typeof type === 'string' && /^\/problems\/[a-z-]{1,40}$/.test(type) ? `, ${type}` : '';
  switch (status) {
    case 200:
      throw invalid(call, `expected a JSON object, got ${typeName(body)}`);
    case 400:
    case 413:
      throw invalid(call, `it takes our request for wrong (HTTP ${status}${problem}); see its contract`);
    case 429:
      throw overloaded(call);
    case 503:
      throw failure(call, 'UPSTREAM_UNAVAILABLE', 'it is under maintenance');
    default:
      throw failure(call, 'UPSTREAM_UNAVAILABLE', `expected HTTP 200, got HTTP ${status}${problem}`);
  }
};

/** The `items` of an answer, which must be a list. */
export function itemsOf(call: Call, { body }: Reply): unknown[] {
  return listAt(call, 'items', (body as { items?: unknown }).items);
}

/** The `total` of an answer, which must be there where it was asked for. */
export function totalOf(call: Call, { body }: Reply, mustCount: boolean): number | null {
  const { total = null } = body as { total?: unknown };
  if (total === null && !mustCount) return null;
  if (Number.isSafeInteger(total) && Number(total) >= 0) return Number(total);
  throw invalid(call, `expected a number at total, got ${typeName(total)}`);
}

/** The `next_cursor` of an answer; null at the end. */
export function nextCursorOf(call: Call, { body }: Reply): string | null {
  const { next_cursor: next = null } = body as { next_cursor?: unknown };
  if (next === null || typeof next === 'string') return next;
  throw invalid(call, `expected a text at next_cursor, got ${typeName(next)}`);
}
