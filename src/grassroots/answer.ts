/**
 * The grassroots system's answers (lifecycle, section 10): an envelope with `fhm` of the platform, or one with
 * `errorCode` of the gateway in front of it.
 */
import { typeName } from '../hub/records/fields.ts';
import { listAt } from '../hub/records/list-at.ts';
import type { Call, Layer, Reply } from '../upstream/call.ts';
import { failure, invalid, overloaded } from '../upstream/failure.ts';

/**
 * Lets through what the platform answered with success, and says in our terms what it answered else. Of its words
 * only codes are told: its messages may hold what was asked.
 */
export const answered: Layer = next => async call => {
  const reply = await next(call);
  const { status, body } = reply;
  const { fhm, errorCode } = (body ?? {}) as { fhm?: unknown; errorCode?: unknown };
  if (status === 429) throw overloaded(call);
  if (status !== 200) {
    const code = typeof errorCode === 'string' && /^[A-Z]\d{1,4}$/.test(errorCode) ? `, ${errorCode}` : '';
    throw failure(call, 'UPSTREAM_UNAVAILABLE', `expected fhm 200, got HTTP ${status}${code}`);
  }
  switch (fhm) {
    case '200':
      return reply;
    case '400':
      throw invalid(call, 'it takes our parameters for wrong; see its contract');
    case '429':
      throw overloaded(call);
    case '503':
      throw failure(call, 'UPSTREAM_UNAVAILABLE', 'it is under maintenance');
    case undefined:
      throw invalid(call, 'expected an envelope with fhm');
  }
  if (typeof fhm !== 'string') throw invalid(call, `expected fhm 200, got ${typeName(fhm)}`);
  const code = /^\d{3,5}$/.test(fhm) ? fhm : 'another';
  throw failure(call, 'UPSTREAM_UNAVAILABLE', `expected fhm 200, got fhm ${code}`);
};

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
