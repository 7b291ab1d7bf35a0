/**
 * The province's envelope (lifecycle, section 8): HTTP is 200 also on error, and `code` says how it went. Its `msg`
 * is never told on: it may hold what was asked.
 */
import type { Call, Layer, Reply } from '../upstream/call.ts';
import { failure, invalid } from '../upstream/failure.ts';

/** The envelope's code; null where the answer has none. */
export function codeOf({ status, body }: Reply): string | null {
  const { code } = (body ?? {}) as { code?: unknown };
  return status === 200 && typeof code === 'string' ? code : null;
}

/** What an answer with success carries. */
export function datasOf({ body }: Reply): unknown {
  return (body as { datas?: unknown }).datas;
}

/** Lets through what the platform answered with success, and says in our terms what it answered else. */
export const answered: Layer = next => async call => successful(call, await next(call));

/** @throws UpstreamError for an answer without success. */
export function successful(call: Call, reply: Reply): Reply {
  const code = codeOf(reply);
  switch (code) {
    case '00':
      return reply;
    case '02':
      throw invalid(call, 'it takes our parameters for wrong; see its contract');
    case '03':
    case '06':
      throw failure(
        call,
        'UPSTREAM_UNAVAILABLE',
        `expected code 00, got ${code}; check the application's key and secret`,
      );
    case '08':
      throw failure(call, 'UPSTREAM_OVERLOADED', 'it is asked too much; try again in some seconds');
    case '99':
      throw failure(call, 'UPSTREAM_UNAVAILABLE', 'it is under maintenance');
    case null:
      if (reply.status === 200) throw invalid(call, 'expected an envelope with code');
      throw failure(call, 'UPSTREAM_UNAVAILABLE', `expected HTTP 200, got HTTP ${reply.status}`);
    default:
      throw failure(
        call,
        'UPSTREAM_UNAVAILABLE',
        `expected code 00, got ${/^\d{2}$/.test(code) ? code : 'another'}`,
      );
  }
}
