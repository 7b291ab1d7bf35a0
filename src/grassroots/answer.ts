/**
 * The grassroots system's answers (lifecycle, section 10): an envelope with `fhm` of the platform, or one with
 * `errorCode` of the gateway in front of it.
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

/**
 * Lets through what the platform answered with success, and says in our terms what it answered else. Of its words
 * only codes are told: its messages may hold what was asked.
 */
export const answered =
  (clock: Clock): Layer =>
  next =>
  async call =>
    successful(call, await next(call), clock);

function successful(call: Call, reply: Reply, clock: Clock): Reply {
  const { status, body } = reply;
  const { fhm, errorCode } = (body ?? {}) as { fhm?: unknown; errorCode?: unknown };
  if (status === 429) throw overloaded(call, retryAfterMs(reply, clock));
  if (status !== 200) {
    const code =
      typeof errorCode === 'string' && /^[A-Z]{1,2}-?\d{1,4}$/.test(errorCode) ? `, ${errorCode}` : '';
    const message = `expected fhm 200, got HTTP ${status}${code}`;
    if (status === 401 || status === 403)
      throw credentialsRefused(call, `${message}; check the access key, its secret and rights`);
    const repeatAfterMs = retryAfterMs(reply, clock);
    throw status >= 500
      ? failedOnce(call, message, { repeatAfterMs })
      : failure(call, 'UPSTREAM_UNAVAILABLE', message);
  }
  switch (fhm) {
    case '200':
      return reply;
    case '400':
      throw invalid(call, 'it takes our parameters for wrong; see its contract');
    case '429':
      throw overloaded(call, null);
    case '500':
      throw failedOnce(call, 'expected fhm 200, got fhm 500');
    case '503':
      throw underMaintenance(call, null);
    case undefined:
      throw invalid(call, 'expected an envelope with fhm');
  }
  if (typeof fhm !== 'string') throw invalid(call, `expected fhm 200, got ${typeName(fhm)}`);
  const code = /^\d{3,5}$/.test(fhm) ? fhm : 'another';
  throw failure(call, 'UPSTREAM_UNAVAILABLE', `expected fhm 200, got fhm ${code}`);
}

/** The `sj` of an answer, which must be a list. */
export function recordsOf(call: Call, { body }: Reply): unknown[] {
  return listAt(call, 'sj', (body as { sj?: unknown }).sj);
}

/** The `zts` of an answer, which must be a number. */
export function totalOf(call: Call, { body }: Reply): number {
  const { zts } = body as { zts?: unknown };
  if (!/^\s*\d{1,15}\s*$/.test(String(zts)))
    throw invalid(call, `expected a number at zts, got ${typeName(zts)}`);
  return Number(zts);
}
