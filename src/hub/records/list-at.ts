import type { Call } from '../../upstream/call.ts';
import { invalid } from '../../upstream/failure.ts';
import { typeName } from './fields.ts';

/** @throws UpstreamError where `value`, which stands at `place` of the call's answer, is no list. */
export function listAt(call: Call, place: string, value: unknown): unknown[] {
  if (!Array.isArray(value)) throw invalid(call, `expected a list at ${place}, got ${typeName(value)}`);
  return value;
}
